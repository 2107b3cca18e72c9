import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { usage } from '../../domain/errors.ts';
import { fileBytes } from '../../io/file-bytes.ts';
import { isManifest, MANIFEST_FILE, type Manifest } from '../../store/archive/manifest.ts';
import type { Archive, ArchivedRow } from '../../store/archive/restore.ts';
import { decode } from '../encoding.ts';
import { lines, type Source } from '../json-split.ts';
import { csvRows } from './csv-rows.ts';

/** Whether a path is a folder, which holds a file for each table. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Opens an export of everything in lines of JSON. Throws `usage` for anything else. */
export async function openLines(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Archive> {
  const { text } = await decode(bytes, { encoding: 'utf-8', name });
  const all = lines(text, name);
  const first = await all.next();
  const manifest = first.done ? undefined : parsed(first.value.text);
  if (!isManifest(manifest)) {
    await all.return(undefined);
    throw notOurs(name);
  }
  return { name, manifest, rows: rowsOf(all, name) };
}

async function* rowsOf(all: AsyncIterable<Source>, name: string): AsyncGenerator<ArchivedRow> {
  for await (const { line, text } of all) {
    const place = `${name}, line ${line}`;
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || !('table' in value) || typeof value.table !== 'string')
      throw usage(
        `${place}: this is no row of a table`,
        'The file may have been cut off, or changed by hand.',
      );
    const { table, ...values } = value;
    yield { table, values: values as Record<string, unknown>, place };
  }
}

/** Opens an export of everything in a folder of CSV files. Throws `usage` for any other folder. */
export function openFolder(path: string): Archive {
  const name = basename(path);
  const file = join(path, MANIFEST_FILE);
  const manifest = statSync(file, { throwIfNoEntry: false })?.isFile()
    ? parsed(readFileSync(file, 'utf8'))
    : undefined;
  if (!isManifest(manifest)) throw notOurs(name);
  return { name, manifest, rows: rowsOfFolder(path, manifest) };
}

async function* rowsOfFolder(path: string, manifest: Manifest): AsyncGenerator<ArchivedRow> {
  for (const [table, count] of Object.entries(manifest.rows)) {
    const name = `${table}.csv`;
    const file = join(path, name);
    // A table without rows has a header alone, which nobody misses.
    if (count === 0 && !existsSync(file)) continue;
    const { text } = await decode(fileBytes(file, file).bytes, { encoding: 'utf-8', name });
    let headers: readonly string[] | undefined;
    for await (const { line, cells } of csvRows(text, name)) {
      const place = `${name}, line ${line}`;
      if (!headers) {
        headers = cells.map((cell) => cell ?? '');
        continue;
      }
      if (cells.length !== headers.length)
        throw usage(`${place}: ${cells.length} cells, and ${headers.length} columns`);
      yield { table, values: Object.fromEntries(headers.map((header, i) => [header, cells[i]])), place };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notOurs(name: string) {
  return usage(
    `${name} is not what \`crm export all\` writes`,
    'Records of one kind are taken in by their noun: crm lead import …',
  );
}
