import type { Noun } from '../domain/field.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import { externalKey } from './merge/former-identities.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The record of one of some nouns with an id of another program; null if there is none. One that was merged is that which it became. */
export async function recordOfExternalId(
  tx: Tx,
  nouns: readonly Noun[],
  { source, id: given }: { readonly source: string; readonly id: string },
): Promise<RecordRef | null> {
  for (const noun of nouns) {
    const found = await sql<{ id: number }>`
      select id from ${sql.ref(noun)} where external_source = ${source} and external_id = ${given}`.first(tx);
    const id = found?.id ?? (await mergedInto(tx, noun, externalKey(source, given)));
    if (id !== null) return { noun, id };
  }
  return null;
}

/** The same for many ids of one program at once. */
export async function recordsOfExternalIds(
  tx: Tx,
  nouns: readonly Noun[],
  { source, ids }: { readonly source: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, RecordRef>> {
  const found = new Map<string, RecordRef>();
  for (const noun of nouns) {
    const own = sql.ref(`${noun}_id`);
    const live = await sql<{ id: number; key: string }>`
      select id, external_id as key from ${sql.ref(noun)}
      where external_source = ${source} and external_id ${sql.among(ids)}`.all(tx);
    const keys = new Map(ids.map((id) => [externalKey(source, id), id]));
    const merged = tx.nouns.get(noun).merge
      ? await sql<{ id: number; key: string }>`
        select ${own} as id, value as key from former
        where ${own} is not null and kind = 'external id' and value ${sql.among([...keys.keys()])}`.all(tx)
      : [];
    for (const [key, id] of [
      ...live.map((row) => [row.key, row.id] as const),
      ...merged.map((row) => [keys.get(row.key) ?? '', row.id] as const),
    ])
      if (!found.has(key)) found.set(key, { noun, id });
  }
  return found;
}

/** The record of a noun that one with an id of another program was merged into; null for none. */
async function mergedInto(tx: Tx, noun: Noun, key: string): Promise<number | null> {
  if (!tx.nouns.get(noun).merge) return null;
  const own = sql.ref(`${noun}_id`);
  const found = await sql<{ id: number }>`
    select ${own} as id from former where ${own} is not null and kind = 'external id' and value = ${key}`.first(
    tx,
  );
  return found?.id ?? null;
}
