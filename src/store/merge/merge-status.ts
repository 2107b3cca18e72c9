import type { RowOf } from '../schema.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';

/** Kinds of leads in progress, of which one can be further than another. */
const ACTIVE_STATUS_KINDS = new Set(['open', 'qualified']);

/**
 * The status of two merged leads: the sum of attempts, the earlier callback, and the further status of two in
 * progress.
 */
export async function mergedLeadStatus(tx: Tx, keep: RawRow, other: RawRow): Promise<Values> {
  const statuses = new Map(
    (await sql<RowOf<'lead_status'>>`select * from lead_status`.all(tx)).map((row) => [row.name, row]),
  );
  const [mine, theirs] = [statuses.get(String(keep.status)), statuses.get(String(other.status))];
  const bothOn = ACTIVE_STATUS_KINDS.has(String(mine?.kind)) && ACTIVE_STATUS_KINDS.has(String(theirs?.kind));
  const further = bothOn && Number(theirs?.position) > Number(mine?.position);
  return {
    attempts: Number(keep.attempts) + Number(other.attempts),
    last_attempt_at: latest(keep.last_attempt_at, other.last_attempt_at),
    ...(mine?.kind === 'disqualified'
      ? {}
      : { next_attempt_at: earliest(keep.next_attempt_at, other.next_attempt_at) }),
    ...(further ? { status: other.status as string } : {}),
    ...(keep.status === other.status && keep.reason === null
      ? { reason: other.reason as string | null }
      : {}),
  };
}

/** The kind of two merged accounts: any other kind replaces a prospect. */
export function mergedAccountKind(keep: RawRow, other: RawRow): Values {
  return keep.kind === 'prospect' ? { kind: other.kind as string } : {};
}

/** The closing data of two deals that were closed alike. */
export function mergedOppStatus(keep: RawRow, other: RawRow): Values {
  if (keep.stage_id !== other.stage_id) return {};
  return keep.lost_reason === null ? { lost_reason: other.lost_reason as string | null } : {};
}

function latest(...times: (RawRow[string] | undefined)[]): string | null {
  return sorted(times).at(-1) ?? null;
}

function earliest(...times: (RawRow[string] | undefined)[]): string | null {
  return sorted(times)[0] ?? null;
}

function sorted(times: readonly (RawRow[string] | undefined)[]): string[] {
  return times.filter((time): time is string => typeof time === 'string').toSorted();
}

/**
 * Puts the earlier stage changes of a merged deal before those of the remaining one. Overlapping ones stay only on
 * the timeline, because a deal is in one stage at a time.
 */
export async function prependStages(tx: Tx, keep: number, other: number): Promise<void> {
  const entries = (id: number) =>
    sql<RowOf<'stage_history'>>`select * from stage_history where opp_id = ${id} order by id`.all(tx);
  const [mine, theirs] = [await entries(keep), await entries(other)];
  const began = mine[0]?.entered_at ?? '';
  const earlier = theirs.filter((row) => row.entered_at < began);
  // Row numbers have to be in the order of the stages.
  const inOrder = mine.length === 0 || earlier.every((row) => Number(row.id) < Number(mine[0]?.id));
  for (const row of theirs) {
    if (inOrder && earlier.includes(row)) await tx.update('stage_history', row.id, { opp_id: keep });
    else await tx.remove('stage_history', row.id);
  }
  if (inOrder || earlier.length === 0) return;
  for (const row of mine) await tx.remove('stage_history', row.id);
  for (const { id: _, ...row } of [...earlier, ...mine])
    await tx.insert('stage_history', { ...row, opp_id: keep });
}
