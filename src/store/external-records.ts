import type { Noun } from '../domain/field.ts';
import { externalKey } from './merge/former-identities.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The record of one of some nouns with an id of another program; null if there is none. One that was merged is that which it became. */
export async function recordOfExternalId(
  tx: Tx,
  nouns: readonly Noun[],
  { source, id: given }: { readonly source: string; readonly id: string },
): Promise<{ readonly noun: Noun; readonly id: number } | null> {
  for (const noun of nouns) {
    const found = await sql<{ id: number }>`
      select id from ${sql.ref(noun)} where external_source = ${source} and external_id = ${given}`.first(tx);
    const id = found?.id ?? (await mergedInto(tx, noun, externalKey(source, given)));
    if (id !== null) return { noun, id };
  }
  return null;
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
