import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Db, type RawRow, sql } from '../sql.ts';

/** A key that identified a record before it was merged into another. */
export interface FormerIdentity {
  readonly kind: 'number' | 'external id' | 'e-mail' | 'phone' | 'name';
  readonly value: string;
}

/** Columns of a record, or of a row in a file, that identify it. */
type IdentityColumns = Readonly<Partial<RawRow>>;

/** The identities of a record or a row in a file; addresses in their order. */
export function identitiesOf(
  noun: Noun,
  known: IdentityColumns,
  emails: readonly string[],
  phones: readonly string[],
): FormerIdentity[] {
  const { id, created_at, external_source, external_id, name_key, company_key } = known;
  const keys: FormerIdentity[] = [];
  if (typeof id === 'number' && typeof created_at === 'string')
    keys.push({ kind: 'number', value: `${id} ${created_at}` });
  if (typeof external_id === 'string')
    keys.push({ kind: 'external id', value: externalKey(String(external_source ?? ''), external_id) });
  for (const email of emails) keys.push({ kind: 'e-mail', value: emailKey(email) });
  for (const phone of phones) keys.push({ kind: 'phone', value: phone });
  if (typeof name_key === 'string') {
    const value = noun === 'lead' ? `${name_key} · ${company_key ?? ''}` : name_key;
    keys.push({ kind: 'name', value });
  }
  return keys;
}

/** The stored form of an id in another system. */
export function externalKey(source: string, id: string): string {
  return `${source}:${id}`;
}

/** The record that this number was merged into; null if none. */
export async function mergedIntoId(db: Db, noun: Noun, number: number): Promise<number | null> {
  if (!db.nouns.get(noun).merge) return null;
  const own = sql.ref(`${noun}_id`);
  const row = await sql<{ id: number }>`
    select ${own} as id from former
    where kind = 'number' and value >= ${`${number} `} and value < ${`${number}!`} and ${own} is not null`.first(
    db,
  );
  return row?.id ?? null;
}

/** The numbers of the records merged into this one. */
export async function formerIds(db: Db, noun: Noun, id: number): Promise<number[]> {
  const rows = await sql<{ value: string }>`
    select value from former where kind = 'number' and ${sql.ref(`${noun}_id`)} = ${id}`.all(db);
  return rows.map(({ value }) => Number.parseInt(value, 10));
}
