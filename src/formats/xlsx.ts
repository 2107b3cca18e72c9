import { usage } from '../domain/errors.ts';

/** Limits of a workbook in bytes: of the file, and of what it unpacks to. A tiny file may unpack to a huge one. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;
/** How many times its size a file may unpack to, once that is much: spreadsheet programs stay far below. */
const MAX_RATIO = 150;
const UNCHECKED_BYTES = 50 * 1024 * 1024;
/** A spreadsheet program keeps so many digits. */
const SIGNIFICANT_DIGITS = 15;
/** Characters of text handed over at once. */
const PIECE_CHARS = 65_536;

/** A sheet as the text of a CSV file. */
export interface SheetText {
  /** Comma-separated, quoted where needed. */
  readonly text: Iterable<string>;
  /** The row of the sheet that a line of the text belongs to, from 1: cells may hold line breaks. */
  rowOfLine(line: number): number;
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
 * Reads a sheet of an Excel workbook, the first unless `sheet` names one or gives its number. Null for a zip archive
 * that is no workbook. Dates become `2026-03-12` or `2026-03-12 15:00:00`, numbers plain decimals.
 * @throws usage error for an unknown sheet, a damaged workbook, and one that unpacks to more than 500 MB, or to far more
 * than its own size.
 */
export async function readSheetText(
  bytes: Uint8Array,
  { name, sheet }: { readonly name: string; readonly sheet?: string | undefined },
): Promise<SheetText | null> {
  const entries = await listEntries(bytes, name);
  if (!entries.has('xl/workbook.xml')) return null;
  let unpacked = 0;
  for (const size of entries.values()) unpacked += size;
  const isBomb = unpacked > UNCHECKED_BYTES && unpacked > bytes.length * MAX_RATIO;
  if (unpacked > MAX_UNPACKED_BYTES || isBomb) throw tooLarge(name);
  const { readSheet } = await import('read-excel-file/universal');
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    return textOf((await readSheet(buffer, sheetOf(sheet), { parseNumber })) as Cell[][]);
  } catch {
    throw await explainFailure(buffer, name, sheet);
  }
}

type Cell = string | number | boolean | Date | null;

function textOf(rows: readonly (readonly Cell[])[]): SheetText {
  const firstLines: number[] = [];
  let line = 1;
  const lines = rows.map((row) => {
    firstLines.push(line);
    const text = row.map((cell) => quoteCell(cellText(cell))).join(',');
    line += text.split('\n').length;
    return `${text}\n`;
  });
  return {
    text: pieces(lines),
    rowOfLine(wanted) {
      let [low, high] = [0, firstLines.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((firstLines[middle] as number) <= wanted) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
  };
}

function* pieces(lines: readonly string[]): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number, or its digits if there are more than a number can hold: such are ids. */
function parseNumber(text: string): number | string {
  return LONG_INTEGER.test(text) ? text : Number(text);
}

const LONG_INTEGER = /^-?\d{16,}$/;

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(SIGNIFICANT_DIGITS)));
  return cell instanceof Date ? dateText(cell) : String(cell);
}

function dateText(cell: Date): string {
  // Parts of a millisecond are cut off by the reader, so that full seconds may be one short.
  const at = cell.getTime() % 1000 === 999 ? new Date(cell.getTime() + 1) : cell;
  const [date = '', time = ''] = at.toISOString().slice(0, -1).split('T');
  if (time === '00:00:00.000') return date;
  return `${date} ${time.endsWith('.000') ? time.slice(0, -4) : time}`;
}

/** Sheets are numbered from 1. */
function sheetOf(sheet: string | undefined): string | number {
  return sheet === undefined ? 1 : /^\d{1,3}$/.test(sheet) ? Number(sheet) : sheet;
}

/** The files in a zip archive and the sizes they unpack to; nothing is unpacked. */
async function listEntries(bytes: Uint8Array, name: string): Promise<Map<string, number>> {
  const { unzipSync } = await import('fflate');
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter(file) {
        sizes.set(file.name, file.originalSize);
        return false;
      },
    });
  } catch {
    throw damaged(name);
  }
  return sizes;
}

async function explainFailure(buffer: ArrayBuffer, name: string, sheet: string | undefined) {
  if (sheet === undefined) return unreadable(name);
  const { default: readWorkbook } = await import('read-excel-file/universal');
  const sheets = await readWorkbook(buffer).catch(() => []);
  if (sheets.length === 0) return unreadable(name);
  return usage(`${name} has no sheet "${sheet}"`, `It has: ${sheets.map((one) => one.sheet).join(', ')}`);
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
