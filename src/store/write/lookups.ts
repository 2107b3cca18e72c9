import type { Noun } from '../../domain/field.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Points custom lookups from a record to another one that takes its place, or to nothing. */
export async function relinkLookups(tx: Tx, noun: Noun, from: number, to: number | null): Promise<void> {
  const lookups = await sql<{ noun: string; name: string }>`
    select noun, name from field where type = 'lookup' and target = ${noun}`.all(tx);
  for (const { noun: of, name } of lookups) {
    const owner = tx.nouns.find(of)?.noun;
    if (!owner) continue;
    const held = sql`${(dialect) => dialect.jsonValue(sql.ref('custom'), `$."${name}"`)}`;
    const rows = await sql<{ id: number; custom: string }>`
      select id, custom from ${sql.ref(owner)} where ${held} = ${from} order by id`.all(tx);
    for (const { id, custom } of rows) {
      const { [name]: _, ...rest } = JSON.parse(custom) as Record<string, unknown>;
      const values = to === null ? rest : { ...rest, [name]: to };
      const sorted = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
      await tx.update(owner, id, { custom: JSON.stringify(Object.fromEntries(sorted)) });
    }
  }
}
