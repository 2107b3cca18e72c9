import { isoTime } from '../../domain/dates/calendar.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';

/** A lead that a user has claimed or skipped for a while. */
export interface Claim {
  readonly leadId: number;
  readonly user: string;
  readonly kind: 'claim' | 'skip';
  /** UTC ISO 8601. */
  readonly since: string;
  readonly until: string;
  /** The terminal that claimed it; null for a screen. */
  readonly terminal: string | null;
}

/** A lead to hold back for a user. */
interface Hold {
  readonly leadId: number;
  readonly userId: number;
  readonly kind: Claim['kind'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** UTC ISO 8601. */
  readonly until: string;
  /** The terminal that claims it; null for a screen. */
  readonly terminal: string | null;
}

/** A claim further ahead than this was made by a wrong clock and does not count. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/** Claims that ended longer ago are deleted. */
const CLAIM_HISTORY_MS = 24 * 3_600_000;

/** SQL: nobody has claimed the row `q` of the queue, and the caller has not skipped it. */
export function notClaimed(userId: number, now: number): Sql<boolean> {
  return sql`not exists (
    select 1 from call_hold h
    where h.lead_id = q.lead_id and h.until > ${isoTime(now)} and h.since <= ${isoTime(now + MAX_CLOCK_SKEW_MS)}
      and (h.kind = 'claim' or h.user_id = ${userId}))`;
}

/** Claims an existing lead for a user, replacing an earlier claim or skip. In a writing transaction. */
export async function claimLead(
  engine: Engine,
  { leadId, userId, kind, now, until, terminal }: Hold,
): Promise<void> {
  await engine.run(sql`delete from call_hold where until < ${isoTime(now - CLAIM_HISTORY_MS)}`);
  await engine.run(sql`
    insert into call_hold (lead_id, user_id, kind, since, until, terminal)
    select id, ${userId}, ${kind}, ${isoTime(await nextMoment(engine, userId, now))}, ${until}, ${terminal} from lead where id = ${leadId}
    on conflict (lead_id, user_id) do update
      set kind = excluded.kind, since = excluded.since, until = excluded.until, terminal = excluded.terminal`);
}

/** A moment after all claims of a user: the lead that was taken last is the latest, also within one millisecond. */
async function nextMoment(engine: Engine, userId: number, now: number): Promise<number> {
  const last = await sql<{ since: string | null }>`
    select max(since) as since from call_hold
    where user_id = ${userId} and since >= ${isoTime(now)} and since < ${isoTime(now + MAX_CLOCK_SKEW_MS)}`.one(
    engine,
  );
  return last.since === null ? now : Date.parse(last.since) + 1;
}

/** Releases claims and skips of a user on these leads, or all claims. Returns the leads. In a writing transaction. */
export async function releaseClaims(
  engine: Engine,
  userId: number,
  leadIds: readonly number[] | null,
): Promise<number[]> {
  const which = leadIds === null ? sql`kind = 'claim'` : sql`lead_id ${sql.among(leadIds)}`;
  const released = sql`from call_hold where user_id = ${userId} and ${which}`;
  const rows = await sql<{ lead_id: number }>`select lead_id ${released}`.all(engine);
  await engine.run(sql`delete ${released}`);
  return rows.map((row) => row.lead_id);
}

/** The active claims, the latest first. */
export async function claims(engine: Engine, now: number): Promise<Claim[]> {
  const rows = await sql<{
    lead_id: number;
    name: string;
    kind: string;
    since: string;
    until: string;
    terminal: string | null;
  }>`select lead_id, "user".name, kind, since, until, terminal from call_hold join "user" on "user".id = user_id
     where kind = 'claim' and until > ${isoTime(now)} and since <= ${isoTime(now + MAX_CLOCK_SKEW_MS)} order by since desc, lead_id desc`.all(
    engine,
  );
  return rows.map((row) => ({
    leadId: row.lead_id,
    user: row.name,
    kind: row.kind as Claim['kind'],
    since: row.since,
    until: row.until,
    terminal: row.terminal,
  }));
}
