const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@(?:[^\s@.<>,;:"()[\]\\]+\.)+[^\s@.<>,;:"()[\]\\]{2,}$/;

/** Whether the text is an e-mail address and nothing else. */
export function isEmail(text: string): boolean {
  return ADDRESS.test(text);
}
