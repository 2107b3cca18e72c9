/** Texts that are a list of JSON, or one of Python: `["a","b"]`, `['a', 'b']`. */
const JSON_LIST = /^\s*\[.*\]\s*$/s;
const SINGLE_QUOTED = /^\s*\[(?:\s*'[^'"\\]*'\s*(?:,(?!\s*\])|(?=\])))*\s*\]\s*$/;

/** The elements of a list of texts and numbers in JSON; null for other text. */
export function jsonElements(text: string): string[] | null {
  if (!JSON_LIST.test(text)) return null;
  try {
    const list: unknown = JSON.parse(SINGLE_QUOTED.test(text) ? text.replaceAll("'", '"') : text);
    const isPlain = Array.isArray(list) && list.every((each) => each === null || typeof each !== 'object');
    return isPlain ? list.filter((each) => each !== null).map(String) : null;
  } catch {
    return null;
  }
}

/**
 * The values of one cell, which are separated by `;`, `|` or line breaks, by commas if `splitsCommas` and there is no
 * other mark, or are a list of JSON.
 */
export function splitParts(text: string, splitsCommas: boolean): string[] {
  const elements = text.charCodeAt(0) === 91 || /^\s+\[/.test(text) ? jsonElements(text) : null;
  if (elements) return elements;
  if (/[;|\n]/.test(text)) return text.split(/[;|\n]/);
  return splitsCommas ? text.split(',') : [text];
}
