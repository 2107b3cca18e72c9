import { picklistKey } from './picklists.ts';
import { findNearest } from './suggest.ts';

/** Above this number of values, only those that differ in signs and spaces count as close. */
const MAX_COMPARED_VALUES = 1000;

/** A value, what it means to the program, and the number of its records. */
interface CountedValue {
  readonly name: string;
  readonly kind: string | null;
  readonly used: number;
}

/** Two values that are probably the same; `keep` is that of the most records. */
interface SpellingPair {
  readonly name: string;
  readonly keep: string;
}

/** Values that are probably the same. Those that mean different things to the program are not. */
export function closeSpellings(values: readonly CountedValue[]): SpellingPair[] {
  const kinds = new Set(values.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => closeAmong(values.filter((value) => value.kind === kind)));
}

function closeAmong(values: readonly CountedValue[]): SpellingPair[] {
  const byUse = values.toSorted((a, b) => b.used - a.used || (a.name < b.name ? -1 : 1));
  const names = byUse.map(({ name }) => name);
  const bare = new Map<string, string>();
  const apart = new WordApart();
  const kept: string[] = [];
  const close: SpellingPair[] = [];
  for (const name of names) {
    const letters = picklistKey(name).replace(/[^\p{L}\p{N}]/gu, '');
    const same = letters === '' ? undefined : bare.get(letters);
    const near = () => (names.length > MAX_COMPARED_VALUES ? undefined : nearSpelling(name, kept));
    const keep = same ?? near() ?? apart.find(name);
    if (keep === undefined) {
      kept.push(name);
      apart.add(name);
      if (letters !== '') bare.set(letters, name);
    } else close.push({ name, keep });
  }
  return close;
}

/** Finds the value that is the same with a word more or less at its end, which is no number: `Web` and `Web Site`. */
class WordApart {
  readonly #byWords = new Map<string, string>();
  readonly #byWordsBeforeLast = new Map<string, string>();

  add(name: string): void {
    const { all, front } = wordsOf(name);
    this.#byWords.set(all, name);
    if (front !== null) this.#byWordsBeforeLast.set(front, name);
  }

  find(name: string): string | undefined {
    const { all, front } = wordsOf(name);
    return this.#byWordsBeforeLast.get(all) ?? (front === null ? undefined : this.#byWords.get(front));
  }
}

/** The words of a value, and those before the last one; null if there are none or that is a number. */
function wordsOf(name: string): { readonly all: string; readonly front: string | null } {
  const words = picklistKey(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  const isCounted = /\d/.test(words.at(-1) ?? '');
  return { all: words.join(' '), front: words.length < 2 || isCounted ? null : words.slice(0, -1).join(' ') };
}

/** Shorter words differ in a letter or two without being the same. */
const MIN_TYPO_LENGTH = 5;

/** The value that is probably meant: one with the same beginning and digits, and a letter or two that differ. */
function nearSpelling(name: string, candidates: readonly string[]): string | undefined {
  if (name.length < MIN_TYPO_LENGTH) return undefined;
  const alike = candidates.filter(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= 2 &&
      candidate.length >= MIN_TYPO_LENGTH &&
      candidate.replace(/\D/g, '') === name.replace(/\D/g, ''),
  );
  return findNearest(name, alike, 1).find(
    (near) => near.slice(0, 1).toLowerCase() === name.slice(0, 1).toLowerCase(),
  );
}
