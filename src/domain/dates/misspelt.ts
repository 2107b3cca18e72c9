import { editDistance } from '../suggest.ts';

/** Words of days, months and holidays that are long enough to be known when a letter or two is wrong. */
const NAMES: readonly string[] = (
  'monday tuesday wednesday thursday friday saturday sunday tomorrow yesterday ' +
  'january february august september october november december christmas thanksgiving'
).split(' ');
/** A shorter word may be another: `money`, `Monty`. */
const MIN_LETTERS = 5;
/** From this length on two letters may be wrong: `wensday`. */
const MIN_LETTERS_FOR_TWO = 7;

/**
 * The English name of a day, month or holiday that a misspelt word means: `wendesday`, `tommorow`, `febuary`; other words as they
 * are. The first letter must be right, and the last or swapped with
 * the one before it.
 */
export function correctName(word: string): string {
  if (word.length < MIN_LETTERS || NAMES.includes(word)) return word;
  const allowed = word.length < MIN_LETTERS_FOR_TWO ? 1 : 2;
  const near = NAMES.filter((name) => name[0] === word[0] && isNear(word, name, allowed));
  return near.length === 1 ? (near[0] as string) : (near.find((name) => isNear(word, name, 1)) ?? word);
}

function isNear(word: string, name: string, allowed: number): boolean {
  const isEndSwapped = word.at(-2) === name.at(-1) && word.at(-1) === name.at(-2);
  if ((word.at(-1) !== name.at(-1) && !isEndSwapped) || Math.abs(word.length - name.length) > allowed)
    return false;
  return editDistance(word, name) <= allowed;
}
