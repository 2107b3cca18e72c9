import { usage } from '../domain/errors.ts';
import { flattenBatches } from './batches.ts';
import { type CsvRecord, CsvScanner, CsvSyntaxError } from './csv-scanner.ts';
import { rejectTooManyColumns } from './headers.ts';
import { peek } from './peek.ts';
import { isReportFooter } from './report-footer.ts';
import type { Rows, TableRow } from './rows.ts';
import { closeUpQuotes } from './spaced-quotes.ts';

/** Maximum size of a row; a longer one has a quote that is not closed. */
const MAX_ROW_CHARS = 64 * 1024 * 1024;

/** Rows whose cells are counted, to number columns. */
const ROWS_TO_NUMBER = 100;

/** Where reading is, and counts of the text that was read. */
interface ReadState {
  /** First line of the next record. */
  line: number;
  headers: readonly string[] | null;
  /** Cells that a row may have after the last header, and those that the header line itself has there. */
  cellsBehind: number;
  blankHeaders: number;
  nuls: boolean;
  skipped: number;
  headersAgain: number;
  /** The names of groups of rows, which boards have above the header of each. */
  readonly groups: string[];
  /** Title lines left before the header. */
  titleLines: number;
  readonly lineEnd: '\n' | '\r';
  readonly hasHeaderLine: boolean;
}

/** How a file of delimited text is read. */
interface CsvOptions {
  readonly delimiter: string;
  /** What ends a line; before a `\n` there may be a `\r`. */
  readonly lineEnd: '\n' | '\r';
  readonly name: string;
  /** Lines that are skipped before the header. */
  readonly titleLines: number;
  /** The headers of a file whose first line is a row: as far as they are named, else numbers from 1. */
  readonly headers?: readonly string[] | undefined;
  /** Whether a row may have any number of cells after the last header. */
  readonly takesMoreCells?: boolean | undefined;
}

/**
 * Reads delimited text as it arrives. A row has blanks for the cells that it lacks; one that has more cells than the
 * header line has a problem, unless it may have them. A quote that is not closed is a usage error.
 */
export async function readCsv(text: AsyncIterable<string>, options: CsvOptions): Promise<Rows> {
  const { delimiter, lineEnd, name, titleLines, headers: named, takesMoreCells } = options;
  const progress: ReadState = {
    line: 1,
    headers: named ?? null,
    cellsBehind: named || takesMoreCells ? Number.POSITIVE_INFINITY : 0,
    blankHeaders: 0,
    nuls: false,
    skipped: 0,
    headersAgain: 0,
    groups: [],
    titleLines,
    lineEnd,
    hasHeaderLine: !named,
  };
  const scanner = new CsvScanner({ delimiter, lineEnd, maxRecordChars: MAX_ROW_CHARS });
  const pieces = scanPieces(closeUpQuotes(text, delimiter), scanner, progress, name);
  const rowsNeeded = named ? ROWS_TO_NUMBER : 1;
  const { head, all } = await peek(pieces, rowsNeeded, (rows) => rows.length);
  const [first] = head.flat();
  if (!first) throw usage(named ? `${name} has no rows` : `${name} has no header line`);
  const headers = named ? nameColumns(named, head.flat()) : (first.cells as string[]);
  if (named) for (const row of head.flat()) pad(row.cells, headers.length);
  progress.headers = headers;
  rejectTooManyColumns(headers.length, name);
  const batches = named ? all : skipFirst(all);
  return {
    headers,
    batches,
    rows: flattenBatches(batches),
    columnsBehind: progress.blankHeaders,
    skipped: () => progress.skipped,
    headersAgain: () => progress.headersAgain,
    groups: () => progress.groups,
    unknownKeys: () => [],
  };
}

/** Numbers for the columns that have no name, so that they can be mapped. */
function nameColumns(named: readonly string[], rows: readonly TableRow[]): string[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  if (named.length === 0) return Array.from({ length: width }, (_, index) => String(index + 1));
  return [...named, ...new Array<string>(Math.max(0, width - named.length)).fill('')];
}

function pad(cells: (string | null)[], width: number): void {
  while (cells.length < width) cells.push('');
}

async function* skipFirst(batches: AsyncIterable<readonly TableRow[]>): AsyncGenerator<readonly TableRow[]> {
  let first = true;
  for await (const batch of batches) {
    yield first ? batch.slice(1) : batch;
    first = false;
  }
}

/** The rows of each piece of text. */
async function* scanPieces(
  text: AsyncIterable<string>,
  scanner: CsvScanner,
  progress: ReadState,
  name: string,
): AsyncGenerator<readonly TableRow[]> {
  try {
    for await (const piece of text) {
      progress.nuls ||= piece.includes('\0');
      const rows = readRecords(scanner.push(piece), progress);
      if (rows.length > 0) yield rows;
    }
    const rows = readRecords(scanner.end(), progress);
    if (rows.length > 0) yield rows;
  } catch (error) {
    throw error instanceof CsvSyntaxError ? explainError(error, progress, name) : error;
  }
}

function explainError(
  { problem, column }: CsvSyntaxError,
  { headers, line }: ReadState,
  name: string,
): Error {
  const cell = headers?.[column];
  const place = `the row that starts in line ${line}${cell ? `, column "${cell}"` : ''}`;
  return problem === 'open quote'
    ? usage(`${name} has a quote that is not closed: ${place}`, 'Close it, or write it twice: ""')
    : usage(`${name} has a row larger than 64 MB: ${place}`, 'A quote may not be closed');
}

function readRecords(records: readonly CsvRecord[], progress: ReadState): TableRow[] {
  const rows: TableRow[] = [];
  for (const record of records) {
    const before = progress.headersAgain;
    const row = readRecord(record, progress);
    if (row) rows.push(row);
    const last = progress.headersAgain > before ? rows.at(-1) : undefined;
    if (last && last.cells.length > 2 && isBlank(last.cells as string[], 1)) {
      progress.groups.push(last.cells[0]?.trim() ?? '');
      rows.pop();
    }
  }
  return rows;
}

/** Makes a row of a record; null for blank lines and lines without data. The first row is the header. */
function readRecord({ cells, hasLineEnds }: CsvRecord, progress: ReadState): TableRow | null {
  const { line, headers, lineEnd } = progress;
  progress.line += 1 + (hasLineEnds ? countLineEnds(cells, lineEnd) : 0);
  if (isBlank(cells, 0)) return null;
  if (progress.titleLines > 0) {
    progress.titleLines--;
    return null;
  }
  if (headers === null) {
    // Excel names its delimiter in such a line.
    if (/^sep=.?$/i.test(cells[0]!)) return null;
    // Spreadsheets also write the empty columns beside a table.
    const width = cells.length;
    while (cells.at(-1)?.trim() === '') cells.pop();
    progress.headers = cells;
    progress.blankHeaders = width - cells.length;
    progress.cellsBehind = Math.max(progress.cellsBehind, progress.blankHeaders);
    return { line, cells };
  }
  if (isReportFooter(cells)) {
    progress.skipped++;
    return null;
  }
  if (cells[0] === headers[0] && progress.hasHeaderLine && repeatsHeader(cells, headers)) {
    progress.headersAgain++;
    return null;
  }
  if (cells.length < headers.length) pad(cells, headers.length);
  else if (cells.length > headers.length && isBlank(cells, headers.length)) cells.length = headers.length;
  const width = headers.length + progress.cellsBehind;
  if (cells.length > width)
    return { line, cells, problem: `has ${cells.length} cells, the header has ${width}` };
  if (progress.nuls) {
    const at = cells.findIndex((cell) => cell.includes('\0'));
    if (at >= 0) return { line, cells, problem: `has a NUL byte in "${headers[at]}"` };
  }
  return { line, cells };
}

/** Whether a row is the header once more, as in files that were put together and on each page of a report. */
function repeatsHeader(cells: readonly string[], headers: readonly string[]): boolean {
  return headers.every((header, at) => header === (cells[at] ?? '')) && isBlank(cells, headers.length);
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
