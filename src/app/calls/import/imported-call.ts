import type { CallResult } from '../../../domain/call-results.ts';
import type { TableRow } from '../../../formats/rows.ts';

/** The other party of a call, if it went this way. */
export interface NumberedSide {
  /** E.164. */
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly name: string | null;
}

/** A call of a phone system, put together from its rows. */
export interface ImportedCall {
  /** Its rows; the first stands for it in messages. */
  readonly rows: readonly [TableRow, ...TableRow[]];
  /** UTC ISO 8601. */
  readonly at: string;
  /** The possible other parties, the likeliest first: several only where nothing tells the direction. */
  readonly sides: readonly NumberedSide[];
  /** Seconds. */
  readonly duration: number | null;
  readonly result: CallResult;
  readonly subject: string | null;
  readonly body: string | null;
  /** The user who made or took it; null for none of ours. */
  readonly userId: number | null;
  /** The phone system's id; null if it has none. */
  readonly callId: string | null;
  /** When the other party is to be called again, UTC ISO 8601. */
  readonly callbackAt: string | null;
}

/** Two calls this near each other, with the same person, can be one that was also logged by hand. */
export const SAME_CALL_MS = 2 * 60_000;

/** Whether two times (UTC ISO 8601) are near enough to be of one call. */
export function isSameTime(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_CALL_MS;
}
