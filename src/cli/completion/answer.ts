/** A candidate for the word being typed. */
export interface Candidate {
  /** The whole word as the program gets it, without quotes. */
  readonly value: string;
  /** Shown beside it. */
  readonly description?: string;
  /** Whether the program accepts its prefix in any case and with any accents. */
  readonly foldable?: true;
}

/** The answer for the cursor position. */
export interface Answer {
  readonly candidates: readonly Candidate[];
  /** Set if the shell completes file names, after this prefix of the word. */
  readonly filesAfter?: string;
  /** Whether the word continues after the candidate: no space is added. */
  readonly goesOn?: true;
}

export const NO_ANSWER: Answer = { candidates: [] };

/** A key that ignores case and accents. */
function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
}

/** The candidates with the typed prefix; if there are none, those that match it without case and accents. */
export function filterByPrefix(candidates: readonly Candidate[], typed: string): Candidate[] {
  const key = fold(typed);
  const found = candidates.filter(({ value }) => fold(value).startsWith(key));
  const exact = found.filter(({ value, foldable }) => foldable || value.startsWith(typed));
  return exact.length > 0 ? exact : found;
}

/**
 * For shells that replace the typed text with the common prefix of all candidates: none of the typed text may get
 * lost. If there are several candidates, each keeps the typed beginning.
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

/** These values, without descriptions. */
export const asAnswer = (values: readonly string[]): Answer => ({
  candidates: values.map((value) => ({ value })),
});
