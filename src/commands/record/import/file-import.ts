import type { Context } from '../../../context.ts';
import { isCrmError } from '../../../domain/errors.ts';
import type { Field, Row } from '../../../domain/field.ts';
import type { DetectedPreset } from '../../../formats/presets/detect.ts';
import { vendorFor } from '../../../formats/presets/vendor.ts';
import type { TableRow } from '../../../formats/table.ts';
import { throwIfAborted, yieldToEvents } from '../../../io/interrupts.ts';
import type { IdSet } from '../../../store/id-set.ts';
import { Importer } from '../../../store/import/importer.ts';
import type { ImportRules, RowOutcome } from '../../../store/import/rules.ts';
import type { Tx } from '../../../store/tx.ts';
import { usersByExternalId } from '../../../store/users.ts';
import { withProgress } from '../../progress.ts';
import { type Columns, mapColumns, nothingFits } from './columns.ts';
import { FirstRows } from './first-rows.ts';
import type { Counts, ImportResult } from './import-result.ts';
import { defaultsOf } from './options.ts';
import { RowReader, type RowReaderOptions, type RowReading } from './row-reader.ts';
import { vendorOf } from './vendor.ts';
import type { WorkerClient } from './worker/client.ts';
import { startWorker } from './worker/start.ts';

/** What has become of it when a signal ends it. */
const OUTCOME = 'nothing was imported';

/** A file, opened, and how it is to be taken. */
interface Given extends RowReaderOptions {
  /** The fields of the noun, declared ones included. */
  readonly known: readonly Field[];
  /** The program that wrote the file; found out where undefined. */
  readonly vendor?: DetectedPreset | null;
  /** What several files of one import share. */
  readonly shared?: Shared;
}

/** What files that are taken one after the other know of each other. */
interface Shared {
  /** Numbers of users by the ids they have in the program the files are from. */
  readonly userIds: ReadonlyMap<string, number>;
  /** Numbers of the records of this noun that rows made or meant. */
  readonly seen: IdSet;
  /** Told which record each row became, counted from 0. */
  readonly became?: (at: number, id: number) => void;
  /** Where ids of the rows count as from, where that is not the program itself. */
  readonly externalSource?: string | undefined;
}

/** A row that was read, and which of the file it is, from 0. */
interface Waiting extends RowReading {
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
  readonly #rules: ImportRules;
  readonly #importer: Importer;
  readonly #counts: Counts = { rows: 0, made: 0, changed: 0, unchanged: 0, left: 0 };
  readonly #touched: number[] = [];
  readonly #firstRows = new FirstRows();
  /** Lines left out by whoever read the file. */
  #skipped = () => this.#given.table.skipped();
  /** Rows that name a record which may follow in the file. */
  #later: Waiting[] = [];

  private constructor(
    ctx: Context,
    given: Given,
    columns: Columns,
    reader: RowReader,
    rules: ImportRules,
    importer: Importer,
  ) {
    this.#ctx = ctx;
    this.#given = given;
    this.#rules = rules;
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
    const reader = await RowReader.open(ctx, tx, given, columns);
    const rules: ImportRules = {
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
    return new FileImport(ctx, given, columns, reader, rules, await Importer.open(tx, rules, ctx));
  }

  /** Takes every row but those that name a record which may follow. */
  async first(): Promise<void> {
    const { source } = this.#given;
    const progress = this.#ctx.print.progress(`Importing ${source.name}`);
    const counts = this.#counts;
    try {
      const show = (read?: number) =>
        progress.update(counts.rows, source.total(counts.rows, read), this.#given.refusals.count);
      const ahead = this.#importer.takesSaid ? await this.#ahead() : null;
      if (ahead) await this.#takeSaid(ahead, () => show(ahead.bytes()));
      else await this.#takeAll(await this.#reader.batches(), show);
      await this.#letInterrupt();
    } catch (error) {
      // A writer that was ended too may have left half a row.
      await this.#letInterrupt();
      throw error;
    } finally {
      progress.end();
    }
    counts.rows -= this.#reader.left;
    await withProgress(this.#ctx, 'Building indexes', OUTCOME, (pulse) => this.#importer.settle(pulse));
    await this.#letInterrupt();
  }

  /** What can be done while further rows are read, unless all will be taken back. */
  async #meanwhile(): Promise<void> {
    const { options, refusals } = this.#given;
    const isVain = options.dryRun || (refusals.count > 0 && options.rejects === undefined);
    if (!isVain) await this.#importer.indexPending();
  }

  /** The file read by a thread of its own, where that is worth it and files of one import know nothing of each other. */
  async #ahead(): Promise<WorkerClient | null> {
    const { fed, origin } = this.#rules;
    const country = this.#ctx.config.get('country');
    const { shared, ...given } = this.#given;
    if (shared) return null;
    return startWorker(given, this.#columns, this.#reader, { fed, system: origin.system, country });
  }

  async #takeAll(batches: AsyncIterable<readonly TableRow[]>, show: () => void): Promise<void> {
    for await (const batch of batches) {
      this.#mindInterrupt();
      for (const row of batch) {
        this.#counts.rows++;
        const slow = this.#take(row);
        if (slow) await slow;
      }
      await this.#meanwhile();
      show();
    }
  }

  async #takeSaid(file: WorkerClient, show: () => void): Promise<void> {
    for await (const batch of file.batches) {
      this.#mindInterrupt();
      for (const ahead of batch) {
        this.#counts.rows++;
        const outcome = ahead.lead && this.#importer.tryFastParsed(ahead.lead);
        if (outcome) this.#tally(outcome);
        else await this.#take(ahead.row);
      }
      await this.#meanwhile();
      file.prepare(this.#importer.wantsPrepared);
      show();
    }
    this.#skipped = file.skipped;
  }

  /** Takes a row, which is counted already; null where that is done. */
  #take(row: TableRow): Promise<void> | null {
    const read = this.#reader.readNow(row);
    if (!read) return this.#takeUnread(row);
    const waiting = { ...read, at: this.#counts.rows - 1 };
    return this.#takenNow(waiting) ? null : this.#weigh(waiting);
  }

  async #takeUnread(row: TableRow): Promise<void> {
    const at = this.#counts.rows - 1;
    const read = await this.#reader.read(row);
    if (read && !this.#takenNow({ ...read, at })) await this.#weigh({ ...read, at });
  }

  async #weigh(waiting: Waiting): Promise<void> {
    if ((await this.#one(waiting, false)) === 'later') this.#later.push(waiting);
  }

  #takenNow(waiting: Waiting): boolean {
    const { values, foreign } = waiting;
    const outcome = this.#importer.tryFast({ row: this.#sourced(values), foreign });
    if (outcome) this.#count(outcome, waiting);
    return outcome !== null;
  }

  /** Has a signal come in that was sent while there was no turn for it, or that ended who wrote into our pipe, too. */
  async #letInterrupt(): Promise<void> {
    // It is told of a turn after what came with it, as the end of the pipe did.
    await yieldToEvents();
    await yieldToEvents();
    this.#mindInterrupt();
  }

  #mindInterrupt(): void {
    throwIfAborted(this.#ctx.io.signal, OUTCOME);
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

  result(): ImportResult {
    const { source, table, refusals } = this.#given;
    return {
      name: source.name,
      columns: this.#columns,
      counts: this.#counts,
      refusals,
      unknownKeys: table.unknownKeys(),
      title: table.title,
      skipped: this.#skipped() + this.#reader.left,
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

  async #one(waiting: Waiting, last: boolean): Promise<RowOutcome['kind'] | 'refused'> {
    const { row, values, foreign } = waiting;
    try {
      const outcome = await this.#importer.process({ row: this.#sourced(values), foreign }, last);
      this.#count(outcome, waiting);
      return outcome.kind;
    } catch (error) {
      if (!isCrmError(error) || error.kind === 'failed') throw error;
      await this.#given.refusals.add(row, error.message, this.#ctx.hintsOf(error));
      return 'refused';
    }
  }

  #count(outcome: RowOutcome, { at, row, values }: Waiting): void {
    if (outcome.kind === 'later') return;
    const { shared, options } = this.#given;
    this.#tally(outcome);
    shared?.became?.(at, outcome.id);
    if (options.dryRun) {
      const fields = outcome.kind === 'changed' ? outcome.fields : [];
      this.#firstRows.add(outcome.kind, { line: row.line, id: outcome.id, fields }, values);
    }
  }

  #tally(outcome: RowOutcome): void {
    if (outcome.kind === 'later') return;
    this.#counts[outcome.kind]++;
    if (this.#given.options.listed && (outcome.kind === 'made' || outcome.kind === 'changed'))
      this.#touched.push(outcome.id);
  }
}

function placelessText([relation, count]: readonly [string, number]): string {
  return `${count} ${count === 1 ? 'id names' : 'ids name'} a second ${relation}: only the first counts`;
}
