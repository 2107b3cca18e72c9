import type { CallResult, Disposition } from '../../../domain/call-results.ts';
import { isoTime } from '../../../domain/dates.ts';
import type { CallRow, PassReason } from '../../../formats/calls/call-row.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { type ImportedCall, type NumberedSide, SAME_CALL_MS } from './imported-call.ts';

/** A row whose numbers, result and user are read. */
export interface NumberedRow {
  readonly call: CallRow;
  readonly sides: readonly NumberedSide[];
  readonly result: CallResult;
  /** The user; null for none of ours, undefined if the row does not say. */
  readonly userId: number | null | undefined;
}

/** Rows that are one call. */
type JoinedRows =
  | { readonly type: 'call'; readonly start: number; readonly call: ImportedCall }
  | { readonly type: 'passed'; readonly reason: PassReason; readonly rows: readonly TableRow[] };

/**
 * Puts the rows of each call together: those with one id, unless they are at another time with somebody else, and equal
 * ones without an id. Returns the calls in the order of their times. `userId` is the user where no row names one.
 */
export function joinRows(rows: readonly NumberedRow[], userId: number): JoinedRows[] {
  const byKey = new Map<string, NumberedRow[][]>();
  for (const row of rows) {
    const key = keyOf(row);
    const groups = byKey.get(key);
    if (!groups) {
      byKey.set(key, [[row]]);
      continue;
    }
    const group = groups.find(([first]) => first && isSameCall(first, row));
    if (group) group.push(row);
    else groups.push([row]);
  }
  const joined: JoinedRows[] = [];
  for (const [key, groups] of byKey) for (const group of groups) joined.push(join(key, group, userId));
  return joined.sort((a, b) => startOf(a) - startOf(b));
}

function startOf(joined: JoinedRows): number {
  return joined.type === 'call' ? joined.start : 0;
}

function keyOf({ call, sides }: NumberedRow): string {
  return (
    call.groupId ??
    call.callId ??
    `${call.at} ${sides.map(({ direction, number }) => direction + number).join()}`
  );
}

function isSameCall(one: NumberedRow, other: NumberedRow): boolean {
  if (one.call.groupId !== null || other.call.groupId !== null) return true;
  if (Math.abs(one.call.at - other.call.at) <= SAME_CALL_MS) return true;
  if (one.sides.length === 0 || other.sides.length === 0) return true;
  return one.sides.some(({ number }) => other.sides.some((side) => side.number === number));
}

function join(key: string, group: readonly NumberedRow[], userId: number): JoinedRows {
  const [only] = group;
  // The row that the others belong to comes first.
  const sorted =
    group.length === 1
      ? group
      : group.toSorted(
          (a, b) => Number(b.call.callId === key) - Number(a.call.callId === key) || a.call.at - b.call.at,
        );
  const outside = sorted.filter(({ sides }) => sides.length > 0);
  const [main] = outside;
  const rows = sorted.map(({ call }) => call.row) as [TableRow, ...TableRow[]];
  if (!main) return { type: 'passed', reason: only?.call.pass ?? 'internal', rows };
  const best = outside.reduce((a, b) => (strengthOf(b) > strengthOf(a) ? b : a));
  const named = [best, ...sorted].find(({ userId: user }) => typeof user === 'number') ?? best;
  const hasId = sorted.some(({ call }) => call.groupId !== null || call.callId !== null);
  const first = Math.min(...outside.map(({ call }) => call.at));
  const callbackAt = sorted.map(({ call }) => call.callbackAt).find((at) => at !== null) ?? null;
  return {
    type: 'call',
    start: first,
    call: {
      rows,
      at: isoTime(first),
      sides: main.sides,
      duration: best.call.duration,
      result: best.result,
      subject: sorted.map(({ call }) => call.subject).find((text) => text !== null) ?? null,
      body: joinTexts(sorted.map(({ call }) => call.note)),
      userId: named.userId === undefined ? userId : named.userId,
      callId: hasId ? key : null,
      callbackAt: callbackAt === null ? null : isoTime(callbackAt),
    },
  };
}

function joinTexts(texts: readonly (string | null)[]): string | null {
  if (texts.length === 1) return texts[0] ?? null;
  const lines = new Set(texts.flatMap((text) => text?.split('\n') ?? []));
  return lines.size === 0 ? null : [...lines].join('\n');
}

const RANK: Readonly<Record<Disposition, number>> = {
  failed: 0,
  'no-answer': 1,
  busy: 2,
  'wrong-number': 3,
  voicemail: 4,
  gatekeeper: 5,
  answered: 6,
};

/** Seconds that no call lasts: what an agent says counts more than the line, the line more than the length. */
const LONGEST_CALL = 1e9;

function strengthOf({ call, result }: NumberedRow): number {
  return ((call.result.isSaid ? 10 : 0) + RANK[result.disposition]) * LONGEST_CALL + (call.duration ?? 0);
}
