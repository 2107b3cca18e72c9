/** A phone number as stored. */
export interface Phone {
  /** `+442079461001`, without an extension; null for text that is not understood as a number. */
  readonly e164: string | null;
  /** One to seven digits, dialled once somebody answers; null for none. */
  readonly extension: string | null;
  /** As typed, trimmed. */
  readonly typed: string;
}

/** A text that is not understood as a number. */
export const unreadPhone = (text: string): Phone => ({ e164: null, extension: null, typed: text.trim() });

/** Digits of the longest number with its calling code (E.164). */
export const MAX_NUMBER_DIGITS = 15;
/** Digits of the longest extension. */
export const MAX_EXTENSION_DIGITS = 7;

/** A number as lists and files show it: `+14155550128x208`; as typed if it was not understood. */
export function phoneText({ e164, extension, typed }: Phone): string {
  return e164 === null ? typed : dialText(e164, extension);
}

/** A number to dial and its extension: `+14155550128x208`. */
export function dialText(e164: string, extension: string | null): string {
  return extension === null ? e164 : `${e164}x${extension}`;
}

/** What equal phones have in common, however they are typed. */
export function phoneKey(phone: Phone): string {
  return phone.e164 === null ? withoutSigns(phone.typed) : phoneText(phone);
}

/** A typed number without spaces and the signs between its digits. */
export const withoutSigns = (typed: string): string => typed.replace(/[\s().\-/+]+/g, '') || typed;

/** The number of a text that `phoneText` wrote, and its extension. */
export function partsOfPhone(text: string): { readonly number: string; readonly extension: string | null } {
  const [, number = text, extension = null] = /^(\+\d+)x(\d+)$/.exec(text) ?? [];
  return { number, extension };
}

/** The URI of a number that `phoneText` wrote (RFC 3966): `tel:+14155550128;ext=208`. */
export function telUri(text: string): string {
  const { number, extension } = partsOfPhone(text);
  return `tel:${number}${extension === null ? '' : `;ext=${extension}`}`;
}
