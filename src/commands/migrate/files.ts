import { basename, extname, join, resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import { openTable, type Table } from '../../formats/table.ts';
import { fileKind, listFolder } from '../../io/files.ts';
import { openSource, type Source } from '../record/import/source.ts';

/** A file whose header is read; its rows can be read once. */
export interface OpenFile {
  /** What messages and `--noun` call it: unlike that of any other. */
  readonly name: string;
  readonly path: string;
  readonly source: Source;
  readonly table: Table;
}

/** A file that is not taken, and why. */
export interface SkippedFile {
  readonly name: string;
  readonly why: string;
  /** The way out, where there is one. */
  readonly hint: string | null;
  /** How many rows it has; null for one that has none, or was declined. */
  readonly rows: number | null;
}

/** How tables are read where that cannot be told. */
export interface Reading {
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
}

const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson']);

/**
 * Opens the files named, and of folders all that can be tables. What cannot be read is left out where a folder brought
 * it; throws where it was named itself.
 */
export async function openFiles(
  ctx: Context,
  named: readonly string[],
  reading: Reading,
): Promise<{ open: OpenFile[]; leftOut: SkippedFile[] }> {
  const open: OpenFile[] = [];
  const leftOut: SkippedFile[] = [];
  const taken = new Set<string>();
  for (const { path, shown, listed } of filesOf(ctx, named)) {
    if (taken.has(path)) continue;
    taken.add(path);
    const name = freeName(shown, open);
    const why = listed ? unfit(path) : null;
    if (why !== null) {
      leftOut.push({ name, why, hint: null, rows: null });
      continue;
    }
    try {
      open.push(await openFile(ctx, { name, path }, reading));
    } catch (error) {
      if (!listed || !isCrmError(error)) throw error;
      const why = error.message.startsWith(`${name} `) ? error.message.slice(name.length + 1) : error.message;
      leftOut.push({ name, why, hint: ctx.hintsOf(error)[0] ?? null, rows: null });
    }
  }
  if (open.length > 0) return { open, leftOut };
  throw usage(`no table in ${named.join(', ')}`, ...leftOut.map(({ name, why }) => `${name}: ${why}`));
}

/** Why what a folder holds is no table; null for what can be one. */
function unfit(path: string): string | null {
  const kind = fileKind(path);
  if (kind === 'folder') return 'is a folder in the folder: name it too';
  if (kind === 'other') return 'is no file';
  return TABLES.has(extname(path).toLowerCase()) ? null : 'is no table: crm reads CSV, TSV and JSON';
}

/** Opens a file from its beginning. Throws what `openTable` and `openSource` do. */
export async function openFile(
  ctx: Context,
  { name, path }: Pick<OpenFile, 'name' | 'path'>,
  { delimiter, encoding }: Reading,
): Promise<OpenFile> {
  const source = openSource(ctx, path);
  return { name, path, source, table: await openTable(source.bytes, { delimiter, encoding, name }) };
}

interface Named {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
  /** Whether a folder brought it. */
  readonly listed: boolean;
}

function filesOf(ctx: Context, named: readonly string[]): Named[] {
  return named.flatMap((name): Named[] => {
    if (name === '-')
      throw usage(
        '"-" cannot be migrated: the name of a file is needed to recognize it',
        'Name files or a folder',
      );
    const path = resolve(ctx.io.cwd, name);
    if (fileKind(path) !== 'folder') return [{ path, shown: basename(path), listed: false }];
    return listFolder(path).map((entry) => ({ path: join(path, entry), shown: entry, listed: true }));
  });
}

/** Files of one name in several folders are told apart by a number. */
function freeName(shown: string, open: readonly OpenFile[]): string {
  const extension = extname(shown);
  for (let number = 1, name = shown; ; name = `${basename(shown, extension)} (${++number})${extension}`)
    if (!open.some((file) => file.name === name)) return name;
}
