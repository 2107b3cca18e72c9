import { toLocalDate } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import type { IO, Output } from '../io/types.ts';
import type { Format, Settings } from '../settings.ts';
import { makePaint, type Paint } from './color.ts';
import { type Column, filledColumns, type RecordView } from './column.ts';
import { csvEncoder } from './csv.ts';
import {
  type Encoder,
  idLine,
  idsEncoder,
  jsonEncoder,
  jsonlEncoder,
  jsonText,
  markdownEncoder,
  tsvEncoder,
} from './encoder.ts';
import { beginningOf, longTable } from './long-table.ts';
import { page, pageAll } from './pager.ts';
import { makeProgress, NO_PROGRESS, type Progress } from './progress.ts';
import { recordJson, recordRow, recordText } from './record.ts';
import { shortenValues } from './shorten.ts';
import { layTable } from './table.ts';
import { sanitizeLines } from './terminal-text.ts';
import type { Viewpoint } from './values.ts';

/** Rows written between two looks at whether the reader keeps up. */
const BATCH = 256;

/** A list to print: what it is of, and which columns. */
export interface ListView {
  readonly noun: string;
  readonly columns: readonly Column[];
  /** Said on a terminal when there is nothing: `no leads yet: crm lead add`. */
  readonly empty?: string;
  /** Whether a table leaves out columns that hold nothing: nobody asked for them by name. */
  readonly usual?: boolean;
  /** How many there are when the rows may be only some of them. */
  readonly total?: number;
}

/** Where a list is written that is not for stdout, or not in its usual form. */
export interface Destination {
  readonly out?: Output;
  readonly format: Exclude<Format, 'table'>;
  /** Writes the rows, instead of what the format would. */
  readonly encoder?: Encoder;
}

/** What the printer has to know beside streams and settings. */
interface PrinterOptions {
  /** The time the command acts at, in milliseconds since the epoch. */
  readonly now: number;
  /** The user's own currency: what `$` means to them. */
  readonly currency: string;
  /** Called with the references of records that were made or changed, before they are written. */
  readonly beforeMade?: (ids: readonly (number | string)[]) => void;
}

/** Everything a command says goes through here: what was asked for to stdout, the rest to stderr. */
export interface Printer {
  /** The form lists and records are written in: `--format`, or a table on a terminal and TSV elsewhere. */
  readonly format: Format;
  /** Styles for stdout, for text that a command lays out itself. */
  paint(): Promise<Paint>;
  /**
   * A list. Rows are taken one by one and never held, of a table the first ones alone. `to` says where they go and in which form
   * instead of stdout and `format`.
   */
  list(view: ListView, rows: Iterable<Row> | AsyncIterable<Row>, to?: Destination): Promise<void>;
  /**
   * One record in full, or several; as CSV, TSV, Markdown and ids, their fields as rows of a list (the fields of all
   * are the same). As JSON an object, of any other number than one an array; as JSONL one a line.
   */
  record(...records: RecordView[]): Promise<void>;
  /**
   * Says that records were made or changed: the sentence on a terminal (nothing when blank or `--quiet`), else each
   * reference on a line; as JSON `{"id":42}`, an array of such for any other number than one, as JSONL one a line.
   */
  made(sentence: string, ids: readonly (number | string)[]): void;
  /** A remark on stderr, left out with `--quiet`. */
  note(text: string): void;
  /** A warning on stderr. */
  warn(text: string): Promise<void>;
  /** Text with styles of our own on stdout; long text on a terminal through the pager. What it holds of data must be visible. */
  text(text: string): Promise<void>;
  /** A count on stderr while long work runs; nothing unless that is a terminal, nor with `--quiet`. */
  progress(label: string): Progress;
}

/** A printer for these streams and settings. */
export function makePrinter(io: IO, settings: Settings, options: PrinterOptions): Printer {
  const { stdout, stderr } = io;
  const format = settings.format ?? (stdout.isTTY ? 'table' : 'tsv');
  // Asked for late, as the width of a window is slow to find out. What is piped has none to fit.
  const width = () => (stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY);
  const view = (): Viewpoint => ({ today: toLocalDate(options.now), currency: options.currency });
  const paint = () => makePaint(stdout.color);

  const note = (text: string) => {
    if (!settings.quiet) stderr.write(`${sanitizeLines(shortenValues(text)).join('\n')}\n`);
  };

  const table = async (shown: ListView, all: Iterable<Row> | AsyncIterable<Row>) => {
    const { first: rows, rest, close } = await beginningOf(all);
    if (rows.length === 0) return note(shown.empty ?? `no ${shown.noun} found`);
    // What later rows hold is not known yet.
    const columns = shown.usual && !rest ? filledColumns(shown.columns, rows) : shown.columns;
    const laid = await layTable(columns, rows, view(), width());
    const { header, lines, dropped } = laid;
    const { bold } = await paint();
    const text = `${settings.header ? `${bold(header)}\n` : ''}${lines.join('\n')}\n`;
    try {
      await (rest ? pageAll(longTable(text, laid, rest, io.signal), io) : page(text, io));
    } finally {
      await close();
    }
    if (dropped.length > 0) {
      note(`not shown, the window is too narrow: ${dropped.map(({ name }) => name).join(', ')}`);
    }
    if (!rest && shown.total !== undefined && shown.total > rows.length) {
      note(`${rows.length} of ${shown.total} shown`);
    }
  };

  const progress = (label: string): Progress =>
    stderr.isTTY && !settings.quiet ? makeProgress(label, stderr, io.now) : NO_PROGRESS;

  const list = async (shown: ListView, rows: Iterable<Row> | AsyncIterable<Row>, to?: Destination) => {
    const form = to?.format ?? format;
    if (form === 'table') return table(shown, rows);
    const encoder = to?.encoder ?? (await encoderFor(form, shown.columns, settings));
    const out = to?.out ?? stdout;
    // Rows that are seen are progress enough.
    const running = out.isTTY ? NO_PROGRESS : progress(`Writing ${shown.noun}`);
    const written = (count: number) => running.update(count, shown.total);
    await stream(encoder, rows, io, { out, written }).finally(() => running.end());
  };

  return {
    format,
    paint,
    list,
    note,
    async record(...records) {
      if (format === 'table') {
        const styles = await paint();
        const texts: string[] = [];
        for (const record of records) texts.push(await recordText(record, view(), width(), styles));
        return page(texts.join('\n'), io);
      }
      if (format === 'json' || format === 'jsonl') return stdout.write(recordsJson(records, format));
      const rows = records.map(recordRow);
      const [first] = rows;
      if (first)
        await list(
          { noun: 'records', columns: first.columns },
          rows.map(({ row }) => row),
        );
    },
    made(sentence, ids) {
      options.beforeMade?.(ids);
      if (format === 'json' || format === 'jsonl') return stdout.write(madeJson(ids, format));
      if (format !== 'table' || !stdout.isTTY)
        return stdout.write(ids.map((id) => idLine(String(id))).join(''));
      if (!settings.quiet && sentence !== '') stdout.write(`${sanitizeLines(sentence).join('\n')}\n`);
    },
    async warn(text) {
      const { yellow } = await makePaint(stderr.color);
      stderr.write(`${yellow('crm: warning:')} ${sanitizeLines(shortenValues(text)).join('\n')}\n`, 'styles');
    },
    text: (text) => page(text, io),
    progress,
  };
}

async function encoderFor(
  format: Exclude<Format, 'table'>,
  columns: readonly Column[],
  settings: Settings,
): Promise<Encoder> {
  switch (format) {
    case 'csv':
      return csvEncoder(columns, settings);
    case 'tsv':
      return tsvEncoder(columns, settings.header);
    case 'json':
      return jsonEncoder(columns);
    case 'jsonl':
      return jsonlEncoder(columns);
    case 'md':
      return markdownEncoder(columns, settings.header);
    case 'ids':
      return idsEncoder();
  }
}

async function stream(
  encoder: Encoder,
  rows: Iterable<Row> | AsyncIterable<Row>,
  io: IO,
  { out, written }: { out: Output; written: (rows: number) => void },
): Promise<void> {
  let count = 0;
  let batch: Row[] = [];
  out.write(encoder.head);
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    throwIfAborted(io.signal);
    out.write(encoder.batch(batch));
    count += batch.length;
    batch = [];
    written(count);
    await out.drain();
  }
  if (batch.length > 0) out.write(encoder.batch(batch));
  out.write(encoder.tail(count + batch.length > 0));
}

function recordsJson(records: readonly RecordView[], format: 'json' | 'jsonl'): string {
  const values = records.map(recordJson);
  if (format === 'jsonl') return values.map((value) => `${jsonText(value)}\n`).join('');
  return `${jsonText(values.length === 1 ? values[0] : values, 2)}\n`;
}

function madeJson(ids: readonly (number | string)[], format: 'json' | 'jsonl'): string {
  const made = ids.map((id) => jsonText({ id }));
  if (format === 'jsonl') return made.map((each) => `${each}\n`).join('');
  return made.length === 1 ? `${made[0]}\n` : `[${made.join(',')}]\n`;
}
