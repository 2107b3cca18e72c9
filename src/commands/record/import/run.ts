import type { Context } from '../../../context.ts';
import { cancelled, isCrmError } from '../../../domain/errors.ts';
import type { Field, NounSpec, Row } from '../../../domain/field.ts';
import type { Mapping } from '../../../intake/mapping.ts';
import { readRecord } from '../../../intake/record.ts';
import { openTable, type Table, type TableRow } from '../../../intake/table.ts';
import { valueSynonyms } from '../../../intake/value-synonyms.ts';
import { makeReader, type ValueReader } from '../../../intake/values.ts';
import { Importer, type Outcome } from '../../../store/import/importer.ts';
import type { Tx } from '../../../store/tx.ts';
import { fieldsOf } from '../fields.ts';
import { type Columns, mapColumns, nothingFits } from './columns.ts';
import { defaultsOf, type ImportOptions } from './options.ts';
import { Refusals } from './refusals.ts';
import { openSource, type Source } from './source.ts';

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

/** Takes the whole file back out of the transaction, with what was found out. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Imports a file in one transaction: all of it, or all but what is refused into a file, or nothing. */
export async function runImport(
  ctx: Context,
  spec: NounSpec,
  path: string,
  options: ImportOptions,
): Promise<Imported> {
  const source = openSource(ctx, path);
  const { encoding, delimiter } = options;
  const table = await openTable(source.bytes, { encoding, delimiter, name: source.name });
  const refusals = new Refusals(ctx, table.headers, options.dryRun ? undefined : options.rejects);
  let imported: Imported | undefined;
  try {
    const store = await ctx.store();
    const fields = await fieldsOf(store, spec);
    const work = async (tx: Tx): Promise<void> => {
      imported = await new Run(ctx, spec, options, source, table, refusals).take(tx, fields);
      if (options.dryRun) throw new Rehearsed();
      if (refusals.count > 0 && options.rejects === undefined)
        throw refusals.error(source.name, imported.counts.rows);
    };
    await store.change(work, () => summaryOf(spec, imported));
    refusals.commit();
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  } finally {
    refusals.discard();
  }
  return imported as Imported;
}

function summaryOf({ plural }: NounSpec, imported: Imported | undefined): string {
  return `imported ${plural} from ${imported?.name}: ${imported?.counts.made} made, ${imported?.counts.changed} changed`;
}

/** One pass over a file. */
class Run {
  readonly #ctx: Context;
  readonly #spec: NounSpec;
  readonly #options: ImportOptions;
  readonly #source: Source;
  readonly #table: Table;
  readonly #refusals: Refusals;
  readonly #counts: Counts = { rows: 0, made: 0, changed: 0, unchanged: 0, left: 0 };
  readonly #touched: number[] = [];

  constructor(
    ctx: Context,
    spec: NounSpec,
    options: ImportOptions,
    source: Source,
    table: Table,
    refusals: Refusals,
  ) {
    this.#ctx = ctx;
    this.#spec = spec;
    this.#options = options;
    this.#source = source;
    this.#table = table;
    this.#refusals = refusals;
  }

  async take(tx: Tx, known: readonly Field[]): Promise<Imported> {
    const columns = await mapColumns(tx, this.#spec, this.#table.headers, known, this.#options);
    const { mapping, fields, own } = columns;
    if (mapping.feeds.length === 0) throw nothingFits(this.#spec, this.#source.name, this.#table.headers);
    const reader = await this.#reader(fields, own);
    const importer = await Importer.open(
      tx,
      {
        spec: this.#spec,
        declared: fields.filter(({ custom }) => custom),
        fed: mapping.feeds.flatMap(({ field, overflow }) => (overflow ? [field, overflow] : [field])),
        own,
        defaults: defaultsOf(this.#options, fields, reader),
        onMatch: this.#options.onMatch,
        create: this.#options.create,
        system: this.#options.system,
        currency: this.#ctx.config.get('currency'),
      },
      this.#ctx,
    );
    await this.#rows(importer, mapping, reader);
    return {
      name: this.#source.name,
      columns,
      counts: this.#counts,
      refusals: this.#refusals,
      unknownKeys: this.#table.unknownKeys(),
      skipped: this.#table.skipped(),
      touched: this.#touched,
    };
  }

  #reader(fields: readonly Field[], exported: boolean): Promise<ValueReader> {
    return makeReader({
      now: this.#ctx.clock.now(),
      currency: this.#ctx.config.get('currency'),
      fields,
      dateFormat: this.#options.dateFormat,
      exported,
      valueMaps: [...valueSynonyms(this.#spec.noun, fields), ...this.#options.mapValue],
    });
  }

  async #rows(importer: Importer, mapping: Mapping, reader: ValueReader): Promise<void> {
    const progress = this.#ctx.print.progress(`Importing ${this.#source.name}`);
    const counts = this.#counts;
    let later: Waiting[] = [];
    try {
      for await (const row of this.#table.rows) {
        if (++counts.rows % BATCH === 0) {
          if (this.#ctx.io.signal.aborted) throw cancelled('interrupted: nothing was imported');
          progress.update(counts.rows, this.#source.total(counts.rows));
        }
        const values = await this.#read(row, mapping, reader);
        if (values && (await this.#one(importer, { row, values }, false)) === 'later')
          later.push({ row, values });
      }
      // What stands further down in the file is there now; what that brings may be what others wait for.
      for (let before = Number.POSITIVE_INFINITY; later.length < before; ) {
        before = later.length;
        importer.nextRound();
        const still: Waiting[] = [];
        for (const waiting of later)
          if ((await this.#one(importer, waiting, false)) === 'later') still.push(waiting);
        later = still;
      }
      for (const waiting of later) await this.#one(importer, waiting, true);
    } finally {
      progress.end();
    }
  }

  /** What a row says; null when it cannot be read, which is noted. */
  async #read(row: TableRow, mapping: Mapping, reader: ValueReader): Promise<Row | null> {
    if (row.problem !== undefined) {
      await this.#refusals.add(row, row.problem);
      return null;
    }
    const { values, unread } = readRecord(mapping.feeds, reader, row.cells);
    // What we wrote beside a refused row is not why a lead was disqualified.
    if (typeof values.reason === 'string' && REFUSED.test(values.reason)) values.reason = null;
    const [first] = unread;
    if (first) {
      await this.#refusals.add(row, `${first.field.name}: ${first.error.message}`, first.error.hints);
      return null;
    }
    return values;
  }

  async #one(
    importer: Importer,
    { row, values }: Waiting,
    last: boolean,
  ): Promise<Outcome['kind'] | 'refused'> {
    try {
      const outcome = await importer.take(values, last);
      if (outcome.kind === 'later') return 'later';
      this.#counts[outcome.kind]++;
      if (this.#options.listed && (outcome.kind === 'made' || outcome.kind === 'changed'))
        this.#touched.push(outcome.id);
      return outcome.kind;
    } catch (error) {
      if (!isCrmError(error) || error.kind === 'failed') throw error;
      await this.#refusals.add(row, error.message, error.hints);
      return 'refused';
    }
  }
}

/** A row that names a record which may follow in the file. */
interface Waiting {
  readonly row: TableRow;
  readonly values: Row;
}
