/** Digits with the usual separators, long enough to be a phone number, and an extension. */
const PHONE = /\+?\(?\d[\d\s().\-/]{4,}\d(?:\s*(?:x|ext\.?|;ext=)\s*\d{1,7})?/gi;
const EXTENSION = /\s*(?:x|ext\.?|;ext=)\s*\d{1,7}$/i;
const MIN_PHONE_DIGITS = 6;
/** An international prefix, 15 digits of a number, and an extension. */
const MAX_PHONE_DIGITS = 25;

/** A parsed search: word prefixes and phone numbers. A record must match all of them. */
export interface SearchQuery {
  readonly words: readonly string[];
  /** As typed. */
  readonly phones: readonly string[];
}

/** Parses a search. Text without a letter or digit gives an empty query. */
export function readSearch(text: string): SearchQuery {
  const phones: string[] = [];
  const rest = text.replace(PHONE, (run, at: number) => {
    const stands = !isWordBefore(text, at) && !/^[\p{L}\p{N}@]/u.test(text.slice(at + run.length));
    const number = run.replace(EXTENSION, '');
    const digits = digitsIn(number).length;
    if (!stands || digits < MIN_PHONE_DIGITS || digits > MAX_PHONE_DIGITS) return run;
    phones.push(number.trim());
    return ' ';
  });
  const words = rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words: uniqueTexts(words, foldText), phones: uniqueTexts(phones, digitsIn) };
}

/** Prefixes to look a phone number up by: as typed, without leading zeros, and in full. */
export function phoneForms(typed: string, e164: string | null): string[] {
  const digits = digitsIn(typed);
  const forms = [digits, digits.replace(/^0+/, ''), e164 === null ? '' : digitsIn(e164)];
  return [...new Set(forms)].filter((form) => form.length >= MIN_PHONE_DIGITS - 1);
}

/** Text for comparison: lower case, without accents. */
function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function uniqueTexts(texts: readonly string[], key: (text: string) => string): string[] {
  return [...new Map(texts.map((text) => [key(text), text])).values()];
}

/** The words of a text as in the full-text index: runs of letters and digits, lower case, without accents. */
export function indexedWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text prepared for many word searches. */
export class SearchedText {
  readonly #sorted: readonly string[];
  /** All words in order, each after a space. */
  readonly #text: string;

  constructor(text: string) {
    const words = indexedWords(text);
    this.#sorted = [...new Set(words)].sort();
    this.#text = words.map((word) => ` ${word}`).join('');
  }

  /** Whether the words occur in sequence; the last may be a prefix. */
  containsPhrase(words: readonly string[]): boolean {
    const [first] = words;
    if (first === undefined) return true;
    return words.length === 1 ? this.#containsPrefix(first) : this.#text.includes(` ${words.join(' ')}`);
  }

  #containsPrefix(beginning: string): boolean {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] as string) < beginning) from = middle + 1;
      else to = middle;
    }
    return this.#sorted[from]?.startsWith(beginning) === true;
  }
}

/** Characters shown on each side of a match. */
const EXCERPT_MARGIN_CHARS = 30;

/** The part of a text around the first match of the query, by word prefix or number; null for no match. */
export function excerpt(text: string, query: SearchQuery): string | null {
  const phrases = query.words.map((word) =>
    foldText(word)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
  const hit = findPhrase(text, phrases) ?? findPhone(text, query.phones);
  if (hit === null) return null;
  const from = hit < EXCERPT_MARGIN_CHARS * 1.5 ? 0 : startOfWord(text, hit - EXCERPT_MARGIN_CHARS);
  const to = from + EXCERPT_MARGIN_CHARS * 2 + 20;
  const cut = text.slice(from, to).trim();
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
}

/** The position of the first phrase that occurs in sequence; its last word may be a prefix. */
function findPhrase(text: string, phrases: readonly (readonly string[])[]): number | null {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((found) => ({
    at: found.index,
    word: foldText(found[0]),
  }));
  const stands = (phrase: readonly string[], from: number) =>
    phrase.every((part, i) => {
      const word = words[from + i]?.word;
      return i === phrase.length - 1 ? word?.startsWith(part) : word === part;
    });
  return words.find((_, from) => phrases.some((phrase) => stands(phrase, from)))?.at ?? null;
}

function findPhone(text: string, phones: readonly string[]): number | null {
  const forms = phones.flatMap((phone) => phoneForms(phone, null));
  for (const found of text.matchAll(PHONE)) {
    const digits = digitsIn(found[0]);
    if (forms.some((form) => digits.includes(form) || form.endsWith(digits))) return found.index;
  }
  return null;
}

function startOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space > at + EXCERPT_MARGIN_CHARS ? at : space + 1;
}

function isWordBefore(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}@]/u.test(text.charAt(at - 1));
}

function digitsIn(text: string): string {
  return text.replace(/\D/g, '');
}
