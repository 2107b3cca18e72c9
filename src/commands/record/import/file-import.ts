import type { Context } from '../../../context.ts';
import { isCrmError } from '../../../domain/errors.ts';
import type { Field, Row } from '../../../domain/field.ts';
import type { Detected } from '../../../intake/presets/detect.ts';
import { vendorFor } from '../../../intake/presets/vendor.ts';
import type { UnknownKeys } from '../../../intake/table.ts';
import { mindSignal } from '../../../io/interrupts.ts';
import { Importer } from '../../../store/import/importer.ts';
import type { Outcome } from '../../../store/import/rules.ts';
import type { NumberSet } from '../../../store/number-set.ts';
import type { Tx } from '../../../store/tx.ts';
import { usersByExternalId } from '../../../store/user-external.ts';
import { type Columns, mapColumns, nothingFits } from './columns.ts';
import { FirstRows } from './first-rows.ts';
import { defaultsOf } from './options.ts';
import type { Refusals } from './refusals.ts';
import { type Reading, type ReadRow, RowReader } from './row-reader.ts';
import type { Samples } from './samples.ts';
import { vendorOf } from './vendor.ts';

/** What an import did, or would do. */
export interface Imported {
  /** What messages call the file. */
  readonly name: string;
  readonly columns: Columns;
  readonly counts: Counts;
  readonly refusals: Refusals;
  /** Keys of JSON objects that had no column. */
  readonly unknownKeys: UnknownKeys;
  /** Lines above the header. */
  readonly title: readonly string[];
  /** Lines under a report that are no records. */
  readonly skipped: number;
  /** Records made or changed, where they were asked for. */
  readonly touched: readonly number[];
  /** Columns of one header that contradicted each other. */
  readonly warnings: readonly string[];
  /** What a dry run shows of the file. */
  readonly samples: Samples;
  readonly firstRows: FirstRows;
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
interface Given extends Reading {
  /** The fields of the noun, declared ones included. */
  readonly known: readonly Field[];
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
  /** Where ids of the rows count as from, where that is not the program itself. */
  readonly externalSource?: string | undefined;
}

/** A row that was read, and which of the file it is, from 0. */
interface Waiting extends ReadRow {
  readonly at: number;
}

/**
 * A file on its way into the database, inside a transaction: `first` takes its rows once, `again` those that wait for
 * what stands further down, as long as it returns true, `last` what is left of them.
 */
export class FileImport {
  readonly #ctx: Context;
  readonly #given: Given;
  readonly #columns: Columns;
  readonly #reader: RowReader;
  readonly #importer: Importer;
  readonly #counts: Counts = { rows: 0, made: 0, changed: 0, unchanged: 0, left: 0 };
  readonly #touched: number[] = [];
  readonly #firstRows = new FirstRows();
  /** Rows that name a record which may follow in the file. */
  #later: Waiting[] = [];

  private constructor(ctx: Context, given: Given, columns: Columns, reader: RowReader, importer: Importer) {
    this.#ctx = ctx;
    this.#given = given;
    this.#columns = columns;
    this.#reader = reader;
    this.#importer = importer;
  }

  /** Throws `usage` for a file that has no column we know, and for options that do not fit it. */
  static async open(ctx: Context, tx: Tx, given: Given): Promise<FileImport> {
    const { spec, known, options, source, table } = given;
    const { noun } = spec;
    const detected =
      given.vendor === undefined ? vendorOf(table.headers, noun, options.preset, source.name) : given.vendor;
    const system = options.system || (detected?.preset.name ?? '');
    const userIds = given.shared?.userIds ?? (await usersByExternalId(tx, system));
    const vendor = detected && vendorFor(detected, noun, userIds.size > 0);
    const columns = await mapColumns(tx, spec, table.headers, known, options, vendor);
    const { mapping, fields, own } = columns;
    if (mapping.feeds.length === 0) throw nothingFits(spec, source.name, table.headers);
    const reader = await RowReader.open(ctx, tx.db, given, columns);
    const rules = {
      spec,
      declared: fields.filter(({ custom }) => custom),
      fed: mapping.feeds.flatMap(({ field, overflow }) => (overflow ? [field, overflow] : [field])),
      own,
      defaults: defaultsOf([...(vendor?.defaults ?? []), ...options.defaults], fields, reader.values),
      onMatch: options.onMatch,
      create: options.create,
      origin: { system, userIds },
      currency: ctx.config.get('currency'),
      ...(given.shared ? { seen: given.shared.seen } : {}),
    };
    return new FileImport(ctx, given, columns, reader, await Importer.open(tx, rules, ctx));
  }

  /** Takes every row but those that name a record which may follow. */
  async first(): Promise<void> {
    const { source } = this.#given;
    const progress = this.#ctx.print.progress(`Importing ${source.name}`);
    const counts = this.#counts;
    try {
      for await (const batch of await this.#reader.batches()) {
        this.#mindInterrupt();
        for (const row of batch) {
          counts.rows++;
          const read = this.#reader.readNow(row) ?? (await this.#reader.read(row));
          if (!read) continue;
          const waiting = { ...read, at: counts.rows - 1 };
          const now = this.#importer.takeNow({ row: this.#sourced(read.values), foreign: read.foreign });
          if (now) this.#count(now, waiting);
          else if ((await this.#one(waiting, false)) === 'later') this.#later.push(waiting);
        }
        progress.update(counts.rows, source.total(counts.rows), this.#given.refusals.count);
      }
      await this.#letInterrupt();
      this.#importer.settle();
      await this.#letInterrupt();
    } catch (error) {
      // A writer that was ended too may have left half a row.
      await this.#letInterrupt();
      throw error;
    } finally {
      progress.end();
    }
    counts.rows -= this.#reader.left;
  }

  /** Has a signal come in that was sent while there was no turn for it, or that ended who wrote into our pipe, too. */
  async #letInterrupt(): Promise<void> {
    // It is told of a turn after what came with it, as the end of the pipe did.
    await this.#ctx.io.stdout.drain();
    await this.#ctx.io.stdout.drain();
    this.#mindInterrupt();
  }

  #mindInterrupt(): void {
    mindSignal(this.#ctx.io.signal, 'nothing was imported');
  }

  /**
   * Tries the rows that wait once more: what stands further down is there now. Where none can be taken, those that only
   * let an earlier row go first are, as that may be what others wait for. Returns whether any was taken.
   */
  async again(): Promise<boolean> {
    return (await this.#round(false)) || this.#round(true);
  }

  async #round(unordered: boolean): Promise<boolean> {
    const before = this.#later;
    if (before.length === 0) return false;
    this.#importer.nextRound(unordered);
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
      title: table.title,
      skipped: this.#reader.skipped(),
      touched: this.#touched,
      warnings: [...this.#reader.warnings(), ...[...this.#importer.placeless].map(placelessText)],
      samples: this.#reader.samples,
      firstRows: this.#firstRows,
    };
  }

  #sourced(values: Row): Row {
    const source = this.#given.shared?.externalSource;
    return source === undefined || !values.external_id ? values : { ...values, external_source: source };
  }

  async #one(waiting: Waiting, last: boolean): Promise<Outcome['kind'] | 'refused'> {
    const { row, values, foreign } = waiting;
    try {
      const outcome = await this.#importer.take({ row: this.#sourced(values), foreign }, last);
      this.#count(outcome, waiting);
      return outcome.kind;
    } catch (error) {
      if (!isCrmError(error) || error.kind === 'failed') throw error;
      await this.#given.refusals.add(row, error.message, error.hints);
      return 'refused';
    }
  }

  #count(outcome: Outcome, { at, row, values }: Waiting): void {
    if (outcome.kind === 'later') return;
    const { shared, options } = this.#given;
    this.#counts[outcome.kind]++;
    shared?.became?.(at, outcome.id);
    if (options.dryRun) {
      const fields = outcome.kind === 'changed' ? outcome.fields : [];
      this.#firstRows.add(outcome.kind, { line: row.line, id: outcome.id, fields }, values);
    }
    if (options.listed && (outcome.kind === 'made' || outcome.kind === 'changed'))
      this.#touched.push(outcome.id);
  }
}

function placelessText([relation, count]: readonly [string, number]): string {
  return `${count} ${count === 1 ? 'id names' : 'ids name'} a further ${relation}, for which there is no place: the first counts`;
}
