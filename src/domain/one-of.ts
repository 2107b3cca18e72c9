import { usage } from './errors.ts';
import { findNearest } from './suggest.ts';

/**
 * Finds a word in any case. Throws `usage` for an unknown one: `unknown` (such as `unknown format`), the text, the
 * nearest word and all words.
 */
export function oneOf<T extends string>(unknown: string, text: string, words: readonly T[]): T {
  const key = text.trim().toLowerCase();
  const found = words.find((word) => word === key);
  if (found !== undefined) return found;
  const [near] = findNearest(key, words);
  throw usage(
    `${unknown} "${text}"`,
    `${near === undefined ? '' : `Did you mean "${near}"?   `}One of: ${words.join(', ')}`,
  );
}
