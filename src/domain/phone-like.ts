/** Whether a text can be a phone number, with an extension or without. */
export function isPhoneLike(text: string): boolean {
  const [, number = text] = /^(.*\d)\s*(?:;\s*ext=|x|ext\.?)\s*\d{1,7}$/i.exec(text) ?? [];
  return /^\+?[\d\s().\-/]+$/.test(number) && number.replace(/\D/g, '').length >= 6;
}
