import type { Noun } from '../domain/field.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { ChangeJournal, type ChangeRow, type JournaledTable } from './change-journal.ts';
import type { Direct, Engine, Statement } from './engine.ts';
import { noProgress, type ProgressCallback } from './progress.ts';
import type { CatchUp, Projection } from './projections/projection.ts';
import type { NewRow, Patch, TableName } from './schema.ts';
import { type Bound, type Db, type RawRow, Sql, sql } from './sql.ts';

/** Tables without the two columns that say when. */
const TABLES_WITHOUT_TIMESTAMPS: ReadonlySet<string> = new Set<TableName>([
  'user_external',
  'contact_account',
  'opp_contact',
  'stage_history',
  'email',
  'phone',
  'tagging',
  'former',
  'distinct_pair',
  'suppression',
]);

/** A row about to be made: when it was made may be left to the transaction. */
type Fresh<T extends JournaledTable> = T extends TableName
  ? Omit<NewRow<T>, 'created_at' | 'updated_at'> & { created_at?: string; updated_at?: string }
  : RawRow;

/** Some columns of a row; of a noun that is known when the program runs, any. */
type Changes<T extends JournaledTable> = T extends TableName ? Patch<T> : RawRow;

interface Insertion {
  readonly columns: readonly string[];
  readonly texts: readonly string[];
}

/** Statements that answer at once. */
export interface Bulk {
  read(sql: string): Pick<Statement, 'get' | 'all'>;
  /**
   * Adds so many rows of a table in one statement, each noted like one that `Tx.insert` adds: what it returns takes the
   * values of `columns`, row after row. They are made now.
   */
  insert(table: JournaledTable, columns: readonly string[], rows: number): (values: readonly Bound[]) => void;
  /** The number that the next row of a table gets. */
  nextId(table: JournaledTable): number;
  /** Does without indexes until what it returns is called, one for each, which has to be before the end. */
  dropIndexesUntil(indexes: readonly string[]): (() => void)[];
  /** Has something done when all that the change does is done, before it is recorded. */
  onBeforeCommit(settle: () => Promise<void>): void;
}

/**
 * The only way to write: every row goes through here and is noted for the history. Made by
 * `Changes.change`, alive for one transaction.
 */
export class Tx implements Db {
  /** The time of the change, UTC ISO 8601. */
  readonly now: string;
  /** The user who acts. */
  readonly userId: number;
  readonly #open: Engine;
  #state: 'open' | 'recorded' | 'ended' = 'open';
  readonly #journal = new ChangeJournal();
  readonly #projections: Projection;
  readonly #pendingFlushes: (() => Promise<void>)[] = [];
  readonly #insertions = new Map<JournaledTable, Insertion>();

  constructor(engine: Engine, projections: Projection, now: string, userId: number) {
    this.#open = engine;
    this.#projections = projections;
    this.now = now;
    this.userId = userId;
  }

  get nouns(): Nouns {
    return this.#open.nouns;
  }

  /** Rows of a query, as this transaction sees them. */
  all<T>(query: Sql<T>): Promise<T[]> {
    return this.#engine.all(query);
  }

  /** The same one by one, without holding them. */
  iterate<T>(query: Sql<T>): AsyncIterable<T> {
    return this.#engine.iterate(query);
  }

  /** From here on nothing may be written: what it wrote goes into the history now. */
  seal(): void {
    this.#state = 'recorded';
  }

  /** After the commit or the rollback. A write that came later would have no history. */
  end(): void {
    this.#state = 'ended';
  }

  /** Adds a row and returns its number. `created_at` and `updated_at` are filled in unless given. */
  async insert<T extends JournaledTable>(table: T, values: Fresh<T>): Promise<number> {
    const row = { ...(values as RawRow) };
    if (!TABLES_WITHOUT_TIMESTAMPS.has(table)) {
      row.created_at ??= this.now;
      row.updated_at ??= row.created_at;
    } else if (table === 'suppression') {
      row.created_at ??= this.now;
    }
    const { id } = await this.#writer.run(this.#insertion(table, row));
    this.#inserted(table, id);
    this.#projections.markWritten(table, id, row);
    return id;
  }

  /**
   * Changes the columns of `patch` that differ from what the row holds. Returns whether anything did.
   * Throws when there is no such row: callers resolve references first.
   */
  async update<T extends JournaledTable>(table: T, id: number, patch: Changes<T>): Promise<boolean> {
    const before = await this.#writer.lock(table, id);
    if (!before) throw new Error(`no ${table} ${id} to update`);
    const wanted = patch as RawRow;
    const columns = Object.keys(wanted).filter((c) => wanted[c] !== undefined && before[c] !== wanted[c]);
    if (columns.length === 0) return false;
    const after = Object.fromEntries(columns.map((c) => [c, wanted[c] as Bound]));
    if (!TABLES_WITHOUT_TIMESTAMPS.has(table) && !('updated_at' in after) && before.updated_at !== this.now)
      after.updated_at = this.now;
    await this.#write(table, id, before, after);
    return true;
  }

  /** Removes a row. What refers to it has to be removed first: the database holds that. */
  async remove(table: JournaledTable, id: number): Promise<void> {
    const before = await this.#writer.lock(table, id);
    if (!before) return;
    await this.#runOn(table, id, sql`delete from ${sql.ref(table)} where id = ${id}`);
    this.#journal.recordDelete(table, id, before);
    this.#projections.markWritten(table, id, before);
  }

  /** Says when a record was touched by way of its e-mails, phones or tags. */
  async touch(table: Noun, id: number): Promise<void> {
    await this.update(table, id, { updated_at: this.now });
  }

  /** Puts a row back as it was, number included: for undo and redo. */
  async reinsert(table: JournaledTable, row: RawRow): Promise<void> {
    await this.#writer.run(this.#insertion(table, row));
    this.#inserted(table, row.id as number);
    this.#projections.markWritten(table, row.id as number, row);
  }

  /**
   * Adds a row as it is, number included, to a database that is filled as a whole: search and call queue do not hear
   * of it, whoever fills it makes them anew.
   */
  async insertRaw(table: JournaledTable, row: RawRow): Promise<void> {
    await this.#writer.run(this.#insertion(table, row));
    this.#journal.recordInsert(table, row.id as number);
  }

  /** Sets exactly these columns, `updated_at` only if it is among them: for undo and redo. */
  async overwrite(table: JournaledTable, id: number, values: RawRow): Promise<void> {
    const before = await this.#writer.lock(table, id);
    if (before) await this.#write(table, id, before, values);
  }

  /** The row as the table has it, or undefined. */
  async read(table: JournaledTable, id: number): Promise<RawRow | undefined> {
    return sql<RawRow>`select * from ${sql.ref(table)} where id = ${id}`.first(this.#engine);
  }

  /** What was written, in order. */
  get rows(): readonly ChangeRow[] {
    return this.#journal.all;
  }

  /** Brings what follows from records in step now, which takes long after very much. `report` is told how far it is. */
  async updateProjections(report: ProgressCallback): Promise<void> {
    await this.flush();
    await this.#catchUp({ isForNew: false, report });
  }

  /** Has search find what was made so far: of much, while its pages are at hand. */
  indexCreated(): Promise<void> {
    return this.#catchUp({ isForNew: true, report: noProgress });
  }

  #catchUp(how: Omit<CatchUp, 'now'>): Promise<void> {
    return this.#projections.catchUp(this.#writer, { now: Date.parse(this.now), ...how });
  }

  /** Does what the database may refuse; only that is undone then, and the transaction goes on. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    return this.#writer.attempt(work);
  }

  /** Reading and adding for bulk work, answered at once; null where the engine has to be waited for. */
  bulk(): Bulk | null {
    const { direct } = this.#engine;
    if (!direct) return null;
    return {
      read: (sql) => this.#reading(direct.prepare(sql)),
      insert: (table, columns, rows) => this.#inserter(direct, table, columns, rows),
      nextId: (table) => {
        this.#requireOpen();
        return direct.nextId(table);
      },
      dropIndexesUntil: (indexes) => {
        this.#requireUnrecorded();
        return direct.dropIndexesUntil(indexes).map((recreate) => () => {
          this.#requireUnrecorded();
          recreate();
        });
      },
      onBeforeCommit: (settle) => {
        this.#requireUnrecorded();
        this.#pendingFlushes.push(settle);
      },
    };
  }

  /** Has written what was collected; before the change is recorded. */
  async flush(): Promise<void> {
    for (const settle of this.#pendingFlushes) await settle();
  }

  /** Writes to a table that is no record and that the history never sees, such as who has a lead on the phone. */
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
    if (this.#state === 'ended') throw new Error('a Tx was used after its transaction had ended');
  }

  #requireUnrecorded(): void {
    this.#requireOpen();
    if (this.#state === 'recorded') throw new Error('a Tx was written to after its change had been recorded');
  }

  #reading(statement: Statement): Pick<Statement, 'get' | 'all'> {
    if (!statement.isReading) throw new Error('a statement for reading would write');
    return {
      get: (params) => {
        this.#requireOpen();
        return statement.get(params);
      },
      all: (params) => {
        this.#requireOpen();
        return statement.all(params);
      },
    };
  }

  /** The statement that adds a row. Rows of an import have the same columns, one after the other. */
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

  #inserter(
    { prepare }: Direct,
    table: JournaledTable,
    columns: readonly string[],
    rows: number,
  ): (values: readonly Bound[]) => void {
    const timed = TABLES_WITHOUT_TIMESTAMPS.has(table) ? [] : ['created_at', 'updated_at'];
    const row = `(${[...columns.map(() => '?'), ...timed.map(() => literal(this.now))].join(', ')})`;
    const statement = prepare(
      `${intoSql(table, [...columns, ...timed])} values ${new Array(rows).fill(row).join(', ')}`,
    );
    const parents = ['email', 'phone', 'tagging'].includes(table)
      ? this.#open.nouns.names
          .map((parent) => [parent, columns.indexOf(`${parent}_id`)] as const)
          .filter(([, at]) => at >= 0)
      : [];
    return (values) => {
      this.#requireUnrecorded();
      // Numbers are given out one after the other, in the order of the rows.
      const last = statement.run(values);
      for (let id = last - rows + 1; id <= last; id++) this.#inserted(table, id);
      for (const [parent, first] of parents) {
        for (let at = first; at < values.length; at += columns.length)
          this.#projections.markDirty(parent, values[at] as number);
      }
    };
  }

  /** Writes a row that is there. Where the database leaves it as it is without an error, the acting user may not write it. */
  async #runOn(table: JournaledTable, id: number, statement: Sql): Promise<void> {
    const { changes } = await this.#writer.run(statement);
    if (changes !== 1) throw new Error(`${table} ${id} was not written`);
  }

  async #write(table: JournaledTable, id: number, before: RawRow, after: RawRow): Promise<void> {
    const sets = Object.entries(after).map(([column, value]) => sql`${sql.ref(column)} = ${value ?? null}`);
    await this.#runOn(table, id, sql`update ${sql.ref(table)} set ${sql.join(sets)} where id = ${id}`);
    this.#journal.recordUpdate(table, id, before, after);
    this.#projections.markUpdated(table, id, before, after);
  }

  #inserted(table: JournaledTable, id: number): void {
    this.#projections.markCreated(table, id);
    this.#journal.recordInsert(table, id);
  }
}

/** The texts of a statement that adds a row of a table, between which its values stand. */
function insertTexts(table: JournaledTable, columns: readonly string[]): string[] {
  return [`${intoSql(table, columns)} values (`, ...columns.slice(1).map(() => ', '), ')'];
}

function intoSql(table: JournaledTable, columns: readonly string[]): string {
  return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}

/** Text of our own as it stands in a statement. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
