import { isoTime } from '../../domain/dates.ts';
import { conflict } from '../../domain/errors.ts';
import type { Engine } from '../engine.ts';
import type { RowOf } from '../schema.ts';
import { type Db, sql } from '../sql.ts';

/** Who has a lease. */
export interface LeaseHolder {
  /** Names this run of the process; `hasEnded` of io/process-token.ts reads it. */
  readonly token: string;
  /** The machine, for people. */
  readonly host: string;
}

export interface Lease extends LeaseHolder {
  /** UTC ISO 8601. */
  readonly since: string;
}

/** How long a lease holds unless it is renewed. */
const LEASE_MS = 60_000;

/** A lease that begins later than this was written by a wrong clock. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/** The lease on what is done for the whole team. */
const NAME = 'worker';

/**
 * Takes or renews the lease, in a writing transaction. Returns the other process that has it; null if it is the holder's now.
 * `hasEnded` says whether a process is over, so that nobody waits for it; a lease that ends later than any clock should say
 * does not count either.
 */
export async function takeLease(
  engine: Engine,
  holder: LeaseHolder,
  { now, hasEnded }: { readonly now: number; hasEnded(token: string): boolean | null },
): Promise<Lease | null> {
  const other = await currentLease(engine);
  if (other && other.token !== holder.token && isHeld(other, now) && hasEnded(other.token) !== true)
    return other;
  const since = other?.token === holder.token ? other.since : isoTime(now);
  await engine.run(sql`
    insert into worker_lease (name, token, host, since, until)
    values (${NAME}, ${holder.token}, ${holder.host}, ${since}, ${isoTime(now + LEASE_MS)})
    on conflict (name) do update set token = excluded.token, host = excluded.host,
      since = excluded.since, until = excluded.until`);
  return null;
}

/** Throws `conflict` if another process has taken the lease meanwhile. In the transaction that begins something. */
export async function requireLease(db: Db, token: string): Promise<void> {
  if ((await currentLease(db))?.token !== token)
    throw conflict('another crm run has taken over, as this one was away for too long');
}

/** Gives the lease back, in a writing transaction. */
export async function releaseLease(engine: Engine, { token }: LeaseHolder): Promise<void> {
  await engine.run(sql`delete from worker_lease where name = ${NAME} and token = ${token}`);
}

function currentLease(db: Db): Promise<RowOf<'worker_lease'> | undefined> {
  return sql<RowOf<'worker_lease'>>`select * from worker_lease where name = ${NAME}`.first(db);
}

function isHeld({ until }: { readonly until: string }, now: number): boolean {
  const end = Date.parse(until);
  return now < end && end <= now + LEASE_MS + MAX_CLOCK_SKEW_MS;
}
