import { usage } from '../domain/errors.ts';
import { readCsv } from './csv.ts';
import { detectDelimiter } from './delimiter.ts';
import { decode, type Encoding } from './encoding.ts';
import { readJson } from './json.ts';
import { peek } from './peek.ts';
import { reportTitle } from './report-title.ts';

const TABLE_FORMATS = ['csv', 'json', 'jsonl', 'vcard'] as const;
type TableFormat = (typeof TABLE_FORMATS)[number];

/** One record of the file. */
export interface TableRow {
  /** Line of the file it starts in, from 1. */
  readonly line: number;
  /** In the order of the headers; null is a value that a JSON object does not have. */
  readonly cells: (string | null)[];
  /** Why the row cannot be taken as it is; its cells may then not fit the headers. */
  readonly problem?: string;
}

/** Keys without a column. */
export interface UnknownKeys {
  readonly names: readonly string[];
  /** Whether these are all there are so far: so many are remembered and no more. */
  readonly all: boolean;
}

/** Rows with what is known of them before and after they are read. */
export interface Rows {
  /** As written, duplicates and blanks included. */
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
  /** The same rows some at a time; either is read. */
  readonly batches: AsyncIterable<readonly TableRow[]>;
  /** Lines under a report (totals, copyright) left out so far. */
  skipped(): number;
  /** Keys of later JSON objects that the first hundred do not have: their values are not in the rows. */
  unknownKeys(): UnknownKeys;
}

/** A file of records, whatever it is written in. Its rows can be read once. */
export interface Table extends Rows {
  readonly format: TableFormat;
  readonly encoding: Encoding;
  /** Whether it begins with a byte order mark, as what spreadsheet programs write does. */
  readonly marked: boolean;
  readonly delimiter: string | null;
  /** Lines above the header that say what the file is, a text each. */
  readonly title: readonly string[];
}

export interface TableOptions {
  readonly encoding?: string | undefined;
  /** A single character, or `tab`. */
  readonly delimiter?: string | undefined;
  /** `csv`, `tsv`, `json`, `jsonl` or `vcard`. */
  readonly format?: string | undefined;
  /** The file's name: its extension is a hint, and errors begin with it. */
  readonly name?: string | undefined;
}

/** How many characters format and delimiter are told by. */
const SAMPLE_LENGTH = 32_768;

/**
 * Opens a table: tells encoding, format and delimiter, reads the headers and leaves the rows to be streamed.
 * Usage errors: an empty or binary input, an unknown option value, no header line; while rows are read, bytes or
 * syntax that no row can be made of.
 */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  options: TableOptions = {},
): Promise<Table> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    return await open({ [Symbol.asyncIterator]: () => iterator }, options);
  } catch (error) {
    // An input left half read would keep the program waiting for its end.
    await iterator.return?.();
    throw error;
  }
}

async function open(bytes: AsyncIterable<Uint8Array>, options: TableOptions): Promise<Table> {
  const name = options.name ?? 'the input';
  const { encoding, marked, text } = await decode(bytes, { encoding: options.encoding, name });
  const { head, all } = await peek(text, SAMPLE_LENGTH, (piece) => piece.length);
  const sample = head.join('');
  const format = chooseFormat(options, sample);
  if (format === 'vcard') {
    const { readVcards } = await import('./vcard/vcards.ts');
    return { format, encoding, marked, delimiter: null, title: [], ...(await readVcards(all, name)) };
  }
  if (format !== 'csv') {
    return {
      format,
      encoding,
      marked,
      delimiter: null,
      title: [],
      ...(await readJson(all, { format, name })),
    };
  }
  const chosen = chooseDelimiter(options);
  const titled = reportTitle(sample, chosen);
  const delimiter = chosen ?? titled?.delimiter ?? detectDelimiter(sample);
  const title = titled?.title ?? [];
  const lineEnd = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const rows = await readCsv(all, { delimiter, lineEnd, name, titleLines: title.length });
  return { format, encoding, marked, delimiter, title, ...rows };
}

function chooseFormat({ format, name = '' }: TableOptions, sample: string): TableFormat {
  if (format !== undefined) {
    const wanted = format === 'tsv' ? 'csv' : TABLE_FORMATS.find((known) => known === format);
    if (wanted) return wanted;
    throw usage(`cannot read the format "${format}"`, 'Known are csv, tsv, json, jsonl, vcard');
  }
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return 'jsonl';
  if (/\.(?:vcf|vcard)$/i.test(name) || /^\s*BEGIN:VCARD\s*$/im.test(sample.slice(0, 200))) return 'vcard';
  if (/^\s*\[\s*(?:[{\]]|$)/.test(sample)) return 'json';
  if (!/^\s*\{\s*["}]/.test(sample)) return 'csv';
  // One object a line, or a single object over several.
  return /^\s*\{.*\}\s*(?:[\r\n]|$)/.test(sample) ? 'jsonl' : 'json';
}

function chooseDelimiter({ delimiter, format, name = '' }: TableOptions): string | null {
  if (delimiter === undefined) return format === 'tsv' || /\.tsv$/i.test(name) ? '\t' : null;
  if (delimiter === 'tab' || delimiter === '\\t') return '\t';
  if (delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return delimiter;
  throw usage(`cannot split cells by "${delimiter}"`, 'A delimiter is one character, such as ";", or "tab"');
}
