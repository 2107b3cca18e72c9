import { type CrmError, conflict, notFound, refused } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import { leaveQueues } from './queues.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import { leaveTeams } from './teams.ts';
import type { Tx } from './tx.ts';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly active: boolean;
  /** The first and the last day of an absence. */
  readonly awayFrom: string | null;
  readonly awayUntil: string | null;
  /** Open leads that round robins give them at most. */
  readonly maxLeads: number | null;
  /** A queue is an owner that nobody can be. */
  readonly isQueue: boolean;
  /** When they work, as `mon-fri 09:00-17:00`, and in which zone; null for always, and for that of the team. */
  readonly hours: string | null;
  readonly zone: string | null;
}

/** All users and queues, by name. */
export async function users(db: Db): Promise<User[]> {
  const rows = await sql<RowOf<'user'>>`select * from "user" order by name`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    fullName: row.full_name,
    email: row.email,
    active: row.active === 1,
    awayFrom: row.away_from,
    awayUntil: row.away_until,
    maxLeads: row.max_leads,
    isQueue: row.is_queue === 1,
    hours: row.hours,
    zone: row.zone,
  }));
}

/** The user with that name, full name or e-mail. Throws `not-found` with the nearest. */
export async function userNamed(db: Db, name: string): Promise<User> {
  const all = await users(db);
  const key = name.trim().toLowerCase();
  const found = all.find((user) =>
    [user.name, user.fullName, user.email].some((text) => text?.toLowerCase() === key),
  );
  if (found) return found;
  throw noSuchUser(name, all);
}

/** The error for an unknown user name; `by` is its source. */
export function noSuchUser(name: string, all: readonly User[], by = ''): CrmError {
  const [near = null] = findNearest(
    name,
    all.map((user) => user.name),
  );
  return notFound(`unknown user "${name}"${by}`, { code: 'unknown-user', name, near });
}

/** The number of a user on the command line; `me` is the acting one. Throws like `userNamed`. */
export async function userIdOf(tx: Tx, name: string): Promise<number> {
  return name.trim() === 'me' ? tx.userId : (await userNamed(tx, name)).id;
}

/** The number of a person, likewise. Throws `refused` for a queue, which nobody is. */
export async function personIdOf(tx: Tx, name: string): Promise<number> {
  if (name.trim() === 'me') return tx.userId;
  const user = await userNamed(tx, name);
  if (user.isQueue)
    throw refused(`${user.name} is a queue, not a person`, {
      code: 'unknown-name',
      noun: 'user',
      near: null,
    });
  return user.id;
}

/** The number of the user with exactly that name; null before their first change. */
export async function userNumber(db: Db, name: string): Promise<number | null> {
  const found = await sql<{ id: number }>`select id from "user" where name = ${name}`.first(db);
  return found?.id ?? null;
}

/** The number of the user with that name; adds the user if missing, with the address if one is known. */
export async function ensureUser(tx: Tx, name: string, email: string | null = null): Promise<number> {
  return (await userNumber(tx, name.trim())) ?? tx.insert('user', { name: name.trim(), email });
}

/** Values of a user; those left out stay the same. */
export interface UserValues {
  readonly name?: string | undefined;
  readonly full_name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly active?: number | undefined;
  readonly away_from?: string | null | undefined;
  readonly away_until?: string | null | undefined;
  readonly max_leads?: number | null | undefined;
  readonly is_queue?: number | undefined;
  readonly hours?: string | null | undefined;
  readonly zone?: string | null | undefined;
}

/** Adds a user; returns the number. Throws `conflict` if the name exists. */
export async function addUser(tx: Tx, name: string, values: UserValues): Promise<number> {
  await refuseTaken(tx, name, null);
  return tx.insert('user', { ...values, name });
}

/** Changes a user; returns whether anything changed. Throws `conflict` if the name exists. */
export async function editUser(tx: Tx, user: User, values: UserValues): Promise<boolean> {
  if (values.name !== undefined) await refuseTaken(tx, values.name, user.id);
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return tx.update('user', user.id, Object.fromEntries(given));
}

/** Removes a user. Throws `conflict` for one with records or changes, `refused` for the acting one. */
export async function removeUser(tx: Tx, user: User): Promise<void> {
  if (user.id === tx.userId) throw refused(`${user.name} is the acting user`, { code: 'acting-user' });
  const belongings = [...tx.nouns].map(
    ({ noun, owner }) => [noun, `${owner}_id`, owner === 'owner' ? 'owns' : 'did'] as const,
  );
  for (const [table, column, what] of [...belongings, ...MADE_BY]) {
    const rows = await sql<{
      n: number;
    }>`select count(*) as n from ${sql.ref(table)} where ${sql.ref(column)} = ${user.id}`.all(tx);
    const count = rows[0]?.n ?? 0;
    if (count === 0) continue;
    throw conflict(`${user.name} ${what} ${count} of the records in ${table}`, {
      code: 'user-in-use',
      name: user.name,
    });
  }
  await forgetExternalIds(tx, user.id);
  await leaveTeams(tx, user.id);
  await leaveQueues(tx, user.id);
  await tx.remove('user', user.id);
}

/** Columns that refer to users, with their meaning. */
const MADE_BY = [
  ['stage_history', 'user_id', 'made'],
  ['suppression', 'user_id', 'made'],
  ['target', 'user_id', 'has'],
  ['forecast_call', 'user_id', 'made'],
  ['account_member', 'user_id', 'has'],
  ['opp_split', 'user_id', 'has'],
  ['meeting_attendee', 'user_id', 'has'],
] as const;

async function refuseTaken(tx: Tx, name: string, except: number | null): Promise<void> {
  const [taken] = await sql<{ name: string; is_queue: number }>`
    select name, is_queue from "user" where ${(dialect) => dialect.ignoreCase(sql`name`)} = ${name} and id is distinct from ${except}`.all(
    tx,
  );
  const noun = taken?.is_queue === 1 ? 'queue' : 'user';
  if (taken) throw conflict(`a ${noun} "${taken.name}" exists`, { code: 'name-taken', noun });
  const [team] = await sql<{ name: string }>`
    select name from team where ${(dialect) => dialect.ignoreCase(sql`name`)} = ${name}`.all(tx);
  if (team) throw conflict(`a team "${team.name}" exists`, { code: 'name-taken', noun: 'team' });
}

/** Numbers of users by their external ids. */
export async function usersByExternalId(tx: Tx, source: string): Promise<Map<string, number>> {
  const rows = await sql<{
    external_id: string;
    user_id: number;
  }>`select external_id, user_id from user_external where source = ${source}`.all(tx);
  return new Map(rows.map((row) => [row.external_id, row.user_id]));
}

/** Stores the external id of a user; returns whether it is new. */
export async function keepExternalId(
  tx: Tx,
  userId: number,
  key: { readonly source: string; readonly external_id: string },
): Promise<boolean> {
  const there = await sql<{ id: number }>`
    select id from user_external where source = ${key.source} and external_id = ${key.external_id}`.first(tx);
  if (there) return false;
  await tx.insert('user_external', { ...key, user_id: userId });
  return true;
}

/** Removes the external ids of a removed user. */
async function forgetExternalIds(tx: Tx, userId: number): Promise<void> {
  for (const { id } of await sql<{ id: number }>`select id from user_external where user_id = ${userId}`.all(
    tx,
  ))
    await tx.remove('user_external', id as number);
}
