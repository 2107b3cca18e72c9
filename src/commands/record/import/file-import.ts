import type { Context } from '../../../context.ts';
import type { Field, Row } from '../../../domain/field.ts';
import { ColumnUses } from '../../../formats/column-uses.ts';
import type { DetectedPreset } from '../../../formats/presets/detect.ts';
import { vendorFor } from '../../../formats/presets/vendor.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { throwIfAborted, yieldToEvents } from '../../../io/interrupts.ts';
import { IdSet } from '../../../store/id-set.ts';
import { Importer } from '../../../store/import/importer.ts';
import type { ImportRules, RowOutcome } from '../../../store/import/rules.ts';
import type { Tx } from '../../../store/tx.ts';
import { usersByExternalId } from '../../../store/users.ts';
import { type Columns, mapColumns, nothingFits, requireStage } from './columns.ts';
import { FilePhones } from './file-phones.ts';
import { FirstRows } from './first-rows.ts';
import type { Counts, ImportResult } from './import-result.ts';
import { defaultsOf, readMatch } from './options.ts';
import { RowReader, type RowReaderOptions, type RowReading, type UnreadableRow } from './row-reader.ts';
import { vendorOf } from './vendor.ts';

/** State of the work after a signal. */
const OUTCOME = 'nothing was imported';

/** An open file with its import options. */
interface Given extends RowReaderOptions {
  /** The fields of the noun, including custom ones. */
  readonly known: readonly Field[];
  /** The program that wrote the file; detected if undefined. */
  readonly vendor?: DetectedPreset | null;
  /** State shared by several files of one import. */
  readonly shared?: Shared;
}

/** State shared by files that are imported one after the other. */
interface Shared {
  /** Ids of users by their ids in the source program. */
  readonly userIds: ReadonlyMap<string, number>;
  /** Ids of the records of this noun that rows created or matched. */
  readonly seen: IdSet;
  /** Called with each row when it is decided: its record, null if it was rejected, and what could be read. */
  readonly told?: (row: { readonly row: TableRow; readonly values: Row; readonly id: number | null }) => void;
  /** The external source of ids, if it is not the program itself. */
  readonly externalSource?: string | undefined;
}

/** Rows that are imported at once. */
const ROWS_PER_BATCH = 128;

/**
 * Imports a file into the database, in a transaction: `first` processes all rows once, `again` those that wait for
 * later rows, until it returns false, `last` the remaining ones.
 */
export class FileImport {
  readonly #ctx: Context;
  readonly #given: Given;
  readonly #columns: Columns;
  readonly #reader: RowReader;
  readonly #phones: FilePhones;
  readonly #importer: Importer;
  readonly #counts: Counts = { rows: 0, created: 0, changed: 0, unchanged: 0, repeated: 0, skipped: 0 };
  readonly #touched = new IdSet();
  readonly #firstRows = new FirstRows();
  readonly #uses: ColumnUses;
  /** Rows that name a record which can come later in the file. */
  #later: RowReading[] = [];

  private constructor(
    ctx: Context,
    given: Given,
    columns: Columns,
    reader: RowReader,
    phones: FilePhones,
    importer: Importer,
  ) {
    this.#ctx = ctx;
    this.#given = given;
    this.#columns = columns;
    this.#reader = reader;
    this.#phones = phones;
    this.#importer = importer;
    this.#uses = new ColumnUses(columns.mapping, {
      headers: given.table.headers.length,
      nulls: columns.vendor?.detected.preset.nulls === true,
    });
  }

  /** Throws `usage` for a file without a known column, and for invalid options. */
  static async open(ctx: Context, tx: Tx, given: Given): Promise<FileImport> {
    const { spec, known, options, source, table } = given;
    const { noun } = spec;
    const detected =
      given.vendor === undefined
        ? vendorOf({ headers: table.headers, name: source.name, known }, noun, options.preset)
        : given.vendor;
    const system = options.system || (detected?.preset.name ?? '');
    const userIds = given.shared?.userIds ?? (await usersByExternalId(tx, system));
    const vendor = detected && vendorFor(detected, noun, userIds.size > 0);
    const columns = await mapColumns(tx, spec, table.headers, known, options, vendor);
    const { mapping, fields, own } = columns;
    if (mapping.feeds.length === 0) throw nothingFits(spec, source.name, table.headers);
    requireStage(columns, source.name);
    const country = defaultCountryOf(options.defaults);
    const phones = new FilePhones(await ctx.phoneReader(), country);
    const reader = await RowReader.open(ctx, tx, given, columns, phones);
    given.refusals.writeAs(headersOf(given, columns), (row) => reader.restate(row));
    const rules: ImportRules = {
      spec,
      declared: fields.filter(({ custom }) => custom),
      own,
      defaults: defaultsOf([...(vendor?.defaults ?? []), ...options.defaults], fields, reader.values),
      match: readMatch(options.match, spec, fields),
      blankClears: options.blankClears,
      onMatch: options.onMatch,
      create: options.create,
      createsNamedOnly: options.createsNamedOnly === true,
      origin: { system, userIds },
      currency: ctx.config.get('currency'),
      ...(given.shared ? { seen: given.shared.seen } : {}),
    };
    const importer = await Importer.open(tx, rules, phones.readAll);
    return new FileImport(ctx, given, columns, reader, phones, importer);
  }

  /** Imports every row except those that name a record which can come later. */
  async first(): Promise<void> {
    const { source } = this.#given;
    const progress = this.#ctx.print.progress(`Importing ${source.name}`);
    const counts = this.#counts;
    try {
      const show = () => progress.update(counts.rows, source.total(counts.rows), this.#given.refusals.count);
      let read: (RowReading | UnreadableRow)[] = [];
      for await (const batch of await this.#batches()) {
        this.#mindInterrupt();
        for (const row of batch) {
          counts.rows++;
          const reading = this.#reader.read(row);
          const known = reading instanceof Promise ? await reading : reading;
          if (known) read.push(known);
          if (read.length < ROWS_PER_BATCH) continue;
          await this.#importBatch(read, false);
          read = [];
        }
        show();
      }
      await this.#importBatch(read, false);
      if (this.#given.shared) await this.#storeHeld();
      await this.#letInterrupt();
    } catch (error) {
      // A writer that was ended too can have left half a row.
      await this.#letInterrupt();
      throw error;
    } finally {
      progress.end();
    }
    counts.rows -= this.#reader.left;
  }

  /** The rows; those of another program tell the country of their phones. */
  async #batches(): Promise<AsyncIterable<readonly TableRow[]>> {
    const batches = await this.#reader.batches();
    const { own, mapping } = this.#columns;
    return own ? batches : this.#phones.inspect(batches, mapping.feeds);
  }

  /** Imports rows in their order; those that cannot be taken go to the rejected ones, others wait. */
  async #importBatch(rows: readonly (RowReading | UnreadableRow)[], last: boolean): Promise<void> {
    const { options, refusals } = this.#given;
    const readable = rows.filter((row) => 'values' in row);
    const outcomes = await this.#importer.importRows(
      readable.map(({ row, values, foreign }) => ({ row: this.#sourced(values), line: row.line, foreign })),
      last,
    );
    let at = 0;
    for (const row of rows) {
      const outcome: RowOutcome =
        'values' in row ? (outcomes[at++] as RowOutcome) : { type: 'rejected', error: row.error };
      if (outcome.type === 'rejected') {
        await refusals.add(row.row, outcome.error.message, this.#ctx.hintsOf(outcome.error));
        this.#given.shared?.told?.({
          row: row.row,
          values: 'values' in row ? row.values : row.known,
          id: null,
        });
      } else if (outcome.type === 'deferred') this.#later.push(row as RowReading);
      else this.#count(outcome, row as RowReading);
    }
    if (this.#importer.holdsMany) await this.#storeHeld();
    // Not where all will be taken back.
    if (!options.dryRun && (refusals.count === 0 || options.rejects !== undefined))
      await this.#importer.indexPending();
  }

  /**
   * Lets a signal arrive that was sent without a turn of the event loop, or that also ended the writer of our pipe.
   */
  async #letInterrupt(): Promise<void> {
    // It arrives one turn after events that came with it, such as the end of the pipe.
    await yieldToEvents();
    await yieldToEvents();
    this.#mindInterrupt();
  }

  #mindInterrupt(): void {
    throwIfAborted(this.#ctx.io.signal, OUTCOME);
  }

  /**
   * Retries waiting rows: later rows exist now. If none can be imported, imports those that only wait for an earlier
   * row, because others can wait for them. Returns whether any was imported.
   */
  async again(): Promise<boolean> {
    return (await this.#round(false)) || this.#round(true);
  }

  async #round(unordered: boolean): Promise<boolean> {
    const before = this.#later;
    if (before.length === 0) return false;
    this.#importer.nextRound(unordered);
    await this.#importWaiting(false);
    if (this.#given.shared) await this.#storeHeld();
    return this.#later.length < before.length;
  }

  /** Imports the rows that wait for records which are not in the file. */
  async last(): Promise<void> {
    await this.#importWaiting(true);
    await this.#storeHeld();
  }

  /** Stores the changes of existing records; rows whose changes later ones undid have changed nothing. */
  async #storeHeld(): Promise<void> {
    for (const { id, rows } of await this.#importer.storeHeld()) {
      this.#counts.changed -= rows;
      this.#counts.unchanged += rows;
      this.#touched.delete(id);
      this.#firstRows.remove('changed', id);
    }
  }

  async #importWaiting(last: boolean): Promise<void> {
    const rows = this.#later;
    this.#later = [];
    for (let at = 0; at < rows.length; at += ROWS_PER_BATCH)
      await this.#importBatch(rows.slice(at, at + ROWS_PER_BATCH), last);
  }

  result(): ImportResult {
    const { source, table, refusals } = this.#given;
    return {
      name: source.name,
      columns: this.#columns,
      counts: this.#counts,
      refusals,
      title: table.title,
      cleaned: table.cleaned(),
      skipped: table.skipped() + this.#reader.left,
      touched: [...this.#touched],
      warnings: [
        ...this.#reader.warnings(),
        ...this.#phones.warnings(this.#given.spec.noun),
        ...[...this.#importer.placeless].map(placelessText),
      ],
      unused: [
        ...this.#uses.all(),
        ...table.unknownKeys().map(({ name, count }) => ({ header: name, count, why: 'no field' as const })),
      ],
      samples: this.#reader.samples,
      firstRows: this.#firstRows,
      notes: this.#importer.notes,
    };
  }

  #sourced(values: Row): Row {
    const source = this.#given.shared?.externalSource;
    return source === undefined || !values.external_id ? values : { ...values, external_source: source };
  }

  #count(outcome: Exclude<RowOutcome, { type: 'rejected' | 'deferred' }>, { row, values }: RowReading): void {
    const { type, id } = outcome;
    const { shared, options } = this.#given;
    this.#counts[type]++;
    if (options.listed && (type === 'created' || type === 'changed')) this.#touched.add(id);
    shared?.told?.({ row, values, id });
    if (type !== 'skipped') {
      this.#phones.note(row.line, values);
      this.#uses.add(row.cells);
    }
    if (options.dryRun) {
      const fields = type === 'changed' ? outcome.fields : [];
      this.#firstRows.add(type, { line: row.line, id, fields }, values);
    }
  }
}

/** Headers under which the rows of a file are read again; what stands in place of a missing header line is not one. */
function headersOf({ table, options }: Given, { mapping }: Columns): readonly string[] {
  if (!options.headers) return table.headers;
  return table.headers.map((_, index) => mapping.columns[index]?.fields[0]?.name ?? '');
}

/** The country of rows without one, if it is given: `country=DE`. */
function defaultCountryOf(defaults: readonly string[]): string | null {
  const given = defaults.flatMap((text) => /^country=(.*)$/i.exec(text)?.[1]?.trim() ?? []);
  return given.at(-1) || null;
}

function placelessText([relation, count]: readonly [string, number]): string {
  return `${count} ${count === 1 ? 'id names' : 'ids name'} a second ${relation}: only the first counts`;
}
