import type { Context } from '../../../context.ts';
import { cancelled, isCrmError, usage } from '../../../domain/errors.ts';
import type { Field, NounSpec, Row } from '../../../domain/field.ts';
import { type Mapping, mapHeaders } from '../../../intake/mapping.ts';
import { readRecord } from '../../../intake/record.ts';
import { openTable, type Table, type TableRow } from '../../../intake/table.ts';
import { valueSynonyms } from '../../../intake/value-synonyms.ts';
import { makeReader, type ValueReader } from '../../../intake/values.ts';
import { declareFields } from '../../../store/import/declare.ts';
import { Importer, type Outcome } from '../../../store/import/importer.ts';
import type { Tx } from '../../../store/tx.ts';
import { fieldsOf } from '../fields.ts';
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
  readonly mapping: Mapping;
  /** Headers that fields were declared for. */
  readonly declared: ReadonlySet<string>;
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
    const { mapping, fields, declared } = await this.#mapped(tx, known);
    if (mapping.feeds.length === 0) throw nothingFits(this.#spec, this.#source.name, this.#table.headers);
    const own = isOwnExport(mapping);
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
      mapping,
      declared,
      counts: this.#counts,
      refusals: this.#refusals,
      unknownKeys: this.#table.unknownKeys(),
      skipped: this.#table.skipped(),
      touched: this.#touched,
    };
  }

  /** The mapping, with fields declared for left-over columns where that is wanted. */
  async #mapped(
    tx: Tx,
    known: readonly Field[],
  ): Promise<{ mapping: Mapping; fields: readonly Field[]; declared: ReadonlySet<string> }> {
    const { headers } = this.#table;
    const { map } = this.#options;
    const mapping = mapHeaders(headers, known, { map });
    if (!this.#options.createFields || mapping.leftOver.length === 0)
      return { mapping, fields: known, declared: new Set() };
    const declared = await declareFields(tx, this.#spec.noun, mapping.leftOver, known);
    const fields = [...new Set([...known, ...declared.values()])];
    const also = [...declared].map(([header, { name }]) => `${header}=${name}`);
    return {
      mapping: mapHeaders(headers, fields, { map: [...map, ...also] }),
      fields,
      declared: new Set(declared.keys()),
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

/** Whether the columns are those of our own export: its numbers and times are ours. */
function isOwnExport({ columns }: Mapping): boolean {
  return ['id', 'created_at', 'updated_at', 'external_source'].every((name) =>
    columns.some(({ header, how }) => header === name && how === 'exact'),
  );
}

function nothingFits(spec: NounSpec, name: string, headers: readonly string[]) {
  return usage(
    `no column of ${name} is a field of ${spec.plural}`,
    `Its columns are ${headers
      .slice(0, 12)
      .map((header) => `"${header}"`)
      .join(', ')}`,
    `Say what they hold: --map '${headers[0] ?? 'Their header'}=${spec.listColumns[1]}'   Fields: crm ${spec.noun} list --columns ?`,
  );
}
