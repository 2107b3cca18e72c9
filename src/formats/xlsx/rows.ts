import { cellText } from './cell.ts';
import { RichText } from './strings.ts';
import type { CellContext } from './workbook.ts';
import { readAttributes, type XmlReader, XmlScanner } from './xml.ts';

/** A row that has a value. */
export interface SheetRow {
  /** From 1. Rows without a value are left out. */
  readonly number: number;
  /** From the first column to the last one with a value. */
  readonly cells: readonly string[];
}

/** Cells of a column that are shown as one, with the value of the first. */
export interface MergedCells {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** What is found beside the rows of a sheet. */
export interface SheetFindings {
  readonly merged: MergedCells[];
  /** Cells with an error. */
  errors: number;
}

/** Rows and columns that a sheet can have. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
const LETTERS = 26;

/**
 * Reads the rows of a sheet as its bytes come, in batches.
 * @throws any error if the sheet is not well-formed, is larger than sheets can be, or has a cell that cannot be read.
 */
export async function* readSheetRows(
  bytes: AsyncIterable<Uint8Array>,
  context: CellContext,
  found: SheetFindings = { merged: [], errors: 0 },
): AsyncGenerator<readonly SheetRow[]> {
  const reader = new RowReader(context, found);
  const scanner = new XmlScanner(reader);
  for await (const piece of bytes) {
    scanner.push(piece);
    yield reader.take();
  }
  scanner.end();
}

class RowReader implements XmlReader {
  readonly #context: CellContext;
  #rows: SheetRow[] = [];
  #isInRows = false;
  /** Number of the row; 0 if it is not known yet, as rows need not say it. */
  #row = 0;
  #lastRow = 0;
  #cells: string[] = [];
  #column = 0;
  #type: string | undefined;
  #style: string | undefined;
  #isInValue = false;
  #value = '';
  readonly #inline = new RichText();

  readonly #found: SheetFindings;

  constructor(context: CellContext, found: SheetFindings) {
    this.#context = context;
    this.#found = found;
  }

  /** The rows read since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'sheetData') this.#isInRows = true;
    else if (name === 'mergeCell') this.#takeMerge(readAttributes(attributes).ref ?? '');
    else if (!this.#isInRows) return;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#isInValue = true;
    else this.#inline.open(name);
  }

  close(name: string): void {
    if (name === 'sheetData') this.#isInRows = false;
    else if (!this.#isInRows) return;
    else if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else if (name === 'v') this.#isInValue = false;
    else this.#inline.close(name);
  }

  text(text: string): void {
    if (this.#isInValue) this.#value += text;
    else this.#inline.add(text);
  }

  #openRow(attributes: string): void {
    this.#row = Number(readAttributes(attributes).r ?? 0);
    this.#cells = [];
    this.#column = 0;
  }

  #openCell(text: string): void {
    const { r, t, s } = readAttributes(text);
    const before = this.#column;
    if (r === undefined) this.#column++;
    else this.#goTo(r);
    if (!(this.#column > before && this.#column <= MAX_COLUMNS))
      throw new Error(`a cell at the wrong place ${r}`);
    this.#type = t;
    this.#style = s;
    this.#value = '';
    this.#inline.start();
  }

  /** `A4:A7`; what is in one row alone has one value anyway. */
  #takeMerge(range: string): void {
    const [, letters = '', from, to] = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(range) ?? [];
    if (Number(from) >= Number(to) || from === undefined) return;
    const column = [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0);
    this.#found.merged.push({ column, from: Number(from), to: Number(to) });
  }

  /** Takes column, and the row if it is not known, from a name such as `AB12`. */
  #goTo(name: string): void {
    let at = 0;
    let column = 0;
    for (; at < name.length; at++) {
      const letter = name.charCodeAt(at) - 64;
      if (letter < 1 || letter > LETTERS) break;
      column = column * LETTERS + letter;
    }
    this.#column = column;
    if (this.#row === 0) this.#row = Number(name.slice(at));
  }

  #closeCell(): void {
    if (this.#type === 'e') this.#found.errors++;
    const text = cellText(
      { type: this.#type, style: this.#style, value: this.#value, inlineText: this.#inline.text },
      this.#context,
    );
    if (text === '') return;
    while (this.#cells.length < this.#column - 1) this.#cells.push('');
    this.#cells.push(text);
  }

  #closeRow(): void {
    const number = this.#row === 0 ? this.#lastRow + 1 : this.#row;
    if (!(Number.isInteger(number) && number > this.#lastRow && number <= MAX_ROWS))
      throw new Error(`row ${number} follows row ${this.#lastRow}`);
    this.#lastRow = number;
    if (this.#cells.length > 0) this.#rows.push({ number, cells: this.#cells });
  }
}
