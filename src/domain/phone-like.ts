/** Whether a text can be a phone number. */
export function isPhoneLike(text: string): boolean {
  return /^\+?[\d\s().\-/]+$/.test(text) && text.replace(/\D/g, '').length >= 6;
}
