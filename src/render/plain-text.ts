/** For a regular expression class: characters that always take two columns (CJK, Hangul, kana). */
const WIDE_CHARACTERS = String.raw`\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3`;

/** Likewise, plus characters that always take one column; none of them joins with its neighbours. */
export const PLAIN_CHARACTERS =
  String.raw`\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027` +
  String.raw`\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2212\u23ce\u2400-\u2426\u2500-\u259f\u25b8\u25c2\u2713\u2717` +
  WIDE_CHARACTERS;

const PLAIN_TEXT = new RegExp(`^[${PLAIN_CHARACTERS}]*$`);
const WIDE_CHARACTER = new RegExp(`[${WIDE_CHARACTERS}]`, 'g');

/** Whether a text has only such characters. */
export function isPlain(text: string): boolean {
  return PLAIN_TEXT.test(text);
}

/** Width of such a text in columns. */
export function plainWidth(text: string): number {
  return text.length + (text.match(WIDE_CHARACTER)?.length ?? 0);
}
