/** The parts of a score: who a lead is, and what it does. Each may have a cap. */
export const SCORE_PARTS = ['fit', 'behaviour'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** The largest score; the smallest is 0. */
export const MAX_SCORE = 100;

/** Leads whose score is in a range, and how many of them were converted. */
export interface ScoreCount {
  readonly score: number;
  readonly converted: number;
  readonly others: number;
}

/**
 * How well scores tell converted leads from others: the chance that a converted one has the higher score, where equal
 * ones count half. Null without leads of both kinds.
 */
export function discrimination(counts: readonly ScoreCount[]): number | null {
  const sorted = [...counts].sort((a, b) => a.score - b.score);
  let lower = 0;
  let wins = 0;
  for (const { converted, others } of sorted) {
    wins += converted * (lower + others / 2);
    lower += others;
  }
  const converted = sorted.reduce((sum, each) => sum + each.converted, 0);
  return converted === 0 || lower === 0 ? null : wins / (converted * lower);
}

/** Days in which points of a behaviour become half: `14d`, `2 weeks`. Null for an unreadable text. */
export function halfLifeDays(text: string): number | null {
  const [, count = '', unit = 'd'] = /^\s*(\d{1,4})\s*(d|days?|w|weeks?|mo|months?)?\s*$/i.exec(text) ?? [];
  const days = Number(count) * (/^w/i.test(unit) ? 7 : /^m/i.test(unit) ? 30 : 1);
  return count === '' || days === 0 ? null : days;
}
