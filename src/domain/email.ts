const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@(?:[^\s@.<>,;:"()[\]\\]+\.)+[^\s@.<>,;:"()[\]\\]{2,}$/;

/** Whether the whole text is an e-mail address. */
export function isEmail(text: string): boolean {
  return ADDRESS.test(text);
}
