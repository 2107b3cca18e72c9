import type { Archive, Manifest } from '../../domain/archive.ts';
import { isCrmError, refused, usage } from '../../domain/errors.ts';
import { ConstraintError } from '../constraint-error.ts';
import type { Engine, TableColumn } from '../engine.ts';
import { cancelQueued } from '../mail/queue.ts';
import { rebuildCaseClocks } from '../projections/case-clocks.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { RowChecker, wholeProblems } from '../values/row-checker.ts';
import { coerceRow, type SavedValues } from './coerce-row.ts';
import { exportedTables, isJournaled, isSeeded } from './tables.ts';

/** Throws `refused` unless the database is as empty as a new one. */
export async function requireEmpty(engine: Engine, path: string): Promise<void> {
  const nonEmpty: string[] = [];
  for (const { noun, plural } of engine.nouns) {
    const count = await countOf(engine, `"${noun}"`);
    if (count > 0) nonEmpty.push(`${count} ${count === 1 ? noun : plural}`);
  }
  if (
    nonEmpty.length === 0 &&
    (await countOf(engine, "change where kind <> 'undo' and undone_by is null")) === 0
  )
    return;
  const what = nonEmpty.length > 0 ? `holds ${nonEmpty.join(', ')}` : 'has changes';
  throw refused(`a full import needs an empty database, but "${path}" ${what}`, {
    code: 'database-not-empty',
  });
}

async function countOf(engine: Engine, what: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*) as n from ${sql.raw(what)}`.one(engine)).n;
}

/**
 * Restores an export into an empty database, with the original record numbers, and rebuilds the projections. Calls
 * `taken` for every row. Throws `usage` for invalid rows and a wrong number of rows.
 */
export async function restore(
  tx: Tx,
  engine: Engine,
  saved: Archive,
  taken: () => Promise<void> | undefined,
): Promise<void> {
  await checkSchema(engine, saved);
  await engine.deferForeignKeys();
  await clearBeginning(tx, saved.manifest);
  const counts = new Map<string, number>();
  const columns = new Map<string, ReadonlyMap<string, TableColumn>>();
  const checker = new RowChecker(engine, Date.parse(tx.now));
  for await (const { table, values, place } of saved.rows) {
    // Rows of nouns make the tables of their records, which follow.
    const target = exportedTables(engine.nouns).find((known) => known === table);
    if (!target) throw usage(`${place}: unknown table "${table}"`);
    const known = columns.get(table) ?? (await columnsOf(engine, table));
    columns.set(table, known);
    try {
      const row = coerceRow(known, values);
      if (isJournaled(target) && typeof row.id !== 'number') throw usage('it has no number');
      refuseUnsound(checker, target, row);
      if (isJournaled(target)) await tx.insertRaw(target, row);
      else await insertUnjournaled(tx, target, row);
    } catch (error) {
      throw explainRowError(error, `${place}: this ${table} does not fit`, values);
    }
    counts.set(table, (counts.get(table) ?? 0) + 1);
    await taken();
  }
  checkCounts(saved, counts);
  checkTables(engine, saved);
  const [dangling] = await engine.danglingRows();
  if (dangling) {
    const { table, id, column, parent, parentId } = dangling;
    throw usage(`${saved.name}: ${table} ${id}, ${column}: needs ${parent} ${parentId}, which is not in it`);
  }
  const [problem] = await wholeProblems(engine);
  if (problem !== undefined) throw usage(`${saved.name}: ${problem.text}`);
  await setNumbers(engine, saved.manifest);
  await engine.search.rebuild();
  // What was queued in the other database is not sent from this one.
  await cancelQueued((statement) => tx.executeUnjournaled(statement));
  // Nor does anybody get its sequences from both.
  await tx.executeUnjournaled(sql`
    update sequence_run set state = 'paused', reason = 'restored', detail = null where state = 'active'`);
  // The queue is built on first use.
  await tx.executeUnjournaled(sql`delete from derived where name = 'call_queue'`);
  await rebuildCaseClocks(engine);
}

/** Throws `usage` for a value that no command would store. */
function refuseUnsound(checker: RowChecker, table: string, row: RawRow): void {
  const problem = checker.problemOf(table, row);
  if (problem === null) return;
  // A filter may name a removed field even in a sound database; using it reports that.
  if (table === 'segment' && problem.column === 'filter' && problem.text.includes(': no field "')) return;
  throw usage(`${problem.column}: ${problem.text}`);
}

async function checkSchema(engine: Engine, { name, manifest }: Archive): Promise<void> {
  const known = await engine.catalog.schemaVersion();
  if (manifest.version === 1 && manifest.schema <= known) return;
  throw usage(
    `${name} was made by a newer crm (format ${manifest.version}, schema ${manifest.schema}; this one knows 1, ${known})`,
    'Update crm.',
  );
}

/** Throws `usage` for a table that the archive counts and that neither crm nor a noun of the archive has. */
function checkTables(engine: Engine, { name, manifest }: Archive): void {
  const tables = new Set<string>(exportedTables(engine.nouns));
  const unknown = Object.keys(manifest.rows).find((table) => !tables.has(table));
  if (unknown !== undefined) throw usage(`${name}: unknown table "${unknown}"`, 'Update crm.');
}

/** The columns of a table, by name. */
export async function columnsOf(engine: Engine, table: string): Promise<Map<string, TableColumn>> {
  const columns = await engine.catalog.columns(table);
  return new Map(columns.map((column) => [column.name, column]));
}

/** Removes the default rows of a new database, including users, who are not in the history. */
async function clearBeginning(tx: Tx, manifest: Manifest): Promise<void> {
  for (const table of exportedTables(tx.nouns)) {
    if (!isJournaled(table)) await tx.executeUnjournaled(sql`delete from ${sql.ref(table)}`);
    else if (table in manifest.rows && isSeeded(table))
      for (const { id } of await sql<{ id: number }>`select id from ${sql.ref(table)} order by id`.all(tx))
        await tx.remove(table, id);
  }
}

async function insertUnjournaled(tx: Tx, table: string, row: RawRow): Promise<void> {
  const columns = Object.keys(row).map((column) => sql.ref(column));
  await tx.executeUnjournaled(
    sql`insert into ${sql.ref(table)} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`,
  );
}

/** Continues the numbering of the source. */
async function setNumbers({ catalog, nouns }: Engine, { last }: Manifest): Promise<void> {
  const tables = new Set<string>(exportedTables(nouns));
  for (const [table, number] of Object.entries(last))
    if (tables.has(table)) await catalog.setLastNumber(table, number);
}

/** Throws `usage` for an archive that has other rows than it says. */
export function checkCounts({ name, manifest }: Archive, counts: ReadonlyMap<string, number>): void {
  for (const [table, expected] of Object.entries(manifest.rows)) {
    const found = counts.get(table) ?? 0;
    if (found === expected) continue;
    throw usage(
      `${name} is incomplete: it has ${found} of ${expected} rows of "${table}"`,
      'It was truncated, or changed after it was written. Nothing was imported.',
    );
  }
}

/** Explains a database error of a row in one line with its place and values; returns other errors unchanged. */
export function explainRowError(error: unknown, what: string, values: SavedValues): unknown {
  if (!(error instanceof Error)) return error;
  const isData =
    error instanceof ConstraintError ||
    (isCrmError(error) && error.kind !== 'failed' && error.kind !== 'locked');
  if (!isData) return error;
  const named = Object.keys(values).filter((name) => new RegExp(`\\b${name}\\b`).test(error.message));
  const given = named.map((name) => `${name} is ${JSON.stringify(values[name] ?? null)}`).join(', ');
  return usage(`${what}: ${error.message}${isCrmError(error) || given === '' ? '' : `: ${given}`}`);
}
