import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { exportedTables } from './tables.ts';

/** The manifest in an export folder. */
export const MANIFEST_FILE = 'crm.json';

/** The manifest of a full export, before the rows. */
export interface Manifest {
  readonly crm: 'export';
  /** Version of the file format. */
  readonly version: 1;
  /** Version of the schema of the source database. */
  readonly schema: number;
  /** Number of rows per table, in file order. */
  readonly rows: Readonly<Record<string, number>>;
  /** The last number used in each table, including removed rows: numbers are never reused. */
  readonly last: Readonly<Record<string, number>>;
}

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

/** Whether a value from a file is a manifest. */
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
