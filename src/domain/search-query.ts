/** A run of digits and what people write between them: long enough to be a phone number. */
const PHONE = /\+?\(?\d[\d\s().\-/]{4,}\d/g;
const FEWEST_DIGITS = 6;
/** An international prefix, 15 digits of a number, and an extension. */
const MOST_DIGITS = 25;

/** What somebody searches for: words that begin words of a record, and numbers of phones. All must be found. */
export interface SearchQuery {
  readonly words: readonly string[];
  /** As typed. */
  readonly phones: readonly string[];
}

/** Takes a search apart. Text without a letter or digit gives an empty query. */
export function readSearch(text: string): SearchQuery {
  const phones: string[] = [];
  const rest = text.replace(PHONE, (run, at: number) => {
    const stands = !isWordBefore(text, at) && !/^[\p{L}\p{N}@]/u.test(text.slice(at + run.length));
    const digits = digitsIn(run).length;
    if (!stands || digits < FEWEST_DIGITS || digits > MOST_DIGITS) return run;
    phones.push(run.trim());
    return ' ';
  });
  const words = rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words: distinct(words, folded), phones: distinct(phones, digitsIn) };
}

/** The forms of a phone number that its digits begin with: as typed, without the zeros dialled first, and in full. */
export function phoneForms(typed: string, e164: string | null): string[] {
  const digits = digitsIn(typed);
  const forms = [digits, digits.replace(/^0+/, ''), e164 === null ? '' : digitsIn(e164)];
  return [...new Set(forms)].filter((form) => form.length >= FEWEST_DIGITS - 1);
}

/** Text as searches compare it: lower case, without accents. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function distinct(texts: readonly string[], key: (text: string) => string): string[] {
  return [...new Map(texts.map((text) => [key(text), text])).values()];
}

/** The words of a text as the full-text index has them: runs of letters and digits, lower case, without accents. */
export function indexedWords(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text in which many words can be looked for. */
export class SearchedText {
  readonly #sorted: readonly string[];
  /** All words in order, each after a space. */
  readonly #text: string;

  constructor(text: string) {
    const words = indexedWords(text);
    this.#sorted = [...new Set(words)].sort();
    this.#text = words.map((word) => ` ${word}`).join('');
  }

  /** Whether these words stand together in it; the last may be only begun. */
  holds(words: readonly string[]): boolean {
    const [first] = words;
    if (first === undefined) return true;
    return words.length === 1 ? this.#holdsBeginning(first) : this.#text.includes(` ${words.join(' ')}`);
  }

  #holdsBeginning(beginning: string): boolean {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] as string) < beginning) from = middle + 1;
      else to = middle;
    }
    return this.#sorted[from]?.startsWith(beginning) === true;
  }
}

/** Characters shown on either side of what was found. */
const AROUND = 30;

/**
 * The part of a text where a word of the query begins one of its words, or a number of the query stands, with what
 * is around it; null where neither does.
 */
export function excerpt(text: string, query: SearchQuery): string | null {
  const wanted = query.words.map((word) =>
    folded(word)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
  const hit = wordHit(text, wanted) ?? phoneHit(text, query.phones);
  if (hit === null) return null;
  const from = hit < AROUND * 1.5 ? 0 : startOfWord(text, hit - AROUND);
  const to = from + AROUND * 2 + 20;
  const cut = text.slice(from, to).trim();
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
}

/** Where the words of one of the wanted phrases stand together; the last may be only begun. */
function wordHit(text: string, wanted: readonly (readonly string[])[]): number | null {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((found) => ({
    at: found.index,
    word: folded(found[0]),
  }));
  const stands = (phrase: readonly string[], from: number) =>
    phrase.every((part, i) => {
      const word = words[from + i]?.word;
      return i === phrase.length - 1 ? word?.startsWith(part) : word === part;
    });
  return words.find((_, from) => wanted.some((phrase) => stands(phrase, from)))?.at ?? null;
}

function phoneHit(text: string, phones: readonly string[]): number | null {
  const forms = phones.flatMap((phone) => phoneForms(phone, null));
  for (const found of text.matchAll(PHONE)) {
    const digits = digitsIn(found[0]);
    if (forms.some((form) => digits.includes(form) || form.endsWith(digits))) return found.index;
  }
  return null;
}

function startOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space > at + AROUND ? at : space + 1;
}

function isWordBefore(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}@]/u.test(text.charAt(at - 1));
}

function digitsIn(text: string): string {
  return text.replace(/\D/g, '');
}
