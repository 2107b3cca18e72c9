import { basename, extname, join, resolve } from 'node:path';
import type { MigrationFile, SkippedFile } from '../../app/migrate/files.ts';
import type { Context } from '../../context.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import type { TableOptions } from '../../formats/table.ts';
import { fileKind, listFolder } from '../../io/files.ts';
import { openInputFile } from '../input-file.ts';
import { skipText } from './skip-text.ts';

/** Options for reading tables if detection fails. */
export type Reading = Pick<TableOptions, 'nullWords' | 'delimiter' | 'encoding' | 'sheet'>;

const TABLES: ReadonlySet<string> = new Set([
  '.csv',
  '.tsv',
  '.txt',
  '.json',
  '.jsonl',
  '.ndjson',
  '.vcf',
  '.vcard',
  '.xlsx',
  '.xml',
]);

/**
 * Opens the given files, and all possible tables of given folders. Skips an unreadable file of a folder; throws if
 * the file was named itself.
 */
export async function openFiles(
  ctx: Context,
  named: readonly string[],
  reading: Reading,
): Promise<{ open: MigrationFile[]; skipped: SkippedFile[] }> {
  const open: MigrationFile[] = [];
  const skipped: SkippedFile[] = [];
  const seenPaths = new Set<string>();
  for (const { path, shown, listed } of filesOf(ctx, named)) {
    if (seenPaths.has(path)) continue;
    seenPaths.add(path);
    const name = freeName(shown, open);
    const why = listed ? unfit(path) : null;
    if (why !== null) {
      skipped.push({ name, why: { type: 'unreadable', text: why, hint: null }, rows: null });
      continue;
    }
    try {
      open.push(...(await openSheets(ctx, await openMigrationFile(ctx, name, path, reading), reading, open)));
    } catch (error) {
      if (!listed || !isCrmError(error)) throw error;
      const why = error.message.startsWith(`${name} `) ? error.message.slice(name.length + 1) : error.message;
      const [hint = null] = await ctx.hintsOf(error);
      skipped.push({ name, why: { type: 'unreadable', text: why, hint }, rows: null });
    }
  }
  if (open.length > 0) return { open, skipped };
  throw usage(
    `no table in ${named.join(', ')}`,
    ...skipped.map(({ name, why }) => `${name}: ${skipText(why, name).why}`),
  );
}

/** Why a folder entry is not a table; null if it can be one. */
function unfit(path: string): string | null {
  const kind = fileKind(path);
  if (kind === 'folder') return 'is a subfolder: name it too';
  if (kind === 'other') return 'is not a file';
  return TABLES.has(extname(path).toLowerCase())
    ? null
    : 'is not a table: crm reads CSV, TSV, JSON, XML, Excel (.xlsx) and vCards';
}

/** Opens a file under a unique name. A file is opened a second time where it has several kinds of records. */
async function openMigrationFile(
  ctx: Context,
  name: string,
  path: string,
  reading: Reading,
): Promise<MigrationFile> {
  const open = () =>
    openInputFile(ctx, path, { ...reading, name, readsAllSheets: true, takesMoreCells: true });
  const file = await open();
  return { ...file, name, path, reopen: file.reopen ?? (async () => (await open()).table) };
}

/** A file, or of a workbook with several sheets a file for each, called like the sheet. */
async function openSheets(
  ctx: Context,
  file: MigrationFile,
  reading: Reading,
  open: readonly MigrationFile[],
): Promise<MigrationFile[]> {
  const { name: first = '', others = [] } = file.table.sheet ?? {};
  if (others.length === 0) return [file];
  const files: MigrationFile[] = [];
  for (const sheet of reading.sheet === undefined ? [first, ...others] : [first]) {
    const name = freeName(`${sheet}${extname(file.path)}`, [...open, ...files]);
    files.push(await openMigrationFile(ctx, name, file.path, { ...reading, sheet }));
  }
  const what = files.length === 1 ? `its sheet ${first} is` : 'its sheets are';
  ctx.print.note(`${file.name}: ${what} read as ${files.map(({ name }) => name).join(', ')}`);
  return files;
}

interface NamedPath {
  /** Absolute path. */
  readonly path: string;
  readonly shown: string;
  /** Whether it was found in a folder. */
  readonly listed: boolean;
}

function filesOf(ctx: Context, named: readonly string[]): NamedPath[] {
  return named.flatMap((name): NamedPath[] => {
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

/** Adds a number to equal names of files in several folders. */
function freeName(shown: string, open: readonly MigrationFile[]): string {
  const extension = extname(shown);
  for (let number = 1, name = shown; ; name = `${basename(shown, extension)} (${++number})${extension}`)
    if (!open.some((file) => file.name === name)) return name;
}
