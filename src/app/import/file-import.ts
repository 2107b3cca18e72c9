import { CrmError } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { ColumnUses } from '../../formats/column-uses.ts';
import type { TableRow } from '../../formats/rows.ts';
import { nameColumn } from '../../nouns/definition.ts';
import { IdSet } from '../../store/id-set.ts';
import type { ImportNotes, LeftRows } from '../../store/import/import-notes.ts';
import type { Importer } from '../../store/import/importer.ts';
import type { RowOutcome } from '../../store/import/rules.ts';
import type { ProgressCallback } from '../../store/progress.ts';
import type { Tx } from '../../store/tx.ts';
import type { Columns } from './columns.ts';
import type { FilePhones } from './file-phones.ts';
import { FirstRows } from './first-rows.ts';
import { type ImportResult, noRows } from './import-result.ts';
import { productColumn } from './name-of-deal.ts';
import {
  type FileImportInput,
  type FileImportParts,
  type ImportDeps,
  prepareImport,
} from './prepare-import.ts';
import { deletedIn, type RowFilter, rowsOf } from './row-filter.ts';
import type { RowReader, RowReading, UnreadableRow } from './row-reader.ts';

/**
 * Imports a file into the database, in a transaction: `importRows` processes all rows once, `retryDeferred` those that
 * wait for later rows, until it returns false, `finishDeferred` the remaining ones.
 */
export class FileImport {
  readonly columns: Columns;
  readonly #deps: ImportDeps;
  readonly #input: FileImportInput;
  readonly #reader: RowReader;
  readonly #phones: FilePhones;
  readonly #importer: Importer;
  readonly #counts = noRows();
  readonly #ids = new IdSet();
  readonly #firstRows = new FirstRows();
  readonly #uses: ColumnUses;
  /** Which rows of a file with several kinds of records are such records; null for all. */
  readonly #isOurs: RowFilter | null;
  /** Which rows are of records that are deleted in their program; null for none. */
  readonly #isDeleted: RowFilter | null;
  /** Of a file of orders, those whose lines are purchases already; null for none. */
  readonly #asLines: ReadonlySet<string> | null;
  /** Columns of the parts of records, which further rows of a record have alone; null for none. */
  readonly #parts: ReadonlySet<number> | null;
  #others = 0;
  /** Rows that name a record which can come later in the file. */
  #deferred: RowReading[] = [];

  private constructor(
    deps: ImportDeps,
    input: FileImportInput,
    { columns, reader, phones, importer, asLines }: FileImportParts,
  ) {
    this.#deps = deps;
    this.#input = input;
    this.columns = columns;
    this.#reader = reader;
    this.#phones = phones;
    this.#importer = importer;
    this.#uses = new ColumnUses(columns.mapping, {
      headers: input.table.headers.length,
      nulls: columns.vendor?.detected.preset.nulls === true,
      isBlankWord: reader.values.isBlankWord,
      naming: columns.own ? null : productColumn(columns.mapping, input.spec),
    });
    const layout = input.shared ? undefined : columns.vendor?.detected.layout;
    this.#asLines = asLines;
    this.#parts = partsIn(input.table.headers, columns.vendor?.detected.preset.partsBelow);
    this.#isDeleted = layout ? deletedIn(input.table.headers) : null;
    this.#isOurs = layout?.subject === input.spec.noun ? rowsOf(layout, input.table.headers) : null;
  }

  /** Throws `usage` for a file without a known column, and for invalid options. */
  static async open(deps: ImportDeps, tx: Tx, input: FileImportInput): Promise<FileImport> {
    return new FileImport(deps, input, await prepareImport(deps, tx, input));
  }

  /** Imports every row except those that name a record which can come later. */
  importRows(): Promise<void> {
    const label = `Importing ${this.#input.file.name}`;
    return this.#deps.withProgress(label, 'nothing was imported', async (report) => {
      const { file, shared } = this.#input;
      const counts = this.#counts;
      const pulse = () => report(counts.rows, file.total(counts.rows), counts.rejected);
      try {
        await this.#importAll(pulse);
        if (shared) await this.#storeHeld();
      } finally {
        // Lets a signal arrive, one turn after events that came with it, such as the end of the pipe. It may also have
        // ended the writer of the pipe, in the middle of a row.
        await pulse();
        await pulse();
      }
      counts.rows -= this.#reader.skipped;
    });
  }

  async #importAll(pulse: () => ReturnType<ProgressCallback>): Promise<void> {
    let read: (RowReading | UnreadableRow)[] = [];
    for await (const batch of await this.#batches()) {
      for (const row of batch) {
        this.#counts.rows++;
        if (row.problem === undefined && this.#isOurs?.(row.cells) === false) {
          this.#others++;
          this.#counts.skipped++;
          continue;
        }
        if (row.problem === undefined && this.#isDeleted?.(row.cells)) {
          this.#leave('deleted', row);
          continue;
        }
        if (row.problem === undefined && this.#isPartOnly(row)) {
          this.#leave('part', row);
          continue;
        }
        const reading = this.#reader.read(row);
        const known = reading instanceof Promise ? await reading : reading;
        if (known && 'values' in known && this.#hasLines(known.values)) this.#leave('order', row);
        else if (known) read.push(known);
        if (read.length < this.#importer.batchSize) continue;
        await this.#importBatch(read, false);
        read = [];
      }
      await pulse();
    }
    await this.#importBatch(read, false);
  }

  /** Whether a row of another program says nothing of who it is: visitors of a website, cards with a note alone. */
  #isNobody(outcome: RowOutcome): boolean {
    const { isPerson, naming } = this.#input.spec;
    if (outcome.type !== 'rejected' || !isPerson || !this.columns.vendor) return false;
    return outcome.error.message === naming.missing;
  }

  /** An error that tells, if no column of the file has names, that one has to. */
  #explained(error: CrmError): CrmError {
    const { spec } = this.#input;
    const { mapping } = this.columns;
    if (error.message !== spec.naming.missing || mapping.leftOver.length === 0) return error;
    const field = nameColumn(spec);
    const isNamed = mapping.feeds.some(({ field: { name } }) => name === field || NAME_PARTS.has(name));
    if (isNamed) return error;
    const headers = mapping.leftOver;
    return new CrmError(error.kind, error.message, [{ code: 'no-name-column', field, headers }]);
  }

  /** Whether a row only continues the record above it. */
  #isPartOnly({ cells }: TableRow): boolean {
    const parts = this.#parts;
    if (parts === null) return false;
    let filled = 0;
    for (const [at, cell] of cells.entries()) {
      if (cell === null || cell.trim() === '') continue;
      if (!parts.has(at)) return false;
      filled++;
    }
    return filled > 0;
  }

  /** Whether the lines of an order are purchases already, so that it would count twice. */
  #hasLines({ external_id }: Row): boolean {
    if (this.#asLines === null || typeof external_id !== 'string') return false;
    return this.#asLines.has(external_id) && !this.#input.shared?.ordersWithLines?.has(external_id);
  }

  #leave(type: LeftRows['type'], { line }: TableRow): void {
    this.#counts.skipped++;
    this.#importer.notes.addLeftRow(type, line);
  }

  /** The rows; those of another program tell the country of their phones. */
  async #batches(): Promise<AsyncIterable<readonly TableRow[]>> {
    const batches = await this.#reader.batches();
    const { own, mapping } = this.columns;
    return own ? batches : this.#phones.inspect(batches, mapping.feeds);
  }

  /** Imports rows in their order; those that cannot be taken go to the rejected ones, others wait. */
  async #importBatch(rows: readonly (RowReading | UnreadableRow)[], last: boolean): Promise<void> {
    const { options, rejected, shared } = this.#input;
    const counts = this.#counts;
    const readable = rows.filter((row) => 'values' in row);
    const outcomes = await this.#importer.importRows(
      readable.map(({ row, values, foreign, kept, nameIfNew }) => ({
        row: this.#sourced(values),
        line: row.line,
        foreign,
        ...(kept ? { keptText: kept.text } : {}),
        ...(nameIfNew ? { nameIfNew } : {}),
      })),
      last,
    );
    let at = 0;
    for (const row of rows) {
      const outcome: RowOutcome =
        'values' in row ? (outcomes[at++] as RowOutcome) : { type: 'rejected', error: row.error };
      if (this.#isNobody(outcome)) this.#leave('nobody', row.row);
      else if (outcome.type === 'rejected') {
        counts.rejected++;
        const error = this.#explained(outcome.error);
        const headers = options.headers ? null : this.#reader.headersAgain();
        if (headers) rejected.setHeaders(headers);
        await rejected.add({ ...row.row, cells: this.#reader.restate(row.row) }, error);
        shared?.onRow({ row: row.row, values: 'values' in row ? row.values : row.known, id: null });
      } else if (outcome.type === 'deferred') this.#deferred.push(row as RowReading);
      else this.#count(outcome, row as RowReading);
    }
    if (this.#importer.holdsMany) await this.#storeHeld();
    // Not where all will be taken back.
    if (!options.dryRun && (counts.rejected === 0 || options.allowsRejected))
      await this.#importer.indexPending();
  }

  /**
   * Retries waiting rows: later rows exist now. If none can be imported, imports those that only wait for an earlier
   * row, because others can wait for them. Returns whether any was imported.
   */
  async retryDeferred(): Promise<boolean> {
    return (await this.#round(false)) || this.#round(true);
  }

  async #round(unordered: boolean): Promise<boolean> {
    const before = this.#deferred;
    if (before.length === 0) return false;
    this.#importer.nextRound(unordered);
    await this.#importDeferred(false);
    if (this.#input.shared) await this.#storeHeld();
    return this.#deferred.length < before.length;
  }

  /** Imports the rows that wait for records which are not in the file. */
  async finishDeferred(): Promise<void> {
    await this.#importDeferred(true);
    await this.#storeHeld();
  }

  /** Stores the changes of existing records; rows whose changes later ones undid have changed nothing. */
  async #storeHeld(): Promise<void> {
    for (const { id, rows } of await this.#importer.storeHeld()) {
      this.#counts.changed -= rows;
      this.#counts.unchanged += rows;
      this.#ids.delete(id);
      this.#firstRows.remove('changed', id);
    }
  }

  async #importDeferred(last: boolean): Promise<void> {
    const rows = this.#deferred;
    this.#deferred = [];
    const { batchSize } = this.#importer;
    for (let at = 0; at < rows.length; at += batchSize)
      await this.#importBatch(rows.slice(at, at + batchSize), last);
  }

  /** What became of cells and rows; what is made of them afterwards is added. */
  get notes(): ImportNotes {
    return this.#importer.notes;
  }

  result(): ImportResult {
    const { file, table } = this.#input;
    return {
      name: file.name,
      columns: this.columns,
      counts: this.#counts,
      title: table.title,
      cleaned: table.cleaned(),
      skipped: table.skipped() + this.#reader.skipped,
      others: this.#others,
      ids: [...this.#ids],
      warnings: this.#reader.warnings(),
      phones: this.#phones.notes(),
      placeless: this.#importer.placeless,
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
    const source = this.#input.shared?.externalSource;
    return source === undefined || !values.external_id ? values : { ...values, external_source: source };
  }

  #count(
    outcome: Exclude<RowOutcome, { type: 'rejected' | 'deferred' }>,
    { row, values, kept }: RowReading,
  ): void {
    const { type, id } = outcome;
    const { shared, options } = this.#input;
    this.#counts[type]++;
    if (options.collectsIds && (type === 'created' || type === 'changed')) this.#ids.add(id);
    shared?.onRow({ row, values, id });
    if (type !== 'skipped') {
      this.#phones.note(row.line, values, outcome.country ?? null);
      this.#uses.add(row.cells);
      for (const field of kept?.fields ?? []) this.#importer.notes.addCell('unread', field, row.line);
    }
    if (options.dryRun) {
      const fields = type === 'changed' ? outcome.fields : [];
      this.#firstRows.add(type, { line: row.line, id, fields }, values);
    }
  }
}

/** Fields that name a record together. */
const NAME_PARTS: ReadonlySet<string> = new Set(['first_name', 'last_name']);

/** The columns of parts, `Contacts/Name`, unless all are. */
function partsIn(headers: readonly string[], names: RegExp | undefined): ReadonlySet<number> | null {
  const parts = headers.flatMap((header, at) => (names?.test(header) ? [at] : []));
  return parts.length === 0 || parts.length === headers.length ? null : new Set(parts);
}
