import { spoken } from '../dates/spoken.ts';

/** What puts a lead before the others. */
interface Reasons {
  readonly callback: boolean;
  /** UTC ISO 8601. */
  readonly dueAt: string;
  /** Below 0 for none. */
  readonly score: number;
  readonly attempts: number;
  /** UTC ISO 8601; empty for never. */
  readonly lastTry: string;
}

/** Why a lead is the one to call, in a line. */
export function whyNow({ callback, dueAt, score, attempts, lastTry }: Reasons): string {
  if (callback) return `callback due ${spoken(dueAt)}`;
  const worth = score < 0 ? 'no score' : `score ${score}`;
  if (attempts === 0 || lastTry === '') return `${worth}, never tried`;
  return `${worth}, tried ${attempts === 1 ? 'once' : `${attempts} times`}, last on ${spoken(lastTry)}`;
}
