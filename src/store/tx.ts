import { nounOfTagTable } from '../domain/custom-noun.ts';
import type { Noun } from '../domain/field.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { ChangeJournal, type ChangeRow, type JournaledTable } from './change-journal.ts';
import { isChildTable } from './child-tables.ts';
import type { Bulk, Engine } from './engine.ts';
import { followNoun } from './nouns/follow-noun.ts';
import { noProgress, type ProgressCallback } from './progress.ts';
import type { CatchUp, Projection } from './projections/projection.ts';
import type { NewRow, Patch, TableName } from './schema.ts';
import { type Acting, type Bound, type Db, type RawRow, Sql, sql } from './sql.ts';

/** Tables without the timestamp columns. */
const TABLES_WITHOUT_TIMESTAMPS: ReadonlySet<string> = new Set<TableName>([
  'user_external',
  'picklist',
  'picklist_value',
  'rate',
  'target',
  'team_member',
  'queue_member',
  'forecast_call',
  'contact_account',
  'contact_relation',
  'contact_profile',
  'account_member',
  'account_domain',
  'opp_contact',
  'opp_competitor',
  'opp_split',
  'meeting_attendee',
  'stage_history',
  'lifecycle_history',
  'email',
  'phone',
  'tagging',
  'former',
  'distinct_pair',
  'doc_version',
  'quote_line',
  'suppression',
  'message_file',
  'mail_suppression',
  'sequence_version',
  'sequence_touch',
  'segment_member',
  'campaign_status',
]);

const hasTimestamps = (table: string) =>
  !TABLES_WITHOUT_TIMESTAMPS.has(table) && nounOfTagTable(table) === undefined;

/** A new row: the transaction fills the timestamps. */
type Fresh<T extends JournaledTable> = T extends TableName
  ? Omit<NewRow<T>, 'created_at' | 'updated_at'> & { created_at?: string; updated_at?: string }
  : RawRow;

/** Some columns of a row; of a noun that is known when the program runs, any. */
type Changes<T extends JournaledTable> = T extends TableName ? Patch<T> : RawRow;

interface Insertion {
  readonly columns: readonly string[];
  readonly texts: readonly string[];
}

/** The values of a row before and after a change. */
export interface RowChange {
  readonly id: number;
  readonly before: RawRow;
  readonly after: RawRow;
}

/** The only way to write: every row is journaled. Made by `Changes.change` for one transaction. */
export class Tx implements Db {
  /** The time of the change, UTC ISO 8601. */
  readonly now: string;
  /** The acting user. */
  readonly userId: number;
  readonly #open: Engine;
  #state: 'open' | 'recorded' | 'ended' = 'open';
  readonly #journal = new ChangeJournal();
  readonly #projections: Projection;
  readonly #mayGrow: () => Promise<boolean>;
  readonly #insertions = new Map<JournaledTable, Insertion>();
  #isRestore = false;

  /** `mayGrow` says whether something may be added to the change before its commit, such as by rules. */
  constructor(
    engine: Engine,
    projections: Projection,
    now: string,
    userId: number,
    mayGrow: () => Promise<boolean>,
  ) {
    this.#open = engine;
    this.#projections = projections;
    this.#mayGrow = mayGrow;
    this.now = now;
    this.userId = userId;
  }

  get nouns(): Nouns {
    return this.#open.nouns;
  }

  get acting(): Acting {
    return this.#open.acting;
  }

  /** Whether a whole database is restored, in which everything that follows from records is there. */
  get isRestore(): boolean {
    return this.#isRestore;
  }

  /** Rows of a query, as seen by this transaction. */
  all<T>(query: Sql<T>): Promise<T[]> {
    return this.#engine.all(query);
  }

  /** The same as a stream. */
  iterate<T>(query: Sql<T>): AsyncIterable<T> {
    return this.#engine.iterate(query);
  }

  /** Rejects further writes: the journal is being stored. */
  seal(): void {
    this.#state = 'recorded';
  }

  /** After the commit or rollback: rejects later writes, which would have no history. */
  end(): void {
    this.#state = 'ended';
  }

  /** Adds a row and returns its number. Fills `created_at` and `updated_at` unless given. */
  async insert<T extends JournaledTable>(table: T, values: Fresh<T>): Promise<number> {
    const row = { ...(values as RawRow) };
    if (hasTimestamps(table)) {
      row.created_at ??= this.now;
      row.updated_at ??= row.created_at;
    } else if (table === 'suppression' || table === 'mail_suppression' || table === 'sequence_version') {
      row.created_at ??= this.now;
    }
    const { id } = await this.#writer.run(this.#insertion(table, row));
    if (table === 'noun') await followNoun(this.#writer, null, row);
    this.#inserted(table, id);
    this.#projections.markWritten(table, id, row);
    return id;
  }

  /** Adds a row whose columns are known only when the program runs: those of a noun, of a link to one. */
  insertRow(table: JournaledTable, row: RawRow): Promise<number> {
    return this.insert(table, row as never);
  }

  /** Changes such a row, like `update`. */
  updateRow(table: JournaledTable, id: number, patch: RawRow): Promise<boolean> {
    return this.update(table, id, patch as never);
  }

  /**
   * Writes the columns of `patch` that differ. Returns whether anything changed. Throws for a missing row: callers
   * resolve references first.
   */
  async update<T extends JournaledTable>(table: T, id: number, patch: Changes<T>): Promise<boolean> {
    const before = await this.#writer.lock(table, id);
    if (!before) throw new Error(`no ${table} ${id} to update`);
    const after = this.changed(table, before, patch as RawRow);
    if (after) await this.#write(table, id, before, after);
    return after !== null;
  }

  /** The columns of a patch that differ from a row, with the time of the change; null if none does. */
  changed(table: JournaledTable, before: RawRow, patch: RawRow): RawRow | null {
    const columns = Object.keys(patch).filter((c) => patch[c] !== undefined && before[c] !== patch[c]);
    if (columns.length === 0) return null;
    const after = Object.fromEntries(columns.map((c) => [c, patch[c] as Bound]));
    if (hasTimestamps(table) && !('updated_at' in after) && before.updated_at !== this.now)
      after.updated_at = this.now;
    return after;
  }

  /**
   * Adds rows of one table, many in a statement. `values` has the columns of the first row, then those of the next; the
   * first column is the number of the row.
   */
  async insertMany(
    table: JournaledTable,
    columns: readonly string[],
    values: readonly Bound[],
  ): Promise<void> {
    await this.#writer.bulk.insert(table, columns, values);
    const width = columns.length;
    let first = values[0] as number;
    for (let row = 0; row < values.length; row += width) {
      const last = values[row] as number;
      if (values[row + width] === last + 1) continue;
      this.#inserted(table, first, last);
      first = values[row + width] as number;
    }
    if (isChildTable(table))
      for (const parent of this.nouns.names) {
        const column = columns.indexOf(`${parent}_id`);
        if (column === -1) continue;
        for (let at = column; at < values.length; at += width)
          this.#projections.markDirty(parent, values[at] as number);
      }
    if (table !== 'suppression') return;
    const number = columns.indexOf('e164');
    for (let row = 0; row < values.length; row += width)
      this.#projections.markWritten(table, values[row] as number, { e164: values[row + number] as Bound });
  }

  /** Sets columns of many rows; each change includes the previous values. */
  async updateMany(table: JournaledTable, changes: readonly RowChange[]): Promise<void> {
    for (const [columns, group] of byColumns(changes))
      await this.#writer.bulk.update(
        table,
        columns.split(','),
        group.map(({ id, after }) => [id, ...Object.values(after)]),
      );
    for (const { id, before, after } of changes) {
      this.#journal.recordUpdate(table, id, before, after);
      this.#projections.markUpdated(table, id, before, after);
    }
  }

  /** Removes a row. Rows that refer to it have to be removed first; the database enforces that. */
  async remove(table: JournaledTable, id: number): Promise<void> {
    const before = await this.#writer.lock(table, id);
    if (!before) return;
    if (table === 'noun') await followNoun(this.#writer, before, null);
    await this.#runOn(table, id, sql`delete from ${sql.ref(table)} where id = ${id}`);
    this.#journal.recordDelete(table, id, before);
    this.#projections.markWritten(table, id, before);
  }

  /** Updates the timestamp of a record after a change of its e-mails, phones or tags. */
  async touch(table: Noun, id: number): Promise<void> {
    await this.update(table, id, { updated_at: this.now });
  }

  /** Restores a row with its number: for undo and redo. */
  async reinsert(table: JournaledTable, row: RawRow): Promise<void> {
    await this.#writer.run(this.#insertion(table, row));
    if (table === 'noun') await followNoun(this.#writer, null, row);
    this.#inserted(table, row.id as number);
    this.#projections.markWritten(table, row.id as number, row);
  }

  /**
   * Adds a row with its number while a whole database is restored: search and call queue are not updated; the caller
   * rebuilds them.
   */
  async insertRaw(table: JournaledTable, row: RawRow): Promise<void> {
    this.#isRestore = true;
    await this.#writer.run(this.#insertion(table, row));
    if (table === 'noun') await followNoun(this.#writer, null, row);
    this.#journal.recordInserts(table, row.id as number, row.id as number);
  }

  /** Sets exactly these columns, `updated_at` only if included: for undo and redo. */
  async overwrite(table: JournaledTable, id: number, values: RawRow): Promise<void> {
    const before = await this.#writer.lock(table, id);
    if (before) await this.#write(table, id, before, values);
  }

  /** The next row number of a table. */
  nextId(table: JournaledTable): Promise<number> {
    return this.nextIds([table]).then(([id = 1]) => id);
  }

  /** The same of some tables. */
  nextIds(tables: readonly JournaledTable[]): Promise<number[]> {
    return this.#writer.bulk.nextIds(tables);
  }

  /** Default values of the columns of a table. */
  columnDefaults(table: JournaledTable): Promise<RawRow> {
    return this.#writer.bulk.columnDefaults(table);
  }

  /** Very many rows follow. They may point to others that come later. */
  beginBulk(): Promise<void> {
    return this.#writer.bulk.begin();
  }

  /** Very many rows of a table follow; see `Bulk.suspendIndexes`. */
  suspendIndexes(...rows: Parameters<Bulk['suspendIndexes']>): Promise<void> {
    return this.#writer.bulk.suspendIndexes(...rows);
  }

  /** Makes the indexes that were suspended. */
  restoreIndexes(): Promise<void> {
    return this.#writer.bulk.restoreIndexes();
  }

  /** Finds records by many keys at once; see `Bulk.find`. */
  findMany(...question: Parameters<Bulk['find']>): ReturnType<Bulk['find']> {
    return this.#engine.bulk.find(...question);
  }

  /** The row of the table, or undefined. */
  async read(table: JournaledTable, id: number): Promise<RawRow | undefined> {
    return sql<RawRow>`select * from ${sql.ref(table)} where id = ${id}`.first(this.#engine);
  }

  /** The journaled rows, in order. */
  get rows(): readonly ChangeRow[] {
    return this.#journal.all;
  }

  /**
   * Updates the projections now, which takes long after many writes. `report` is called with the progress. What may still
   * grow is done once, at its end.
   */
  async updateProjections(report: ProgressCallback): Promise<void> {
    if (!(await this.#mayGrow())) await this.#catchUp({ isForNew: false, report });
  }

  /** Indexes the records created so far, while their pages are cached, unless something may be added to them. */
  async indexCreated(): Promise<void> {
    if (!(await this.#mayGrow())) await this.#catchUp({ isForNew: true, report: noProgress });
  }

  #catchUp(how: Omit<CatchUp, 'now'>): Promise<void> {
    return this.#projections.catchUp(this.#writer, { now: Date.parse(this.now), ...how });
  }

  /** Does what the database may refuse; only that is undone then, and the transaction goes on. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    return this.#writer.attempt(work);
  }

  /** Writes to a table outside the history, such as claims. */
  async executeUnjournaled(statement: Sql): Promise<void> {
    await this.#writer.run(statement);
  }

  get #engine(): Engine {
    this.#requireOpen();
    return this.#open;
  }

  get #writer(): Engine {
    this.#requireUnrecorded();
    return this.#open;
  }

  #requireOpen(): void {
    if (this.#state === 'ended') throw new Error('a Tx was used after the end of its transaction');
  }

  #requireUnrecorded(): void {
    this.#requireOpen();
    if (this.#state === 'recorded') throw new Error('a Tx was written to after its change was journaled');
  }

  /** The statement that adds a row. Rows of an import share their columns, so it is reused. */
  #insertion(table: JournaledTable, row: RawRow): Sql {
    const columns = Object.keys(row);
    let last = this.#insertions.get(table);
    if (last?.columns.length !== columns.length || last.columns.some((c, i) => c !== columns[i])) {
      last = { columns, texts: insertTexts(table, columns) };
      this.#insertions.set(table, last);
    }
    return new Sql(
      last.texts,
      Object.values(row).map((value) => value ?? null),
    );
  }

  /** Writes a row that is there. Where the database leaves it as it is without an error, the acting user may not write it. */
  async #runOn(table: JournaledTable, id: number, statement: Sql): Promise<void> {
    const { changes } = await this.#writer.run(statement);
    if (changes !== 1) throw new Error(`${table} ${id} was not written`);
  }

  async #write(table: JournaledTable, id: number, before: RawRow, after: RawRow): Promise<void> {
    const sets = Object.entries(after).map(([column, value]) => sql`${sql.ref(column)} = ${value ?? null}`);
    await this.#runOn(table, id, sql`update ${sql.ref(table)} set ${sql.join(sets)} where id = ${id}`);
    if (table === 'noun') await followNoun(this.#writer, before, { ...before, ...after });
    this.#journal.recordUpdate(table, id, before, after);
    this.#projections.markUpdated(table, id, before, after);
  }

  #inserted(table: JournaledTable, first: number, last = first): void {
    this.#projections.markCreated(table, first, last);
    this.#journal.recordInserts(table, first, last);
  }
}

/** The text parts of an INSERT, with the values between them. */
function insertTexts(table: JournaledTable, columns: readonly string[]): string[] {
  return [`${intoSql(table, columns)} values (`, ...columns.slice(1).map(() => ', '), ')'];
}

function intoSql(table: JournaledTable, columns: readonly string[]): string {
  return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}

/** Changes of the same columns together. */
function byColumns(changes: readonly RowChange[]): Map<string, RowChange[]> {
  const groups = new Map<string, RowChange[]>();
  for (const change of changes) {
    const columns = Object.keys(change.after).join();
    const group = groups.get(columns);
    if (group) group.push(change);
    else groups.set(columns, [change]);
  }
  return groups;
}
