import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Archive, ArchivedFile, ArchivedRow } from '../../domain/archive.ts';
import { FILES_FOLDER, isManifest, MANIFEST_FILE, type Manifest } from '../../domain/archive.ts';
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
  const lines = new ArchiveLines(all, name);
  return { name, manifest, rows: readRows(lines), files: readFiles(lines) };
}

/** A line of an archive. */
interface ArchiveLine {
  readonly place: string;
  readonly value: unknown;
}

/** The lines of an archive after its first: rows, then pieces of files, which two readers share. */
class ArchiveLines {
  readonly #lines: AsyncIterator<SourceText>;
  readonly #name: string;
  /** The line that is to be read next, if it was looked at. */
  #next: ArchiveLine | undefined;

  constructor(lines: AsyncIterator<SourceText>, name: string) {
    this.#lines = lines;
    this.#name = name;
  }

  /** The next line, which the next call returns again unless it is taken; undefined at the end. */
  async look(): Promise<ArchiveLine | undefined> {
    if (this.#next) return this.#next;
    const read = await this.#lines.next();
    if (read.done) return undefined;
    const { line, text } = read.value;
    this.#next = { place: `${this.#name}, line ${line}`, value: parseLine(text) };
    return this.#next;
  }

  take(): void {
    this.#next = undefined;
  }
}

/** The hash and the bytes of a line with a piece of a file; undefined for another line. */
function pieceOf({ value }: ArchiveLine): { hash: string; bytes: Uint8Array } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { file, bytes } = value as Record<string, unknown>;
  if (typeof file !== 'string' || typeof bytes !== 'string') return undefined;
  return { hash: file, bytes: Buffer.from(bytes, 'base64') };
}

async function* readFiles(lines: ArchiveLines): AsyncGenerator<ArchivedFile> {
  for (let line = await lines.look(); line; line = await lines.look()) {
    const hash = pieceOf(line)?.hash;
    if (hash === undefined) throw notARow(line.place);
    yield { hash, place: line.place, bytes: readPieces(lines, hash) };
  }
}

async function* readPieces(lines: ArchiveLines, hash: string): AsyncGenerator<Uint8Array> {
  for (let line = await lines.look(); line; line = await lines.look()) {
    const piece = pieceOf(line);
    if (piece?.hash !== hash) return;
    lines.take();
    yield piece.bytes;
  }
}

function notARow(place: string) {
  return usage(`${place}: not a row of a table`, 'The file may be truncated, or was edited by hand.');
}

async function* readRows(lines: ArchiveLines): AsyncGenerator<ArchivedRow> {
  for (let line = await lines.look(); line && !pieceOf(line); line = await lines.look()) {
    lines.take();
    const { place, value } = line;
    if (typeof value !== 'object' || value === null || !('table' in value) || typeof value.table !== 'string')
      throw notARow(place);
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
  return { name, manifest, rows: readFolderRows(path, manifest), files: readFolderFiles(path) };
}

async function* readFolderFiles(path: string): AsyncGenerator<ArchivedFile> {
  const folder = join(path, FILES_FOLDER);
  if (!existsSync(folder)) return;
  for (const hash of readdirSync(folder).sort()) {
    const place = join(FILES_FOLDER, hash);
    yield { hash, place, bytes: fileBytes(join(folder, hash), place).bytes };
  }
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
  return usage(`${name} is not an archive of crm`, { code: 'not-an-archive' });
}
