import { usage } from './errors.ts';
import { nearest } from './suggest.ts';

/**
 * The word that a text is, in any case. Throws `usage` for one that is none of them, saying `unknown` (`unknown format`,
 * `cannot group by`), the text, the nearest word and all there are.
 */
export function oneOf<T extends string>(unknown: string, text: string, words: readonly T[]): T {
  const said = text.trim().toLowerCase();
  const found = words.find((word) => word === said);
  if (found !== undefined) return found;
  const [near] = nearest(said, words);
  throw usage(
    `${unknown} "${text}"`,
    `${near === undefined ? '' : `Did you mean "${near}"?   `}One of: ${words.join(', ')}`,
  );
}
