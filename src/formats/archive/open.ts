import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Archive, ArchivedRow } from '../../domain/archive.ts';
import { isManifest, MANIFEST_FILE, type Manifest } from '../../domain/archive.ts';
import { usage } from '../../domain/errors.ts';
import { fileBytes } from '../../io/file-bytes.ts';
import { flattenBatches } from '../batches.ts';
import { decode } from '../encoding.ts';
import { type SourceText, splitLines } from '../json-split.ts';
import { csvRows } from './csv-rows.ts';

/** Opens a full export in JSON lines. Throws `usage` for anything else. */
export async function openLines(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Archive> {
  const { text } = await decode(bytes, { encoding: 'utf-8', name });
  const all = flattenBatches(splitLines(text, name));
  const first = await all.next();
  const manifest = first.done ? undefined : parseLine(first.value.text);
  if (!isManifest(manifest)) {
    await all.return(undefined);
    throw notAnExport(name);
  }
  return { name, manifest, rows: readRows(all, name) };
}

async function* readRows(all: AsyncIterable<SourceText>, name: string): AsyncGenerator<ArchivedRow> {
  for await (const { line, text } of all) {
    const place = `${name}, line ${line}`;
    const value = parseLine(text);
    if (typeof value !== 'object' || value === null || !('table' in value) || typeof value.table !== 'string')
      throw usage(`${place}: not a row of a table`, 'The file may be truncated, or was edited by hand.');
    const { table, ...values } = value;
    yield { table, values: values as Record<string, unknown>, place };
  }
}

/** Opens a full export in a folder of CSV files. Throws `usage` for any other folder. */
export function openFolder(path: string): Archive {
  const name = basename(path);
  const file = join(path, MANIFEST_FILE);
  const manifest = statSync(file, { throwIfNoEntry: false })?.isFile()
    ? parseLine(readFileSync(file, 'utf8'))
    : undefined;
  if (!isManifest(manifest)) throw notAnExport(name);
  return { name, manifest, rows: readFolderRows(path, manifest) };
}

async function* readFolderRows(path: string, manifest: Manifest): AsyncGenerator<ArchivedRow> {
  for (const [table, count] of Object.entries(manifest.rows)) {
    const name = `${table}.csv`;
    const file = join(path, name);
    // The file of a table without rows has only a header, so it may be missing.
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
        throw usage(`${place}: ${cells.length} cells for ${headers.length} columns`);
      yield { table, values: Object.fromEntries(headers.map((header, i) => [header, cells[i]])), place };
    }
  }
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notAnExport(name: string) {
  return usage(
    `${name} was not written by \`crm export all\``,
    'To import records of one noun: crm lead import …',
  );
}
