/** Longer words are no typing errors; comparing them would only take time. */
const MAX_WORD_LENGTH = 40;

/**
 * The candidates closest to a mistyped word, nearest first, at most `most`; empty if none is close. Ignores case.
 * Close means: one begins with the other, the candidate contains the word, or few letters (about one in three) are
 * wrong, missing, added or swapped.
 */
export function findNearest(word: string, candidates: readonly string[], most = 3): string[] {
  const typed = word.trim().toLowerCase();
  if (typed === '' || typed.length > MAX_WORD_LENGTH) return [];
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const score = distance(typed, candidate.toLowerCase());
    if (score !== null) scored.push({ candidate, score });
  }
  // Of words as many letters away, one of the same length: two letters were swapped.
  const further = ({ length }: string) => (length === typed.length ? 0 : 1);
  return scored
    .sort((a, b) => a.score - b.score || further(a.candidate) - further(b.candidate))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The hint for a mistyped word: the candidates close to it, else another text. */
export function hintFor(word: string, candidates: readonly string[], otherwise: string): string {
  const near = findNearest(word, candidates);
  return near.length > 0 ? `Did you mean ${near.join(', ')}?` : otherwise;
}

/** Distance of a candidate from the typed word, 0 if equal; null if it is not close. */
function distance(typed: string, candidate: string): number | null {
  if (typed === candidate) return 0;
  if (candidate === '') return null;
  if (typed.length >= 2 && candidate.startsWith(typed)) return 0.5;
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  const edits = Math.abs(typed.length - candidate.length) > allowed ? null : editDistance(typed, candidate);
  // If every letter is replaced, the words are not similar.
  if (edits !== null && edits <= allowed && edits < candidate.length) return edits;
  if (typed.length >= 3 && candidate.includes(typed)) return allowed + 0.5;
  if (candidate.length >= 3 && typed.includes(candidate)) return allowed + 1;
  return null;
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let fewest = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        fewest = Math.min(fewest, beforeLast[j - 2]! + 1);
      }
      row.push(fewest);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
