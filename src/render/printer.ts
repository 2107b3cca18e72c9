import { toLocalDate } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import { sanitizeLines } from '../domain/terminal-text.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import type { IO, Output } from '../io/types.ts';
import type { Format, Settings } from '../settings.ts';
import { type Paint, paintOf } from './color.ts';
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
import { longTable, readStart } from './long-table.ts';
import { page, pageAll } from './pager.ts';
import { makeProgress, NO_PROGRESS, type Progress } from './progress.ts';
import { recordJson, recordRow, renderRecord } from './record.ts';
import { drawRecordPage } from './record-page.ts';
import { shortenValues } from './shorten.ts';
import { type Drawing, PAGE_COLUMNS, type Surface } from './surface.ts';
import { layTable } from './table.ts';
import type { Viewpoint } from './values.ts';
import { wrapWords } from './wrap.ts';

/** Rows written between two checks of the reader's pace. */
const ROWS_PER_BATCH = 256;

/** A list to print: its noun and its columns. */
export interface ListView {
  readonly noun: string;
  readonly columns: readonly Column[];
  /** Shown on a terminal for an empty list: `no leads yet: crm lead add`. */
  readonly empty?: string;
  /** Whether a table drops empty columns, because the user did not name the columns. */
  readonly dropsEmptyColumns?: boolean;
  /** The total, if the rows may be only a part. */
  readonly total?: number;
}

/** Another destination or format of a list. */
export interface Destination {
  readonly out?: Output;
  readonly format: Exclude<Format, 'table'>;
  /** Replaces the encoder of the format. */
  readonly encoder?: Encoder;
}

/** What the printer needs besides streams and settings. */
interface PrinterOptions {
  /** The time the command acts at, in milliseconds since the epoch. */
  readonly now: number;
  /** The user's own currency, for the meaning of `$`. */
  readonly currency: string;
  /** Whether long work shows how far it is. */
  readonly motion?: boolean;
  /** Called with the references of created or changed records before they are written. */
  readonly beforeChange?: (ids: readonly (number | string)[]) => void;
}

/** All output of a command: results to stdout, the rest to stderr. */
export interface Printer {
  /** Format of lists and records: `--format`, or a table on a terminal and TSV elsewhere. */
  readonly format: Format;
  /** Styles for stdout, for text that a command formats itself. */
  paint(): Paint;
  /** A list. Rows are streamed; only a table keeps its first rows. `to` replaces stdout and `format`. */
  list(view: ListView, rows: Iterable<Row> | AsyncIterable<Row>, to?: Destination): Promise<void>;
  /**
   * One or several records in full. CSV, TSV, Markdown and ids write their fields as rows of a list (all records have
   * the same fields). JSON writes an object for one record, else an array; JSONL one object per line.
   */
  record(...records: RecordView[]): Promise<void>;
  /**
   * Reports created or changed records: the sentence on a terminal (nothing if blank or `--quiet`), else one
   * reference per line; in JSON `{"id":42}` for one record, else an array; in JSONL one object per line.
   */
  change(sentence: string, ids: readonly (number | string)[]): void;
  /** A note on stderr, unless `--quiet`. */
  note(text: string): void;
  /** A warning on stderr. */
  warn(text: string): Promise<void>;
  /** Text with our own styles on stdout; long text on a terminal through the pager. Data in it must be sanitized. */
  text(text: string): Promise<void>;
  /** A page for people on stdout; a long one on a terminal through the pager. */
  drawing(draw: Drawing): Promise<void>;
  /** Text for another program on stdout, as it is. */
  raw(text: string): void;
  /** A progress line on stderr for long work; only on a terminal, and not with `--quiet`. */
  progress(label: string): Progress;
}

/** A printer for these streams and settings. */
export function makePrinter(io: IO, settings: Settings, options: PrinterOptions): Printer {
  const { stdout, stderr } = io;
  const format = settings.format ?? (stdout.isTTY ? 'table' : 'tsv');
  // Read late, because finding the window width is slow. Piped output has no width limit.
  const width = () => (stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY);
  const view = (): Viewpoint => ({ today: toLocalDate(options.now), currency: options.currency });
  const paint = () => paintOf(io, stdout);

  const surface = (): Surface => ({
    width: stdout.isTTY ? stdout.columns : PAGE_COLUMNS,
    paint: paint(),
    view: view(),
    now: options.now,
    env: io.env,
  });

  const note = (text: string) => {
    if (!settings.quiet) stderr.write(`${sanitizeLines(shortenValues(text)).join('\n')}\n`);
  };

  const table = async (shown: ListView, all: Iterable<Row> | AsyncIterable<Row>) => {
    const { first: rows, rest, close } = await readStart(all);
    if (rows.length === 0) return note(shown.empty ?? `no ${shown.noun} found`);
    // The content of later rows is not known yet.
    const columns = shown.dropsEmptyColumns && !rest ? filledColumns(shown.columns, rows) : shown.columns;
    const laid = await layTable(columns, rows, view(), width(), paint());
    const { header, lines } = laid;
    // A column without a head only repeats another as a picture.
    const dropped = laid.dropped.filter(({ label }) => label !== '');
    const text = `${settings.header ? `${header}\n` : ''}${lines.join('\n')}\n`;
    try {
      await (rest ? pageAll(longTable(text, laid, rest, io.signal), io) : page(text, io));
    } finally {
      await close();
    }
    if (dropped.length > 0) {
      const text = `not shown, the window is too narrow: ${dropped.map(({ name }) => name).join(', ')}`;
      const ruler = { width: ({ length }: string) => length };
      note(stderr.isTTY ? wrapWords(text, width(), dropped.length + 1, ruler).join('\n') : text);
    }
    if (!rest && shown.total !== undefined && shown.total > rows.length) {
      note(`${rows.length} of ${shown.total} shown`);
    }
  };

  const progress = (label: string): Progress =>
    stderr.isTTY && !settings.quiet && options.motion !== false
      ? makeProgress(label, stderr, io.now)
      : NO_PROGRESS;

  const list = async (shown: ListView, rows: Iterable<Row> | AsyncIterable<Row>, to?: Destination) => {
    const form = to?.format ?? format;
    if (form === 'table') return table(shown, rows);
    const encoder = to?.encoder ?? (await encoderFor(form, shown.columns, settings));
    const out = to?.out ?? stdout;
    // Rows on the screen are progress enough.
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
        const texts: string[] = [];
        for (const record of records)
          texts.push(
            record.isPage
              ? `${(await drawRecordPage(record, surface())).join('\n')}\n`
              : await renderRecord(record, view(), width(), paint()),
          );
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
    change(sentence, ids) {
      options.beforeChange?.(ids);
      if (format === 'json' || format === 'jsonl') return stdout.write(referencesJson(ids, format));
      if (format !== 'table' || !stdout.isTTY)
        return stdout.write(ids.map((id) => idLine(String(id))).join(''));
      if (!settings.quiet && sentence !== '') stdout.write(`${sanitizeLines(sentence).join('\n')}\n`);
    },
    async warn(text) {
      const label = paintOf(io, stderr).text('crm: warning:', 'warn');
      stderr.write(`${label} ${sanitizeLines(shortenValues(text)).join('\n')}\n`, 'styles');
    },
    text: (text) => page(text, io),
    async drawing(draw) {
      const lines = await draw(surface());
      return page(lines.map((line) => `${line}\n`).join(''), io);
    },
    raw: (text) => stdout.write(text),
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
    if (batch.length < ROWS_PER_BATCH) continue;
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

function referencesJson(ids: readonly (number | string)[], format: 'json' | 'jsonl'): string {
  const objects = ids.map((id) => jsonText({ id }));
  if (format === 'jsonl') return objects.map((each) => `${each}\n`).join('');
  return objects.length === 1 ? `${objects[0]}\n` : `[${objects.join(',')}]\n`;
}
