import type { CsvError, Parser } from 'csv-parse';
import { usage } from '../domain/errors.ts';
import { flattenBatches } from './batches.ts';
import { rejectTooManyColumns } from './headers.ts';
import { peek } from './peek.ts';
import { isReportFooter } from './report-footer.ts';
import type { Rows, TableRow } from './rows.ts';

/** Maximum size of a row; a longer one has a quote that is not closed. */
const MAX_ROW_CHARS = 64 * 1024 * 1024;

/** State of reading: the position of the parser, and counts of the text it has read. */
interface ReadState {
  /** First line of the next record. */
  line: number;
  headers: string[] | null;
  quotes: boolean;
  nuls: boolean;
  skipped: number;
  /** Title lines left before the header. */
  titleLines: number;
  /** Parsed rows that were not yielded yet. */
  readonly rows: TableRow[];
}

/**
 * Reads delimited text as it arrives. `lineEnd` ends a line (before a `\n` there may be a `\r`); `titleLines` are
 * skipped before the header.
 * A row that does not match the header has a problem; a quote that is not closed is a usage error.
 */
export async function readCsv(
  text: AsyncIterable<string>,
  options: { delimiter: string; lineEnd: '\n' | '\r'; name: string; titleLines: number },
): Promise<Rows> {
  const csv = await import('csv-parse');
  const { delimiter, lineEnd, name, titleLines } = options;
  const progress: ReadState = {
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
    max_record_size: MAX_ROW_CHARS,
    on_record: (cells: string[]) => {
      const row = readRecord(cells, progress, lineEnd);
      if (row) progress.rows.push(row);
      // Sending single rows through the stream takes longer than parsing them.
      return null;
    },
  });
  const { head, all } = await peek(parsePieces(text, parser, progress, name), 1, (rows) => rows.length);
  const header = head.flat()[0];
  if (!header) throw usage(`${name} has no header line`);
  rejectTooManyColumns(header.cells.length, name);
  const batches = skipFirst(all);
  return {
    headers: header.cells as string[],
    batches,
    rows: flattenBatches(batches),
    skipped: () => progress.skipped,
    unknownKeys: () => ({ names: [], all: true }),
  };
}

async function* skipFirst(batches: AsyncIterable<readonly TableRow[]>): AsyncGenerator<readonly TableRow[]> {
  let first = true;
  for await (const batch of batches) {
    yield first ? batch.slice(1) : batch;
    first = false;
  }
}

/** The rows of each piece of text. */
async function* parsePieces(
  text: AsyncIterable<string>,
  parser: Parser,
  progress: ReadState,
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
    throw explainError(error, progress, name);
  }
  if (progress.rows.length > 0) yield progress.rows.splice(0);
}

function explainError(error: unknown, progress: ReadState, name: string): unknown {
  const { code, column } = error as CsvError;
  const cell = progress.headers?.[Number(column)];
  const place = `the row that starts in line ${progress.line}${cell ? `, column "${cell}"` : ''}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return usage(`${name} has a quote that is not closed: ${place}`, 'Close it, or write it twice: ""');
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return usage(`${name} has a row larger than 64 MB: ${place}`, 'A quote may not be closed');
  }
  return error;
}

/** Makes a row of a record; null for blank lines and lines without data. The first row is the header. */
function readRecord(cells: string[], progress: ReadState, lineEnd: string): TableRow | null {
  const { line, headers } = progress;
  progress.line += 1 + (progress.quotes ? countLineEnds(cells, lineEnd) : 0);
  if (isBlank(cells, 0)) return null;
  if (progress.titleLines > 0) {
    progress.titleLines--;
    return null;
  }
  if (headers === null) {
    // Excel names its delimiter in such a line.
    if (/^sep=.?$/i.test(cells[0]!)) return null;
    // Spreadsheets also write the empty columns beside a table.
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
    if (at >= 0) return { line, cells, problem: `has a NUL byte in "${headers[at]}"` };
  }
  return { line, cells };
}

function countLineEnds(cells: readonly string[], lineEnd: string): number {
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
