/** A run of digits and what people write between them: long enough to be a phone number. */
const PHONE = /\+?\(?\d[\d\s().\-/]{4,}\d/g;
const FEWEST_DIGITS = 6;

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
    if (!stands || digitsIn(run).length < FEWEST_DIGITS) return run;
    phones.push(run.trim());
    return ' ';
  });
  const words = rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words, phones };
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
