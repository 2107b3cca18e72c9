import { type CrmError, refused } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { DuplicateHeaders } from '../../formats/duplicates.ts';
import type { Cells } from '../../formats/normalize-cells.ts';
import { NullWords } from '../../formats/null-words.ts';
import { vendorWords } from '../../formats/presets/vendor.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import { valueSynonyms } from '../../formats/value-synonyms.ts';
import { makeReader, type ValueReader } from '../../formats/values.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { stageIn } from '../../store/import/stage-resolver.ts';
import type { Db } from '../../store/sql.ts';
import { pipelines } from '../../store/stages.ts';
import type { Deps } from '../deps.ts';
import { CellReader, type ParsedRow } from './cell-reader.ts';
import type { Columns } from './columns.ts';
import type { FilePhones } from './file-phones.ts';
import { type FileInference, inferFormats, inferFromColumn } from './infer-formats.ts';
import type { InputFile } from './input-file.ts';
import type { ImportOptions } from './options.ts';
import { Samples } from './samples.ts';

/** A file, and options for reading its rows. */
export interface RowReaderOptions {
  readonly spec: NounDefinition;
  readonly options: ImportOptions;
  readonly file: Pick<InputFile, 'name' | 'reopen'>;
  /** The rows of the file to read. */
  readonly table: Table;
  /** The order of day and month in the files that came with it. */
  readonly dateOrder?: FileInference['dateOrder'];
}

/** A row with its parsed values. */
export interface RowReading extends ParsedRow {
  readonly row: TableRow;
}

/** A row that cannot be read, and why. */
export interface UnreadableRow {
  readonly row: TableRow;
  readonly error: CrmError;
  /** Its other values. */
  readonly known: Row;
}

/** What a row says; null for one that is no record. */
export type ReadRow = RowReading | UnreadableRow | null;

/** Reads the rows of a file, and collects notes about them. */
export class RowReader {
  readonly values: ValueReader;
  /** The first values of each column, if they are shown. */
  readonly samples: Samples;
  readonly #reading: RowReaderOptions;
  readonly #cells: CellReader;
  /** Null for our own exports, whose formats are known. */
  readonly #inference: FileInference | null;
  readonly #duplicates: DuplicateHeaders;
  /** Null for our own exports, which have no such words. */
  readonly #nullWords: NullWords | null;
  /** What the program that wrote the file is called. */
  readonly #program: string;
  /** Number of rows so far that are no records. */
  skipped = 0;
  /** Rows with more cells than the header line, and the line of the first. */
  readonly #long = { rows: 0, first: 0 };

  private constructor(
    reading: RowReaderOptions,
    columns: Columns,
    values: ValueReader,
    phones: FilePhones,
    stageNamed: (text: string) => string | null,
  ) {
    const { mapping, vendor, own } = columns;
    this.#reading = reading;
    this.values = values;
    this.samples = new Samples(mapping, values, (text, country) => phones.read(text, country), stageNamed);
    this.#duplicates = new DuplicateHeaders(mapping);
    this.#nullWords = own ? null : new NullWords(mapping);
    const { spec } = reading;
    const preset = vendor?.detected.preset ?? null;
    this.#program = preset?.label ?? '';
    const { dateFormat } = reading.options;
    this.#cells = new CellReader({ spec, mapping, preset, own, dateFormat, values });
    const { formats } = this.#cells;
    this.#inference = formats && { ...reading, formats };
  }

  /** Throws `usage` for invalid options. */
  static async open(
    deps: Pick<Deps, 'clock' | 'currency'>,
    db: Db,
    reading: RowReaderOptions,
    columns: Columns,
    phones: FilePhones,
  ): Promise<RowReader> {
    const { spec, options } = reading;
    const { fields, own } = columns;
    const values = await makeReader({
      now: deps.clock.now(),
      currency: deps.currency,
      fields,
      dateFormat: options.dateFormat,
      exported: own,
      hasNullWords: !own && reading.table.format !== 'vcard',
      guarded: reading.table.marked,
      rounds: options.round,
      valueMaps: [...valueSynonyms(fields), ...(await wordsOf(db, spec, columns, options))],
      mapValue: options.mapValue,
    });
    const shown = options.dryRun && spec.noun === 'opp' ? await pipelines(db) : [];
    return new RowReader(reading, columns, values, phones, (text) => {
      const found = shown.map((pipeline) => stageIn(pipeline, text)).find((stage) => stage !== undefined);
      return found?.name ?? null;
    });
  }

  /** The rows of the file, in batches. Throws `usage` for a column of ambiguous dates. */
  async batches(): Promise<AsyncIterable<readonly TableRow[]>> {
    return this.#inference ? inferFormats(this.#inference) : this.#reading.table.batches;
  }

  /** Reads a row. Returns a promise only where others have to tell its formats: one for each row takes long. */
  read(row: TableRow): ReadRow | Promise<ReadRow> {
    if (row.problem !== undefined) return { row, error: refused(row.problem), known: {} };
    if (this.#cells.isTotal(row)) {
      this.skipped++;
      return null;
    }
    const cells = this.#cells.normalize(this.#withoutNameless(row));
    if (!this.#inference || this.#inference.formats.normalize(cells)) return this.#parse(row, cells);
    return inferFromColumn(this.#inference, cells).then(() => this.#parse(row, cells));
  }

  #parse(row: TableRow, cells: Cells): ReadRow {
    const parsed = this.#cells.parse(cells, row.cells);
    if (parsed === null) {
      this.skipped++;
      return null;
    }
    this.#see(row, cells);
    return 'error' in parsed ? { row, error: parsed.error, known: parsed.known } : { row, ...parsed };
  }

  /** A row without the cells behind the last header, where mapped columns of ours may stand. */
  #withoutNameless(row: TableRow): TableRow {
    const { headers, columnsBehind = 0 } = this.#reading.table;
    const { length } = headers;
    if (row.cells.length <= length) return row;
    if (row.cells.length > length + columnsBehind && this.#long.rows++ === 0) this.#long.first = row.line;
    return { ...row, cells: row.cells.slice(0, length) };
  }

  /** The cells of a row with dates and numbers that are clear without the other rows of their column. */
  restate(row: TableRow): TableRow['cells'] {
    if (!this.#inference || row.problem !== undefined || this.#reading.options.dateFormat !== undefined)
      return row.cells;
    const cells = [...row.cells];
    this.#inference.formats.normalize(cells);
    return cells.map((cell, at) => cell ?? row.cells[at] ?? null);
  }

  /** The headers under which rows are read again as here; null if those of the file will do. */
  headersAgain(): readonly string[] | null {
    return this.#cells.headersAgain(this.#reading.table.headers);
  }

  /** Notes a row before and after translation. */
  #see(row: TableRow, cells: Cells): void {
    this.#duplicates.observe(row.line, cells);
    this.#nullWords?.observe(row.cells);
    if (this.#reading.options.dryRun) this.samples.see(row.cells, cells);
  }

  /** Who writes dates in an order that the file does not show. */
  #writer(by: 'files' | 'program' | 'language'): string {
    switch (by) {
      case 'files':
        return 'the other files have it';
      case 'program':
        return `${this.#program} writes them, unless a file shows otherwise`;
      default:
        return 'the language of its headers has it; otherwise: --date-format M/d/yyyy';
    }
  }

  /** Warnings after all rows are read. */
  warnings(): string[] {
    const adopted = this.#inference?.formats.adopted;
    const dates = adopted
      ? [
          `"${adopted.text}" and the like are read with the ${adopted.order} first, as ${this.#writer(adopted.by)}`,
        ]
      : [];
    const { rows, first } = this.#long;
    const long =
      rows === 0
        ? []
        : [
            `${rows === 1 ? 'a row has' : `${rows} rows have`} more cells than the header, ${rows === 1 ? '' : 'the first '}in line ${first}: a cell with the separator in it may lack its quotes`,
          ];
    const again = this.#reading.table.headersAgain?.() ?? 0;
    const groups = this.#reading.table.groups?.() ?? [];
    const named =
      groups.length === 0 ? '' : `, as ${groups.map((group) => JSON.stringify(group)).join(', ')} above`;
    return [
      ...dates,
      ...(again === 0
        ? []
        : [`${again === 1 ? '1 line repeats' : `${again} lines repeat`} the header: skipped${named}`]),
      ...long,
      ...this.#cells.warnings(),
      ...this.#duplicates.warnings(),
      ...(this.#nullWords?.warnings() ?? []),
    ];
  }
}

/** The meaning of the words of the source program. */
async function wordsOf(
  db: Db,
  { noun }: NounDefinition,
  { vendor, fields }: Columns,
  { defaults }: ImportOptions,
): Promise<string[]> {
  if (!vendor) return [];
  return vendorWords(vendor.detected.layout, fields, noun === 'opp' ? await stageNames(db, defaults) : []);
}

/** Stages that rows can name: those of the default pipeline of the file, else all. */
async function stageNames(db: Db, defaults: readonly string[]): Promise<string[]> {
  const usual = defaults.flatMap((text) => /^pipeline=(.*)$/.exec(text)?.[1]?.trim().toLowerCase() ?? []);
  const named = usual.at(-1);
  return (await pipelines(db))
    .filter(({ name }) => named === undefined || name.toLowerCase() === named)
    .flatMap(({ stages }) => stages.map(({ name }) => name));
}
