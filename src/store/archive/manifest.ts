import type { Manifest } from '../../domain/archive.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { exportedTables } from './tables.ts';

/** The manifest of the database at this moment. */
export async function manifestOf(engine: Engine): Promise<Manifest> {
  const tables = exportedTables(engine.nouns);
  const rows: Record<string, number> = {};
  for (const table of tables) {
    rows[table] = (await sql<{ n: number }>`select count(*) as n from ${sql.ref(table)}`.one(engine)).n;
  }
  const numbers = await engine.catalog.lastNumbers();
  const last = tables.flatMap((table) => {
    const number = numbers.get(table);
    return number === undefined ? [] : [[table, number] as const];
  });
  return {
    crm: 'export',
    version: 1,
    schema: await engine.catalog.schemaVersion(),
    rows,
    last: Object.fromEntries(last),
  };
}
