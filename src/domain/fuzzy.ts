/** How a typed text fits another: the places of its letters, and how well. */
export interface FuzzyMatch {
  readonly places: readonly number[];
  readonly score: number;
}

const POINTS_AT_START = 8;
const POINTS_AT_WORD = 6;
const POINTS_IN_ROW = 5;

/**
 * Finds the letters of what is typed in a text, in order, with others between them; null where they are not all in it.
 * Blanks do not count. Beginnings of words and letters in a row score more, a short text a little.
 */
export function fuzzyMatch(typed: string, text: string): FuzzyMatch | null {
  const wanted = [...typed.toLowerCase()].filter((letter) => letter !== ' ');
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return plainMatch(typed, lower);
  let best: FuzzyMatch | null = null;
  // Beginning at each place of the first letter, as the first is not always the best.
  for (let start = lower.indexOf(wanted[0] ?? ''); start >= 0; start = lower.indexOf(wanted[0]!, start + 1)) {
    const match = matchFrom(wanted, lower, start);
    if (!match) break;
    if (!best || match.score > best.score) best = match;
    if (wanted.length === 0) break;
  }
  return best;
}

/** The places of a text that changes its length in lower case would not be its own. */
function plainMatch(typed: string, lower: string): FuzzyMatch | null {
  return lower.includes(typed.toLowerCase()) ? { places: [], score: 1 } : null;
}

function matchFrom(wanted: readonly string[], lower: string, start: number): FuzzyMatch | null {
  const places: number[] = [];
  let score = -lower.length / 100;
  let from = start;
  for (const letter of wanted) {
    const at = lower.indexOf(letter, from);
    if (at < 0) return null;
    const before = lower[at - 1];
    if (at === 0) score += POINTS_AT_START;
    else if (before === undefined || /[\s\-_/.,:]/.test(before)) score += POINTS_AT_WORD;
    else if (places.at(-1) === at - 1) score += POINTS_IN_ROW;
    else score += 1;
    places.push(at);
    from = at + letter.length;
  }
  return { places, score };
}
