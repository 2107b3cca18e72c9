import { isoTime } from '../../domain/dates/calendar.ts';
import type { Bound, Engine } from '../engine.ts';

/** A lead that is held back from the queue for a while: on somebody's phone, or not wanted now by somebody. */
export interface Claim {
  readonly leadId: number;
  readonly user: string;
  readonly kind: 'claim' | 'skip';
  /** UTC ISO 8601. */
  readonly since: string;
  readonly until: string;
}

/** A claim from further ahead than this was made by a clock that was wrong: it does not count. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/** Holds that ended longer ago than this are swept away. */
const CLAIM_HISTORY_MS = 24 * 3_600_000;

/** SQL: nobody has the row `q` of the queue on the phone and the caller has not skipped it; see `freeParams`. */
export const NOT_CLAIMED_SQL = `not exists (
  select 1 from call_hold h
  where h.lead_id = q.lead_id and h.until > ? and h.since <= ? and (h.kind = 'claim' or h.user_id = ?))`;

export function notClaimedParams(userId: number, now: number): Bound[] {
  return [isoTime(now), isoTime(now + MAX_CLOCK_SKEW_MS), userId];
}

/** Holds a lead, if it is still there, for a user, in place of any hold of theirs on it. In a writing transaction. */
export async function claimLead(
  engine: Engine,
  leadId: number,
  userId: number,
  kind: Claim['kind'],
  now: number,
  until: string,
): Promise<void> {
  await engine.run('delete from call_hold where until < ?', [isoTime(now - CLAIM_HISTORY_MS)]);
  await engine.run(
    'insert or replace into call_hold (lead_id, user_id, kind, since, until) select id, ?, ?, ?, ? from lead where id = ?',
    [userId, kind, isoTime(now), until, leadId],
  );
}

/** Lets go of a user's holds: those on these leads, or all claims. Returns the leads. In a writing transaction. */
export async function releaseClaims(
  engine: Engine,
  userId: number,
  leadIds: readonly number[] | null,
): Promise<number[]> {
  const which = leadIds === null ? "kind = 'claim'" : 'lead_id in (select value from json_each(?))';
  const params = leadIds === null ? [userId] : [userId, JSON.stringify(leadIds)];
  const rows = await engine.all(
    `delete from call_hold where user_id = ? and ${which} returning lead_id`,
    params,
  );
  return rows.map((row) => row.lead_id as number);
}

/** Who has leads on the phone now, the latest first. */
export async function claims(engine: Engine, now: number): Promise<Claim[]> {
  const rows = await engine.all(
    `select lead_id, user.name, kind, since, until from call_hold join user on user.id = user_id
     where kind = 'claim' and until > ? and since <= ? order by since desc, lead_id desc`,
    [isoTime(now), isoTime(now + MAX_CLOCK_SKEW_MS)],
  );
  return rows.map((row) => ({
    leadId: row.lead_id as number,
    user: row.name as string,
    kind: row.kind as Claim['kind'],
    since: row.since as string,
    until: row.until as string,
  }));
}
