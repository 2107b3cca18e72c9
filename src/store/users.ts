import type { Kysely } from 'kysely';
import { notFound } from '../domain/errors.ts';
import { nearest } from '../domain/suggest.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './tx.ts';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly active: boolean;
}

/** Everybody who owns or does something, by name. */
export async function users(db: Kysely<Schema>): Promise<User[]> {
  const rows = await db.selectFrom('user').selectAll().orderBy('name').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    fullName: row.full_name,
    email: row.email,
    active: row.active === 1,
  }));
}

/** The user of that name, whole name or e-mail. Throws `not-found` with the nearest names. */
export async function userNamed(db: Kysely<Schema>, name: string): Promise<User> {
  const all = await users(db);
  const key = name.trim().toLowerCase();
  const found = all.find((user) =>
    [user.name, user.fullName, user.email].some((text) => text?.toLowerCase() === key),
  );
  if (found) return found;
  const [near] = nearest(
    name,
    all.map((user) => user.name),
  );
  throw notFound(
    `there is no user "${name}"`,
    near ? `Did you mean "${near}"?   See all: crm user list` : `Add them: crm user add "${name}"`,
  );
}

/** The number of the user a command names: `me` is who acts. Throws as `userNamed`. */
export async function userIdOf(tx: Tx, name: string): Promise<number> {
  return name.trim() === 'me' ? tx.userId : (await userNamed(tx.db, name)).id;
}

/** The number of the user of that name, made when there is none. */
export async function ensureUser(tx: Tx, name: string): Promise<number> {
  const found = await tx.db
    .selectFrom('user')
    .select('id')
    .where('name', '=', name.trim())
    .executeTakeFirst();
  return found?.id ?? (await tx.insert('user', { name: name.trim() } as never));
}
