import { usage } from './errors.ts';

/**
 * Rejects a word of a command that looks like a placeholder and is none of those that are filled in: the program would get
 * `{address}` as it stands. Braces within a longer word may be of the program's own language.
 */
export function rejectUnknownPlaceholders(words: readonly string[], known: readonly string[]): void {
  const unknown = words.find((word) => /^\{\s*[a-z_]+\s*\}$/i.test(word) && !known.includes(word));
  if (unknown !== undefined) throw usage(`nothing is filled in for ${unknown}`, `Use ${known.join(', ')}`);
}
