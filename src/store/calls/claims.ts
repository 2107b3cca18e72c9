import { isoTime } from '../../domain/dates/calendar.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';

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

/** SQL: nobody has the row `q` of the queue on the phone and the caller has not skipped it. */
export function notClaimed(userId: number, now: number): Sql<boolean> {
  return sql`not exists (
    select 1 from call_hold h
    where h.lead_id = q.lead_id and h.until > ${isoTime(now)} and h.since <= ${isoTime(now + MAX_CLOCK_SKEW_MS)}
      and (h.kind = 'claim' or h.user_id = ${userId}))`;
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
  await engine.run(sql`delete from call_hold where until < ${isoTime(now - CLAIM_HISTORY_MS)}`);
  await engine.run(sql`
    insert into call_hold (lead_id, user_id, kind, since, until)
    select id, ${userId}, ${kind}, ${isoTime(now)}, ${until} from lead where id = ${leadId}
    on conflict (lead_id, user_id) do update
      set kind = excluded.kind, since = excluded.since, until = excluded.until`);
}

/** Lets go of a user's holds: those on these leads, or all claims. Returns the leads. In a writing transaction. */
export async function releaseClaims(
  engine: Engine,
  userId: number,
  leadIds: readonly number[] | null,
): Promise<number[]> {
  const which = leadIds === null ? sql`kind = 'claim'` : sql`lead_id ${sql.among(leadIds)}`;
  const held = sql`from call_hold where user_id = ${userId} and ${which}`;
  const rows = await sql<{ lead_id: number }>`select lead_id ${held}`.all(engine);
  await engine.run(sql`delete ${held}`);
  return rows.map((row) => row.lead_id);
}

/** Who has leads on the phone now, the latest first. */
export async function claims(engine: Engine, now: number): Promise<Claim[]> {
  const rows = await sql<{
    lead_id: number;
    name: string;
    kind: string;
    since: string;
    until: string;
  }>`select lead_id, "user".name, kind, since, until from call_hold join "user" on "user".id = user_id
     where kind = 'claim' and until > ${isoTime(now)} and since <= ${isoTime(now + MAX_CLOCK_SKEW_MS)} order by since desc, lead_id desc`.all(
    engine,
  );
  return rows.map((row) => ({
    leadId: row.lead_id,
    user: row.name,
    kind: row.kind as Claim['kind'],
    since: row.since,
    until: row.until,
  }));
}
