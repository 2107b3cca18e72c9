import { conflict } from '../../domain/errors.ts';
import { DAY_MS } from '../../domain/time-units.ts';
import type { Engine } from '../engine.ts';
import { type Db, type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { FileFolder, KeptFile } from './file-folder.ts';

/** A file without a row may belong to a change that is being made; after this time it does not. */
const UNRECORDED_KEPT_MS = DAY_MS;

/**
 * Notes in the database a file that was kept in its folder; in the change whose rows refer to it. An undo leaves it, since a
 * redo needs it.
 */
export async function recordFile(tx: Tx, files: FileFolder, { hash, size }: KeptFile): Promise<void> {
  if (!files.has({ hash, size }))
    throw conflict(`the file ${files.pathOf(hash)} was removed meanwhile`, 'Try again.');
  await tx.executeUnjournaled(sql`
    insert into stored_file (hash, size, added_at) values (${hash}, ${size}, ${tx.now}) on conflict (hash) do nothing`);
}

/** All files that the database refers to, by hash. */
export function storedFiles(db: Db): Promise<KeptFile[]> {
  return sql<{
    hash: string;
    size: number;
  }>`select hash, size from stored_file order by hash nulls first`.all(db);
}

/** How many files the database refers to, and how large they are together. */
export function totalOfFiles(db: Db): Promise<{ count: number; bytes: number }> {
  return sql<{ count: number; bytes: number }>`
    select count(*) as "count", coalesce(sum(size), 0) as bytes from stored_file`.one(db);
}

/** The hashes that a record has, or that an undo or redo would give one. */
async function neededHashes(engine: Engine): Promise<ReadonlySet<string>> {
  const needed = new Set<string>();
  const columns = await engine.catalog.columnsReferring('stored_file');
  for (const { table, column } of columns) {
    const rows = sql<{ hash: string }>`
      select distinct ${sql.ref(column)} as hash from ${sql.ref(table)} where ${sql.ref(column)} is not null`;
    for await (const { hash } of engine.iterate(rows)) needed.add(hash);
  }
  const tables = new Map<string, string[]>();
  for (const { table, column } of columns) tables.set(table, [...(tables.get(table) ?? []), column]);
  const journaled = sql<{ tbl: string; before: string | null; after: string | null }>`
    select tbl, before, after from change_row
    where tbl ${sql.among([...tables.keys()])} and (before is not null or after is not null)`;
  for await (const { tbl, before, after } of engine.iterate(journaled))
    for (const side of [before, after]) {
      const values = side === null ? {} : (JSON.parse(side) as RawRow);
      for (const column of tables.get(tbl) ?? []) {
        const hash = values[column];
        if (typeof hash === 'string') needed.add(hash);
      }
    }
  return needed;
}

/** The files that neither a record nor a change needs: in the database, and in its folder alone. */
export async function unneededFiles(
  engine: Engine,
  now: number,
): Promise<{ readonly recorded: string[]; readonly unrecorded: string[] }> {
  const needed = await neededHashes(engine);
  const known = new Set<string>();
  const recorded: string[] = [];
  for (const { hash } of await storedFiles(engine)) {
    known.add(hash);
    if (!needed.has(hash)) recorded.push(hash);
  }
  const unrecorded: string[] = [];
  for (const entry of engine.files.entries())
    if (entry.hash !== null && !known.has(entry.hash) && entry.touchedMs < now - UNRECORDED_KEPT_MS)
      unrecorded.push(entry.hash);
  return { recorded, unrecorded };
}

/**
 * Removes the files that nothing needs. A kill leaves at most files without a row, which the next one finds: rows go first.
 * Files go while nobody else can write, so that none goes which a change has just taken up again.
 */
export async function removeUnneededFiles(engine: Engine, now: number): Promise<void> {
  const { recorded, unrecorded } = await unneededFiles(engine, now);
  if (recorded.length + unrecorded.length === 0) return;
  await engine.write(
    async () => {
      const { recorded: still } = await unneededFiles(engine, now);
      for (const hash of still) await engine.run(sql`delete from stored_file where hash = ${hash}`);
    },
    { isSynced: true },
  );
  await engine.write(
    async () => {
      const known = new Set((await storedFiles(engine)).map(({ hash }) => hash));
      for (const hash of new Set([...recorded, ...unrecorded]))
        if (!known.has(hash)) engine.files.remove(hash);
    },
    { isSynced: false },
  );
}
