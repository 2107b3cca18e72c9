import { usage } from '../../domain/errors.ts';
import { fillMerged } from './merged.ts';
import { readSheetRows, type SheetFindings, type SheetRow } from './rows.ts';
import { type CellContext, readWorkbook, type Sheet, WORKBOOK_PART, type Workbook } from './workbook.ts';
import { ZipArchive } from './zip.ts';

/** Limits of a workbook in bytes: of the file, and of what it unpacks to. A tiny file may unpack to a huge one. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;
/** How many times its size a file may unpack to, once that is much: spreadsheet programs stay far below. */
const MAX_RATIO = 150;
const UNCHECKED_BYTES = 50 * 1024 * 1024;
/** Characters of text handed over at once. */
const PIECE_CHARS = 65_536;

/** A sheet as the text of a CSV file. */
export interface SheetText {
  /** Comma-separated, quoted where needed. It can be read once. */
  readonly text: AsyncIterable<string>;
  /** The row of the sheet that a line of the text read so far belongs to, from 1: cells may hold line breaks. */
  rowOfLine(line: number): number;
  readonly sheet: SheetFacts;
}

/** A sheet among those of its workbook. */
export interface SheetFacts {
  readonly name: string;
  /** Names of the other sheets that have values. */
  readonly others: readonly string[];
  /** Cells with an error such as `#N/A`, which are read as blank. */
  readonly errors: number;
}

/** Collects a file that may be a workbook. @throws usage error for one that is too large. */
export async function collectBytes(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > MAX_FILE_BYTES) throw tooLarge(name);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * Reads a sheet of an Excel workbook: the first one with a value unless `sheet` names one or gives its number. Null for a
 * zip archive that is no workbook. The rows are read twice, so that they need not be kept: first to find how many columns
 * they have, and whether all can be read.
 * @throws usage error for an unknown sheet, a damaged workbook, and one that unpacks to more than 500 MB, or to far more
 * than its own size.
 */
export async function readSheetText(
  bytes: Uint8Array,
  { name, sheet }: { readonly name: string; readonly sheet?: string | undefined },
): Promise<SheetText | null> {
  const archive = openArchive(bytes, name);
  if (!archive.has(WORKBOOK_PART)) return null;
  const unpacked = archive.unpackedSize;
  const isBomb = unpacked > UNCHECKED_BYTES && unpacked > bytes.length * MAX_RATIO;
  if (unpacked > MAX_UNPACKED_BYTES || isBomb) throw tooLarge(name);
  const workbook = await readWorkbook(archive).catch(() => null);
  if (!workbook || workbook.sheets.length === 0) throw unreadable(name);
  const named = sheet === undefined ? undefined : findSheet(workbook, name, sheet);
  try {
    const context = await workbook.readContext();
    const filled: Sheet[] = [];
    for (const one of workbook.sheets)
      if (one.part !== undefined && (await hasValue(archive.unpack(one.part), context))) filled.push(one);
    const chosen = named ?? filled[0] ?? (workbook.sheets[0] as Sheet);
    const part = chosen.part as string;
    const found: SheetFindings = { merged: [], errors: 0 };
    let width = 0;
    for await (const rows of readSheetRows(archive.unpack(part), context, found))
      for (const { cells } of rows) width = Math.max(width, cells.length);
    const rows = readSheetRows(archive.unpack(part), context);
    return new CsvText(found.merged.length === 0 ? rows : fillMerged(rows, found.merged), width, {
      name: chosen.name,
      others: filled.filter((one) => one !== chosen).map((one) => one.name),
      errors: found.errors,
    });
  } catch {
    throw unreadable(name);
  }
}

/** Whether a sheet has a cell with a value; one that cannot be read may have. */
async function hasValue(bytes: AsyncIterable<Uint8Array>, context: CellContext): Promise<boolean> {
  try {
    for await (const rows of readSheetRows(bytes, context)) if (rows.length > 0) return true;
    return false;
  } catch {
    return true;
  }
}

/** The rows of a sheet as CSV, all with the same number of cells. */
class CsvText implements SheetText {
  readonly text: AsyncIterable<string>;
  readonly sheet: SheetFacts;
  /** The line that each row begins at. */
  readonly #firstLines: number[] = [];
  #nextLine = 1;

  constructor(rows: AsyncIterable<readonly SheetRow[]>, width: number, sheet: SheetFacts) {
    this.sheet = sheet;
    this.text = this.#write(rows, width);
  }

  rowOfLine(wanted: number): number {
    const lines = this.#firstLines;
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] as number) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  async *#write(batches: AsyncIterable<readonly SheetRow[]>, width: number): AsyncGenerator<string> {
    const emptyRow = `${','.repeat(Math.max(width - 1, 0))}\n`;
    let piece = '';
    for await (const rows of batches) {
      for (const { number, cells } of rows) {
        while (this.#firstLines.length < number - 1) {
          piece += this.#line(emptyRow);
          if (piece.length >= PIECE_CHARS) {
            yield piece;
            piece = '';
          }
        }
        piece += this.#line(`${cells.map(quoteCell).join(',')}${emptyRow.slice(cells.length - 1)}`);
        if (piece.length < PIECE_CHARS) continue;
        yield piece;
        piece = '';
      }
    }
    if (piece !== '') yield piece;
  }

  #line(text: string): string {
    this.#firstLines.push(this.#nextLine);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#nextLine++;
    return text;
  }
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function openArchive(bytes: Uint8Array, name: string): ZipArchive {
  try {
    return new ZipArchive(bytes);
  } catch {
    throw damaged(name);
  }
}

/** Finds a sheet by its name, which decides where it is the number of another, or by its number from 1. */
function findSheet({ sheets }: Workbook, name: string, wanted: string): Sheet {
  const found =
    sheets.find((one) => one.name === wanted) ??
    sheets.find((one) => one.name.trim().toLowerCase() === wanted.trim().toLowerCase()) ??
    (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined);
  if (!found)
    throw usage(`${name} has no sheet "${wanted}"`, `It has: ${sheets.map((one) => one.name).join(', ')}`);
  if (found.part === undefined) throw unreadable(name);
  return found;
}

const damaged = (name: string) =>
  usage(`${name} is a damaged zip archive`, 'If it is a workbook, save it again, or save the sheet as CSV.');

const unreadable = (name: string) =>
  usage(
    `${name} is a workbook that cannot be read`,
    'Open it in a spreadsheet program and save it again, or save the sheet as CSV.',
  );

const tooLarge = (name: string) =>
  usage(`${name} is too large a workbook`, 'Save the sheet as CSV: that is read row by row.');
