import type { Context } from '../../../context.ts';
import type { NounSpec, Row } from '../../../domain/field.ts';
import { type Cells, cellMender } from '../../../intake/cells.ts';
import { DuplicateHeaders } from '../../../intake/duplicates.ts';
import { isTotal } from '../../../intake/furniture.ts';
import { vendorWords } from '../../../intake/presets/vendor.ts';
import { readRecord } from '../../../intake/record.ts';
import { Survey } from '../../../intake/survey.ts';
import type { Table, TableRow } from '../../../intake/table.ts';
import { valueSynonyms } from '../../../intake/value-synonyms.ts';
import { makeReader, type ValueReader } from '../../../intake/values.ts';
import type { Db } from '../../../store/engine.ts';
import type { Foreign } from '../../../store/import/foreign.ts';
import { stageIn } from '../../../store/import/placement.ts';
import { pipelines } from '../../../store/stages.ts';
import type { Columns } from './columns.ts';
import { foreignIds, sayConverted } from './foreign.ts';
import type { ImportOptions } from './options.ts';
import type { Refusals } from './refusals.ts';
import { Samples } from './samples.ts';
import type { Source } from './source.ts';
import { lookThrough, type Surveyed, surveyRows } from './surveyed.ts';

/** How the reason of a refused row begins. */
const REFUSED = /^line \d+: /;

/** A file, and how its rows are read. */
export interface Reading {
  readonly spec: NounSpec;
  readonly options: ImportOptions;
  readonly source: Source;
  readonly table: Table;
  readonly refusals: Refusals;
}

/** A row, and what it says of a record. */
export interface ReadRow {
  readonly row: TableRow;
  readonly values: Row;
  readonly foreign: readonly Foreign[];
}

/** Reads the rows of a file: puts their cells into our words, and their texts into values. */
export class RowReader {
  readonly values: ValueReader;
  /** The first values of each column, where they are to be shown. */
  readonly samples: Samples;
  readonly #reading: Reading;
  readonly #columns: Columns;
  readonly #mend: ((cells: Cells) => void) | null;
  readonly #foreign: (cells: Cells) => Foreign[];
  /** Not for our own exports, which leave nothing to find out. */
  readonly #surveyed: Surveyed | null;
  readonly #duplicates: DuplicateHeaders;
  readonly #totals: boolean;
  /** Rows so far that are no records. */
  left = 0;

  private constructor(
    ctx: Context,
    reading: Reading,
    columns: Columns,
    values: ValueReader,
    stageNamed: (text: string) => string | null,
  ) {
    const { mapping, vendor, own } = columns;
    const preset = vendor?.detected.preset ?? null;
    this.#reading = reading;
    this.#columns = columns;
    this.values = values;
    this.samples = new Samples(mapping, values, (text) => ctx.readPhone(text), stageNamed);
    this.#mend = cellMender(mapping, preset);
    this.#foreign = foreignIds(mapping, preset);
    this.#duplicates = new DuplicateHeaders(mapping);
    this.#totals = preset?.totals === true;
    const { dateFormat } = reading.options;
    const serialDates = preset?.serialDates === true;
    const survey = own ? null : new Survey(mapping, { dateFormat, serialDates });
    this.#surveyed = survey && !survey.idle ? { ...reading, survey } : null;
  }

  /** Throws `usage` for options that do not fit the file. */
  static async open(ctx: Context, db: Db, reading: Reading, columns: Columns): Promise<RowReader> {
    const { spec, options } = reading;
    const { fields, own } = columns;
    const values = await makeReader({
      now: ctx.clock.now(),
      currency: ctx.config.get('currency'),
      fields,
      dateFormat: options.dateFormat,
      exported: own,
      guarded: reading.table.marked,
      valueMaps: [
        ...valueSynonyms(spec.noun, fields),
        ...(await wordsOf(db, spec, columns, options)),
        ...options.mapValue,
      ],
    });
    const shown = options.dryRun && spec.noun === 'opp' ? await pipelines(db) : [];
    return new RowReader(ctx, reading, columns, values, (text) => {
      const found = shown.map((pipeline) => stageIn(pipeline, text)).find((stage) => stage !== undefined);
      return found?.name ?? null;
    });
  }

  /** The rows of the file, each once, some at a time. Throws `usage` for a column of dates that may be two days each. */
  async batches(): Promise<AsyncIterable<readonly TableRow[]>> {
    return this.#surveyed ? surveyRows(this.#surveyed) : this.#reading.table.batches;
  }

  /** What a row says, where nothing has to be asked or noted for that; else null, and `read` tells. */
  readNow(row: TableRow): ReadRow | null {
    if (row.problem !== undefined || this.#isTotal(row)) return null;
    const cells = this.#mended(row);
    return this.#surveyed?.survey.mend(cells) === false ? null : this.#said(row, cells);
  }

  /** What a row says; null when it cannot be read, which is noted among the refusals. */
  async read(row: TableRow): Promise<ReadRow | null> {
    const { refusals } = this.#reading;
    if (row.problem !== undefined) {
      await refusals.add(row, row.problem);
      return null;
    }
    if (this.#isTotal(row)) {
      this.left++;
      return null;
    }
    const cells = this.#mended(row);
    if (this.#surveyed && !this.#surveyed.survey.mend(cells)) await lookThrough(this.#surveyed, cells);
    const said = this.#said(row, cells);
    if (said) return said;
    this.#see(row, cells);
    const [first] = readRecord(this.#columns.mapping.feeds, this.values, cells).unread;
    if (first) await refusals.add(row, `${first.field.name}: ${first.error.message}`, first.error.hints);
    return null;
  }

  #isTotal(row: TableRow): boolean {
    return this.#totals && isTotal(row.cells);
  }

  /** The cells in our words, the row's own where there is nothing to mend. */
  #mended(row: TableRow): Cells {
    if (!this.#mend && !this.#surveyed) return row.cells;
    const cells = [...row.cells];
    this.#mend?.(cells);
    return cells;
  }

  /** Takes note of a row as it was and as it is read. */
  #see(row: TableRow, cells: Cells): void {
    this.#duplicates.see(row.line, cells);
    if (this.#reading.options.dryRun) this.samples.see(row.cells, cells);
  }

  /** What the mended cells of a row say; null where one cannot be read. */
  #said(row: TableRow, cells: Cells): ReadRow | null {
    const { spec } = this.#reading;
    const { values, unread } = readRecord(this.#columns.mapping.feeds, this.values, cells);
    if (unread.length > 0) return null;
    this.#see(row, cells);
    // What we wrote beside a refused row is not why a lead was disqualified.
    if (typeof values.reason === 'string' && REFUSED.test(values.reason)) values.reason = null;
    const foreign = this.#foreign(cells);
    sayConverted(spec.noun, values, foreign);
    return { row, values, foreign };
  }

  /** Rows and lines of a report so far that are no records. */
  skipped(): number {
    return this.#reading.table.skipped() + this.left;
  }

  /** What is worth a warning once all rows are read. */
  warnings(): string[] {
    return this.#duplicates.warnings();
  }
}

/** What the program the file is from means by its words. */
async function wordsOf(
  db: Db,
  { noun }: NounSpec,
  { vendor, fields }: Columns,
  { defaults }: ImportOptions,
): Promise<string[]> {
  if (!vendor) return [];
  return vendorWords(vendor.detected.layout, fields, noun === 'opp' ? await stageNames(db, defaults) : []);
}

/** Stages that rows may mean: those of the pipeline that is the usual one for the file, else all. */
async function stageNames(db: Db, defaults: readonly string[]): Promise<string[]> {
  const usual = defaults.flatMap((text) => /^pipeline=(.*)$/.exec(text)?.[1]?.trim().toLowerCase() ?? []);
  const named = usual.at(-1);
  return (await pipelines(db))
    .filter(({ name }) => named === undefined || name.toLowerCase() === named)
    .flatMap(({ stages }) => stages.map(({ name }) => name));
}
