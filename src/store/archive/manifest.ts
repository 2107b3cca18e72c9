import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { exportedTables } from './tables.ts';

/** The file of a folder that says what it holds. */
export const MANIFEST_FILE = 'crm.json';

/** What an export of everything says of itself, before the rows. */
export interface Manifest {
  readonly crm: 'export';
  /** Of the form of the file. */
  readonly version: 1;
  /** Of the tables: that of the database it was made from. */
  readonly schema: number;
  /** How many rows there are of each table, in the order they come. */
  readonly rows: Readonly<Record<string, number>>;
  /** The last number that was given to a row of each table, whether it is still there or not: none is given twice. */
  readonly last: Readonly<Record<string, number>>;
}

/** What an export of a database holds at this moment. */
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

/** Whether a value read from a file is the manifest of an export of everything. */
export function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { crm, version, schema, rows, last } = value as Record<string, unknown>;
  return (
    crm === 'export' &&
    typeof version === 'number' &&
    typeof schema === 'number' &&
    isCounts(rows) &&
    isCounts(last)
  );
}

function isCounts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((count) => Number.isSafeInteger(count))
  );
}
