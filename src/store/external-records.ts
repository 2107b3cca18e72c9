import type { Noun } from '../domain/field.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The record of one of some nouns with an id of another program; null if there is none. */
export async function recordOfExternalId(
  tx: Tx,
  nouns: readonly Noun[],
  { source, id }: { readonly source: string; readonly id: string },
): Promise<{ readonly noun: Noun; readonly id: number } | null> {
  for (const noun of nouns) {
    const found = await sql<{ id: number }>`
      select id from ${sql.ref(noun)} where external_source = ${source} and external_id = ${id}`.first(tx);
    if (found) return { noun, id: found.id };
  }
  return null;
}
