import { usage } from '../domain/errors.ts';
import { isZipStart } from './binary.ts';
import { type CleanedCells, cleanRows } from './clean-table.ts';
import { readCsv } from './csv.ts';
import { detectDelimiter } from './delimiter.ts';
import { decode, type EncodingName } from './encoding.ts';
import { readJson, recordRows } from './json.ts';
import { growingRows } from './objects.ts';
import { peek } from './peek.ts';
import { findReportTitle } from './report-title.ts';
import type { Rows, TableRow } from './rows.ts';
import type { SheetFacts } from './xlsx/sheet-text.ts';

const TABLE_FORMATS = ['csv', 'json', 'jsonl', 'vcard'] as const;
type TableFormat = (typeof TABLE_FORMATS)[number];

/** A file of records in any format. Its rows can be read once. */
export interface Table extends Rows {
  readonly format: TableFormat | 'xml';
  readonly encoding: EncodingName;
  /** Whether its letters told the encoding: nothing in the file says it. */
  readonly isGuess: boolean;
  /** Whether it begins with a byte order mark, as files of spreadsheet programs do. */
  readonly marked: boolean;
  readonly delimiter: string | null;
  /** Title lines above the header. */
  readonly title: readonly string[];
  /** The sheet that was read of a workbook. */
  readonly sheet?: SheetFacts;
  /** Cells cleaned so far. */
  cleaned(): CleanedCells;
}

/** A table as the file holds it. */
type RawTable = Omit<Table, 'cleaned'>;

export interface TableOptions {
  readonly encoding?: string | undefined;
  /** A single character, or `tab`. */
  readonly delimiter?: string | undefined;
  /** Words that mean a blank cell, separated by commas. */
  readonly nullWords?: string | undefined;
  /** Name or number (from 1) of a sheet of a workbook; the first with a value if missing. */
  readonly sheet?: string | undefined;
  /** Headers of a file that has no header line; empty to number its columns. Undefined for one that has. */
  readonly headers?: readonly string[] | undefined;
  /** Whether a row may have more cells than the header line. */
  readonly takesMoreCells?: boolean | undefined;
  /** `csv`, `tsv`, `json`, `jsonl` or `vcard`. */
  readonly format?: string | undefined;
  /** Name of the file: for errors and, by its extension, for the format. */
  readonly name?: string | undefined;
  /**
   * Whether objects in objects are columns of their own (`to.number`), lists in a wrapper are the rows, and each new key
   * is a new column. XML elements of that name are read as well.
   */
  readonly nested?: { readonly element: string } | undefined;
  /** Whether to start with the first objects of a pipe, before more of them come. */
  readonly isLive?: boolean | undefined;
}

const FORMAT_NAMES: Readonly<Record<TableFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  jsonl: 'JSON lines',
  vcard: 'a file of vCards',
};

/** Bytes that tell a zip archive. */
const ZIP_BYTES = 4;

/** Characters read to detect format and delimiter. */
const SAMPLE_CHARS = 32_768;

/**
 * Opens a table: detects encoding, format and delimiter, reads the headers and streams the rows.
 * Usage errors: an empty or binary input, an unknown option value, no header line; while reading, invalid bytes or
 * syntax.
 */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  options: TableOptions = {},
): Promise<Table> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const start = await peek({ [Symbol.asyncIterator]: () => iterator }, ZIP_BYTES, (piece) => piece.length);
    const [head] = start.head;
    const table = await (head && isZipStart(head)
      ? openWorkbook(start.all, options)
      : open(start.all, options));
    // In a vCard `&amp;` is text: no program writes HTML there.
    const mayHoldEntities = table.format !== 'vcard';
    return cleanRows(table, { nullWords: options.nullWords, mayHoldEntities });
  } catch (error) {
    // A half-read input would keep the program waiting for its end.
    await iterator.return?.();
    throw error;
  }
}

/** Opens a sheet of a workbook as the CSV file it would be saved as. */
async function openWorkbook(bytes: AsyncIterable<Uint8Array>, options: TableOptions): Promise<RawTable> {
  const { collectBytes, readSheetText } = await import('./xlsx/sheet-text.ts');
  const name = options.name ?? 'the input';
  const file = await collectBytes(bytes, name);
  const sheet = await readSheetText(file, { name, sheet: options.sheet });
  if (!sheet) return open(asStream([file]), options);
  const table = await open(encoded(sheet.text), {
    name: options.name,
    headers: options.headers,
    takesMoreCells: options.takesMoreCells,
    format: 'csv',
    delimiter: ',',
    encoding: 'utf-8',
  });
  const inSheet = (row: TableRow): TableRow => ({ ...row, line: sheet.rowOfLine(row.line) });
  return {
    ...table,
    sheet: sheet.sheet,
    rows: mapped(table.rows, inSheet),
    batches: mapped(table.batches, (rows) => rows.map(inSheet)),
  };
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

async function* asStream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function* mapped<T>(items: AsyncIterable<T>, change: (item: T) => T): AsyncGenerator<T> {
  for await (const item of items) yield change(item);
}

async function open(bytes: AsyncIterable<Uint8Array>, options: TableOptions): Promise<RawTable> {
  const name = options.name ?? 'the input';
  const { encoding, isGuess, marked, text, isObject } = await decode(bytes, {
    encoding: options.encoding,
    name,
    isLive: options.isLive,
  });
  const { head, all } = await peek(text, isObject ? 1 : SAMPLE_CHARS, (piece) => piece.length);
  const sample = head.join('');
  if (options.nested && /^\s*<(?:\?xml|!--|[a-z])/i.test(sample)) {
    const { readXmlElements } = await import('./xml-elements.ts');
    const rows = await growingRows(readXmlElements(all, options.nested.element), name);
    return { format: 'xml', encoding, isGuess, marked, delimiter: null, title: [], ...rows };
  }
  if (/^\s*<\?xml/.test(sample)) {
    const { readXmlRecords } = await import('./xml-records.ts');
    const rows = await recordRows(readXmlRecords(encoded(all), name), name);
    return { format: 'xml', encoding, isGuess, marked, delimiter: null, title: [], ...rows };
  }
  const format = chooseFormat(options, sample);
  const { headers, takesMoreCells } = options;
  if (headers && format !== 'csv')
    throw usage(
      `${name} is ${FORMAT_NAMES[format]}, which names its columns itself`,
      'Leave out --no-header',
    );
  if (format === 'vcard') {
    const { readVcards } = await import('./vcard/vcards.ts');
    return {
      format,
      encoding,
      isGuess,
      marked,
      delimiter: null,
      title: [],
      ...(await readVcards(all, name)),
    };
  }
  if (format !== 'csv') {
    return {
      format,
      encoding,
      isGuess,
      marked,
      delimiter: null,
      title: [],
      ...(await readJson(all, { format, name, isNested: options.nested !== undefined })),
    };
  }
  const chosen = chooseDelimiter(options);
  const titled = headers ? null : findReportTitle(sample, chosen);
  const delimiter = chosen ?? titled?.delimiter ?? detectDelimiter(sample);
  const title = titled?.title ?? [];
  const lineEnd = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const rows = await readCsv(all, {
    delimiter,
    lineEnd,
    name,
    titleLines: title.length,
    headers,
    takesMoreCells,
  });
  return { format, encoding, isGuess, marked, delimiter, title, ...rows };
}

function chooseFormat({ format, name = '' }: TableOptions, sample: string): TableFormat {
  if (format !== undefined) {
    const named = format === 'tsv' ? 'csv' : TABLE_FORMATS.find((known) => known === format);
    if (named) return named;
    throw usage(`unknown format "${format}"`, 'Use one of csv, tsv, json, jsonl, vcard');
  }
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return 'jsonl';
  if (/\.(?:vcf|vcard)$/i.test(name) || /^\s*BEGIN:VCARD\s*$/im.test(sample.slice(0, 200))) return 'vcard';
  if (/^\s*\[\s*(?:[{\]]|$)/.test(sample)) return 'json';
  if (!/^\s*\{\s*["}]/.test(sample)) return 'csv';
  // One object per line, or a single object over several lines.
  return /^\s*\{.*\}\s*(?:[\r\n]|$)/.test(sample) ? 'jsonl' : 'json';
}

function chooseDelimiter({ delimiter, format, name = '' }: TableOptions): string | null {
  if (delimiter === undefined) return format === 'tsv' || /\.tsv$/i.test(name) ? '\t' : null;
  if (delimiter === 'tab' || delimiter === '\\t') return '\t';
  if (delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return delimiter;
  throw usage(`"${delimiter}" is not a delimiter`, 'Give one character, such as ";", or "tab"');
}
