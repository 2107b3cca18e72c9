import { notFound } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** A tier of customers: the accounts that meet its filter and that of no tier before it. */
export type Tier = Pick<RowOf<'tier'>, 'id' | 'name' | 'filter' | 'position'>;

/** All tiers, the highest first. */
export function tiers(db: Db): Promise<Tier[]> {
  return sql<Tier>`select id, name, filter, position from tier order by position, id`.all(db);
}

/** The tier of that name. Throws `not-found` with the nearest. */
export async function tierNamed(db: Db, name: string): Promise<Tier> {
  const all = await tiers(db);
  const found = all.find((tier) => tier.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const names = all.map((tier) => tier.name);
  const [near] = findNearest(name, names);
  throw notFound(`unknown tier "${name}"`, { code: 'unknown-tier', near: near ?? null });
}
