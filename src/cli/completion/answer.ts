/** Something that may stand for the word being typed. */
export interface Candidate {
  /** The whole word as the program is to get it, without quotes. */
  readonly value: string;
  /** What a shell shows beside it. */
  readonly description?: string;
  /** Whether the program takes its beginning in any case and with any accents. */
  readonly foldable?: true;
}

/** What may stand at the cursor. */
export interface Answer {
  readonly candidates: readonly Candidate[];
  /** Whether the shell is to complete the names of files, behind this beginning of the word. */
  readonly filesAfter?: string;
  /** Whether the word goes on after the candidate: no space is added. */
  readonly goesOn?: true;
}

export const NO_ANSWER: Answer = { candidates: [] };

/** What two words with the same beginning have in common, whatever their case and accents. */
function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
}

/** The candidates that begin with what is typed; only in another case or with other accents when none does exactly. */
export function beginningWith(candidates: readonly Candidate[], typed: string): Candidate[] {
  const key = fold(typed);
  const found = candidates.filter(({ value }) => fold(value).startsWith(key));
  const exact = found.filter(({ value, foldable }) => foldable || value.startsWith(typed));
  return exact.length > 0 ? exact : found;
}

/**
 * For shells that put what all candidates have in common in place of what is typed: nothing typed may be lost by it.
 * Where there are several, each begins as it is typed.
 */
export function keepTyped(candidates: readonly Candidate[], typed: string): Candidate[] {
  if (candidates.length <= 1) return [...candidates];
  const key = fold(typed);
  return candidates.flatMap((candidate) => {
    const { value, foldable } = candidate;
    if (value.startsWith(typed)) return [candidate];
    const begins = foldable && fold(value.slice(0, typed.length)) === key;
    return begins ? [{ ...candidate, value: typed + value.slice(typed.length) }] : [];
  });
}
