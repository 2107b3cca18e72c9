import { usage } from '../domain/errors.ts';
import { flattenBatches } from './batches.ts';
import { type CsvRecord, CsvScanner, CsvSyntaxError } from './csv-scanner.ts';
import { rejectTooManyColumns } from './headers.ts';
import { peek } from './peek.ts';
import { isReportFooter } from './report-footer.ts';
import type { Rows, TableRow } from './rows.ts';

/** Maximum size of a row; a longer one has a quote that is not closed. */
const MAX_ROW_CHARS = 64 * 1024 * 1024;

/** Where reading is, and counts of the text that was read. */
interface ReadState {
  /** First line of the next record. */
  line: number;
  headers: string[] | null;
  nuls: boolean;
  skipped: number;
  /** Title lines left before the header. */
  titleLines: number;
  readonly lineEnd: '\n' | '\r';
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
  const { delimiter, lineEnd, name, titleLines } = options;
  const progress: ReadState = { line: 1, headers: null, nuls: false, skipped: 0, titleLines, lineEnd };
  const scanner = new CsvScanner({ delimiter, lineEnd, maxRecordChars: MAX_ROW_CHARS });
  const { head, all } = await peek(scanPieces(text, scanner, progress, name), 1, (rows) => rows.length);
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
    const row = readRecord(record, progress);
    if (row) rows.push(row);
  }
  return rows;
}

/** Makes a row of a record; null for blank lines and lines without data. The first row is the header. */
function readRecord({ cells, hasQuotes }: CsvRecord, progress: ReadState): TableRow | null {
  const { line, headers, lineEnd } = progress;
  progress.line += 1 + (hasQuotes ? countLineEnds(cells, lineEnd) : 0);
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
