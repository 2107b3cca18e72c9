import type { CsvError, Parser } from 'csv-parse';
import { usage } from '../domain/errors.ts';
import { each } from './batches.ts';
import { rejectTooManyColumns } from './headers.ts';
import { peek } from './peek.ts';
import { isReportFooter } from './report-footer.ts';
import type { Rows, TableRow } from './table.ts';

/** A row above this is a quote that was never closed, not data. */
const LARGEST_ROW = 64 * 1024 * 1024;

/** What the rows are read with: where the parser is, and what the text that reached it holds. */
interface Progress {
  /** Line the next record starts in. */
  line: number;
  headers: string[] | null;
  quotes: boolean;
  nuls: boolean;
  skipped: number;
  /** Lines above the header still to come. */
  titleLines: number;
  /** Read, and not handed on yet. */
  readonly rows: TableRow[];
}

/**
 * Reads delimited text as it arrives. `lineEnd` is what ends a line (a `\n` may have a `\r` before it);
 * `titleLines` are left out above the header.
 * A row that does not fit the header comes with its problem; a quote that is never closed is a usage error.
 */
export async function readCsv(
  text: AsyncIterable<string>,
  options: { delimiter: string; lineEnd: '\n' | '\r'; name: string; titleLines: number },
): Promise<Rows> {
  const csv = await import('csv-parse');
  const { delimiter, lineEnd, name, titleLines } = options;
  const progress: Progress = {
    line: 1,
    headers: null,
    quotes: false,
    nuls: false,
    skipped: 0,
    titleLines,
    rows: [],
  };
  const parser = new csv.Parser({
    delimiter,
    record_delimiter: lineEnd === '\n' ? ['\r\n', '\n'] : ['\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LARGEST_ROW,
    on_record: (cells: string[]) => {
      const row = readRecord(cells, progress, lineEnd);
      if (row) progress.rows.push(row);
      // Rows that pass through the stream one by one take longer than to be read.
      return null;
    },
  });
  const { head, all } = await peek(parsed(text, parser, progress, name), 1, (rows) => rows.length);
  const header = head.flat()[0];
  if (!header) throw usage(`${name} has no header line`);
  rejectTooManyColumns(header.cells.length, name);
  const batches = withoutFirst(all);
  return {
    headers: header.cells as string[],
    batches,
    rows: each(batches),
    skipped: () => progress.skipped,
    unknownKeys: () => ({ names: [], all: true }),
  };
}

async function* withoutFirst(
  batches: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  let first = true;
  for await (const batch of batches) {
    yield first ? batch.slice(1) : batch;
    first = false;
  }
}

/** The rows of each piece of the text that has the end of one. */
async function* parsed(
  text: AsyncIterable<string>,
  parser: Parser,
  progress: Progress,
  name: string,
): AsyncGenerator<readonly TableRow[]> {
  parser.on('error', () => {});
  try {
    for await (const piece of text) {
      progress.quotes ||= piece.includes('"');
      progress.nuls ||= piece.includes('\0');
      await new Promise<void>((resolve, reject) =>
        parser.write(piece, (error) => (error ? reject(error) : resolve())),
      );
      if (progress.rows.length > 0) yield progress.rows.splice(0);
    }
    await new Promise<void>((resolve, reject) => {
      parser.once('error', reject);
      parser.once('end', resolve);
      parser.resume();
      parser.end();
    });
  } catch (error) {
    throw explain(error, progress, name);
  }
  if (progress.rows.length > 0) yield progress.rows.splice(0);
}

function explain(error: unknown, progress: Progress, name: string): unknown {
  const { code, column } = error as CsvError;
  const cell = progress.headers?.[Number(column)];
  const place = `the row that starts in line ${progress.line}${cell ? `, column "${cell}"` : ''}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return usage(`${name} opens a quote that is never closed: ${place}`, 'Close it, or write it twice: ""');
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return usage(`${name} has a row above 64 MB: ${place}`, 'A quote that is never closed does that');
  }
  return error;
}

/** Makes a row of a record; null leaves out blank lines and what is not data. The first row is the header. */
function readRecord(cells: string[], progress: Progress, lineEnd: string): TableRow | null {
  const { line, headers } = progress;
  progress.line += 1 + (progress.quotes ? lineEndsIn(cells, lineEnd) : 0);
  if (isBlank(cells, 0)) return null;
  if (progress.titleLines > 0) {
    progress.titleLines--;
    return null;
  }
  if (headers === null) {
    // Excel's way of saying which delimiter the file has.
    if (/^sep=.?$/i.test(cells[0]!)) return null;
    // Spreadsheets write the empty columns beside a table too.
    while (cells.at(-1)?.trim() === '') cells.pop();
    progress.headers = cells;
    return { line, cells };
  }
  if (isReportFooter(cells)) {
    progress.skipped++;
    return null;
  }
  if (cells.length > headers.length && isBlank(cells, headers.length)) cells.length = headers.length;
  if (cells.length !== headers.length) {
    const problem = `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header has ${headers.length}`;
    return { line, cells, problem };
  }
  if (progress.nuls) {
    const at = cells.findIndex((cell) => cell.includes('\0'));
    if (at >= 0) return { line, cells, problem: `holds a NUL byte in "${headers[at]}"` };
  }
  return { line, cells };
}

function lineEndsIn(cells: readonly string[], lineEnd: string): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(lineEnd); at !== -1; at = cell.indexOf(lineEnd, at + 1)) count++;
  }
  return count;
}

function isBlank(cells: readonly string[], from: number): boolean {
  for (let index = from; index < cells.length; index++) {
    if (cells[index]!.trim() !== '') return false;
  }
  return true;
}
