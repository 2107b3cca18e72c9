import type { Context } from '../../../context.ts';
import { cancelled, isCrmError } from '../../../domain/errors.ts';
import type { Field, Noun, NounSpec, Row } from '../../../domain/field.ts';
import { type Cells, cellMender } from '../../../intake/cells.ts';
import type { Detected } from '../../../intake/presets/detect.ts';
import { type Vendor, vendorFor, vendorWords } from '../../../intake/presets/vendor.ts';
import { readRecord } from '../../../intake/record.ts';
import { Survey } from '../../../intake/survey.ts';
import type { Table, TableRow } from '../../../intake/table.ts';
import { valueSynonyms } from '../../../intake/value-synonyms.ts';
import { makeReader, type ValueReader } from '../../../intake/values.ts';
import type { Foreign } from '../../../store/import/foreign.ts';
import { Importer, type Outcome } from '../../../store/import/importer.ts';
import type { NumberSet } from '../../../store/number-set.ts';
import { pipelines } from '../../../store/stages.ts';
import type { Tx } from '../../../store/tx.ts';
import { type Columns, mapColumns, nothingFits } from './columns.ts';
import { foreignIds, sayConverted } from './foreign.ts';
import { defaultsOf, type ImportOptions } from './options.ts';
import type { Refusals } from './refusals.ts';
import type { Source } from './source.ts';
import { mendSurveyed, surveyRows } from './surveyed.ts';
import { vendorOf } from './vendor.ts';

/** How the reason of a refused row begins. */
const REFUSED = /^line \d+: /;

/** Rows between two looks at signals and the progress line. */
const BATCH = 250;

/** What an import did, or would do. */
export interface Imported {
  /** What messages call the file. */
  readonly name: string;
  readonly columns: Columns;
  readonly counts: Counts;
  readonly refusals: Refusals;
  /** Keys of JSON objects that had no column. */
  readonly unknownKeys: readonly string[];
  /** Lines under a report that are no records. */
  readonly skipped: number;
  /** Records made or changed, where they were asked for. */
  readonly touched: readonly number[];
}

/** How many rows became what. */
export interface Counts {
  rows: number;
  made: number;
  changed: number;
  unchanged: number;
  left: number;
}

/** A file, opened, and how it is to be taken. */
interface Given {
  readonly spec: NounSpec;
  /** The fields of the noun, declared ones included. */
  readonly known: readonly Field[];
  readonly options: ImportOptions;
  readonly source: Source;
  readonly table: Table;
  readonly refusals: Refusals;
  /** The program that wrote the file; found out where undefined. */
  readonly vendor?: Detected | null;
  /** What several files of one import share. */
  readonly shared?: Shared;
}

/** What files that are taken one after the other know of each other. */
interface Shared {
  /** Numbers of users by the ids they have in the program the files are from. */
  readonly userIds: ReadonlyMap<string, number>;
  /** Numbers of the records of this noun that rows made or meant. */
  readonly seen: NumberSet;
  /** Told which record each row became, counted from 0. */
  readonly became?: (at: number, id: number) => void;
}

/** What all records of such a file have in common, as `--default` declarations. */
function vendorDefaults(vendor: Vendor | null, noun: Noun): string[] {
  const layout = vendor?.detected.layout;
  if (!layout?.defaults || layout.subject !== noun) return [];
  return Object.entries(layout.defaults).map(([field, value]) => `${field}=${value}`);
}

/** A row that names a record which may follow in the file. */
interface Waiting {
  /** Which row of the file it is, from 0. */
  readonly at: number;
  readonly row: TableRow;
  readonly values: Row;
  readonly foreign: readonly Foreign[];
}

/**
 * A file on its way into the database, inside a transaction: `first` takes its rows once, `again` those that wait for
 * what stands further down, as long as it returns true, `last` what is left of them.
 */
export class FileImport {
  readonly #ctx: Context;
  readonly #given: Given;
  readonly #columns: Columns;
  readonly #reader: ValueReader;
  readonly #importer: Importer;
  readonly #counts: Counts = { rows: 0, made: 0, changed: 0, unchanged: 0, left: 0 };
  readonly #touched: number[] = [];
  readonly #mend: (cells: Cells) => Cells;
  readonly #foreign: (cells: Cells) => Foreign[];
  /** Not for our own exports, which leave nothing to find out. */
  readonly #survey: Survey | null;
  #later: Waiting[] = [];

  private constructor(ctx: Context, given: Given, columns: Columns, reader: ValueReader, importer: Importer) {
    this.#ctx = ctx;
    this.#given = given;
    this.#columns = columns;
    this.#reader = reader;
    this.#importer = importer;
    const preset = columns.vendor?.detected.preset ?? null;
    this.#mend = cellMender(columns.mapping, preset);
    this.#foreign = foreignIds(columns.mapping, preset);
    const { dateFormat } = given.options;
    const serialDates = preset?.serialDates === true;
    this.#survey = columns.own ? null : new Survey(columns.mapping, { dateFormat, serialDates });
  }

  /** Throws `usage` for a file that has no column we know, and for options that do not fit it. */
  static async open(ctx: Context, tx: Tx, given: Given): Promise<FileImport> {
    const { spec, known, options, source, table } = given;
    const { noun } = spec;
    const userIds = given.shared?.userIds ?? new Map<string, number>();
    const detected =
      given.vendor === undefined ? vendorOf(table.headers, noun, options.preset, source.name) : given.vendor;
    const vendor = detected && vendorFor(detected, noun, userIds.size > 0);
    const columns = await mapColumns(tx, spec, table.headers, known, options, vendor);
    const { mapping, fields, own } = columns;
    if (mapping.feeds.length === 0) throw nothingFits(spec, source.name, table.headers);
    const currency = ctx.config.get('currency');
    const stages = noun === 'opp' && vendor ? (await pipelines(tx.db)).flatMap((each) => each.stages) : [];
    const words = vendor
      ? vendorWords(
          vendor.detected.layout,
          fields,
          stages.map((stage) => stage.name),
        )
      : [];
    const reader = await makeReader({
      now: ctx.clock.now(),
      currency,
      fields,
      dateFormat: options.dateFormat,
      exported: own,
      guarded: table.marked,
      valueMaps: [...valueSynonyms(noun, fields), ...words, ...options.mapValue],
    });
    const rules = {
      spec,
      declared: fields.filter(({ custom }) => custom),
      fed: mapping.feeds.flatMap(({ field, overflow }) => (overflow ? [field, overflow] : [field])),
      own,
      defaults: defaultsOf([...vendorDefaults(vendor, noun), ...options.defaults], fields, reader),
      onMatch: options.onMatch,
      create: options.create,
      origin: { system: options.system || (vendor?.detected.preset.name ?? ''), userIds },
      currency,
      ...(given.shared ? { seen: given.shared.seen } : {}),
    };
    return new FileImport(ctx, given, columns, reader, await Importer.open(tx, rules, ctx));
  }

  /** Takes every row but those that name a record which may follow. */
  async first(): Promise<void> {
    const { source, table, options } = this.#given;
    const rows = this.#survey
      ? await surveyRows({ source, table, options, survey: this.#survey })
      : table.rows;
    const progress = this.#ctx.print.progress(`Importing ${source.name}`);
    const counts = this.#counts;
    try {
      for await (const row of rows) {
        if (++counts.rows % BATCH === 0) {
          if (this.#ctx.io.signal.aborted) throw cancelled('interrupted: nothing was imported');
          progress.update(counts.rows, source.total(counts.rows));
        }
        const read = await this.#read(row);
        if (!read) continue;
        const now = this.#importer.takeNow({ row: read.values, foreign: read.foreign });
        if (now) this.#count(now, read.at);
        else if ((await this.#one(read, false)) === 'later') this.#later.push(read);
      }
    } finally {
      progress.end();
    }
  }

  /** Tries the rows that wait once more: what stands further down is there now. Returns whether others may follow from that. */
  async again(): Promise<boolean> {
    const before = this.#later;
    if (before.length === 0) return false;
    this.#importer.nextRound();
    this.#later = [];
    for (const waiting of before)
      if ((await this.#one(waiting, false)) === 'later') this.#later.push(waiting);
    return this.#later.length < before.length;
  }

  /** Takes the rows that wait for what is not in the file. */
  async last(): Promise<void> {
    for (const waiting of this.#later) await this.#one(waiting, true);
    this.#later = [];
  }

  result(): Imported {
    const { source, table, refusals } = this.#given;
    return {
      name: source.name,
      columns: this.#columns,
      counts: this.#counts,
      refusals,
      unknownKeys: table.unknownKeys(),
      skipped: table.skipped(),
      touched: this.#touched,
    };
  }

  /** What a row says; null when it cannot be read, which is noted. */
  async #read(row: TableRow): Promise<Waiting | null> {
    const { refusals } = this.#given;
    if (row.problem !== undefined) {
      await refusals.add(row, row.problem);
      return null;
    }
    const cells = this.#mend([...row.cells]);
    if (this.#survey) await mendSurveyed({ ...this.#given, survey: this.#survey }, cells);
    const { values, unread } = readRecord(this.#columns.mapping.feeds, this.#reader, cells);
    // What we wrote beside a refused row is not why a lead was disqualified.
    if (typeof values.reason === 'string' && REFUSED.test(values.reason)) values.reason = null;
    const [first] = unread;
    if (first) {
      await refusals.add(row, `${first.field.name}: ${first.error.message}`, first.error.hints);
      return null;
    }
    const foreign = this.#foreign(cells);
    sayConverted(this.#given.spec.noun, values, foreign);
    return { at: this.#counts.rows - 1, row, values, foreign };
  }

  async #one({ at, row, values, foreign }: Waiting, last: boolean): Promise<Outcome['kind'] | 'refused'> {
    try {
      const outcome = await this.#importer.take({ row: values, foreign }, last);
      this.#count(outcome, at);
      return outcome.kind;
    } catch (error) {
      if (!isCrmError(error) || error.kind === 'failed') throw error;
      await this.#given.refusals.add(row, error.message, error.hints);
      return 'refused';
    }
  }

  #count(outcome: Outcome, at: number): void {
    if (outcome.kind === 'later') return;
    this.#counts[outcome.kind]++;
    this.#given.shared?.became?.(at, outcome.id);
    if (this.#given.options.listed && (outcome.kind === 'made' || outcome.kind === 'changed'))
      this.#touched.push(outcome.id);
  }
}
