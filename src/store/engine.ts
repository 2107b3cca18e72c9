import type { CustomNoun } from '../domain/custom-noun.ts';
import type { Noun } from '../domain/field.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import type { WayOut } from '../domain/way-out.ts';
import type { FileFolder } from './files/file-folder.ts';
import type { IdSet } from './id-set.ts';
import type { LockWait } from './lock-wait.ts';
import type { ProgressCallback } from './progress.ts';
import type { Acting, Bound, Db, RawRow, Sql } from './sql.ts';

/** A row whose `parent` row does not exist. */
export interface DanglingRow {
  readonly table: string;
  readonly id: number;
  /** The referring column. */
  readonly column: string;
  readonly parent: string;
  readonly parentId: number;
}

/** A check of a database, with its problem if there is one, and what can be done about it. */
export interface Finding {
  readonly what: string;
  readonly detail: string;
  readonly problem?: string;
  readonly wayOut?: WayOut;
}

/** Writes the conditions of a query for many keys. */
export interface KeyWriter {
  /** A part of the key. */
  part(index: number): string;
  /** A condition that must not use an index, because another one finds fewer rows. */
  unindexed(condition: string): string;
  /** A value in the JSON of a column, written as its index has it; `ignoresCase` says whether the index does. */
  jsonValue(column: string, path: string, ignoresCase: boolean): string;
}

/** What an engine does for very many rows at once. */
export interface Bulk {
  /** Many rows follow in this transaction, some of which point to later ones. */
  begin(): Promise<void>;
  /** The next row numbers of some tables, in a writing transaction. */
  nextIds(tables: readonly string[]): Promise<number[]>;
  /** Default values of the columns of a table. */
  columnDefaults(table: string): Promise<RawRow>;
  /** Adds rows: values of the columns of the first one, then of the next. */
  insert(table: string, columns: readonly string[], values: readonly Bound[]): Promise<void>;
  /** Sets columns of rows: of each its number and the values. */
  update(table: string, columns: readonly string[], rows: readonly (readonly Bound[])[]): Promise<void>;
  /**
   * Very many rows of a table follow, which nothing looks for but by their numbers and by the `used` columns: an engine
   * may do without its other indexes until `restoreIndexes` or the end of the transaction. Rows leave most of the `blank`
   * columns blank.
   */
  suspendIndexes(table: string, used: readonly string[], blank?: readonly string[]): Promise<void>;
  /** Makes the indexes that were suspended. */
  restoreIndexes(): Promise<void>;
  /** For each key the ids that a query finds, at most `limit`. */
  find(
    queryOf: (write: KeyWriter) => string,
    keys: readonly (readonly Bound[])[],
    limit: number,
  ): Promise<readonly (readonly number[])[]>;
}

/** A column of the database. */
export interface TableColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'real';
  /** Whether it may be null. */
  readonly nullable: boolean;
  /** Whether its text is JSON, which JSON lines contain as it is. */
  readonly json: boolean;
  /** Whether it is part of the primary key. */
  readonly key: boolean;
}

/** An index on the values of a custom field. */
export interface FieldIndex {
  readonly noun: Noun;
  readonly field: string;
  /** Where the parts of the value are in the custom values of a record. */
  readonly paths: readonly string[];
  readonly ignoresCase: boolean;
  readonly isUnique: boolean;
}

/** What a database knows of its tables. */
export interface Catalog {
  /** The columns of a table in order. */
  columns(table: string): Promise<TableColumn[]>;
  schemaVersion(): Promise<number>;
  /** The columns that refer to rows of a table. */
  columnsReferring(table: string): Promise<readonly { readonly table: string; readonly column: string }[]>;
  /** Has these indexes on custom fields and no others, in a transaction. */
  indexFields(indexes: readonly FieldIndex[]): Promise<void>;
  /**
   * Makes the tables of a noun, in a transaction: numbers go on where they ended if it was there before. Throws `conflict`
   * where another table has its name.
   */
  createNoun(noun: CustomNoun): Promise<void>;
  /** Removes the tables of a noun, which are empty. */
  dropNoun(name: string): Promise<void>;
  /** Relates the records of a noun to those of another one, or no longer. */
  addRelation(noun: string, to: string): Promise<void>;
  dropRelation(noun: string, to: string): Promise<void>;
  /** The last number that was given to a row of each table, whether it is still there or not. */
  lastNumbers(): Promise<ReadonlyMap<string, number>>;
  /** Has numbers of new rows go on behind this one; in a transaction. */
  setLastNumber(table: string, number: number): Promise<void>;
}

/** Records that are out of date in the search index, by noun. */
export interface OutdatedRecords {
  /** New, not in the index yet. */
  readonly fresh: ReadonlyMap<string, IdSet>;
  /** Changed, themselves or by their e-mails, phones and tags. */
  readonly touched: ReadonlyMap<string, IdSet>;
}

/** What records are searched for: all of the terms, of each one of several texts, whose last word may go on. */
export interface TextQuery {
  readonly terms: readonly (readonly string[])[];
  /** Whether only titles count. */
  readonly inTitle?: true;
}

/** Number of records of a noun that the search index lacks, and that it has too many. */
export interface IndexGap {
  readonly noun: Noun;
  readonly missing: number;
  readonly stale: number;
}

/** The index of what can be searched of records: names, texts, addresses, phones, tags, custom fields. */
export interface SearchIndex {
  /** The best matches among records of these nouns; of very many matches the latest. */
  find(query: TextQuery, nouns: readonly Noun[], limit: number): Promise<RecordRef[]>;
  /** Words of the searched texts that begin with some letters, those of most records first. */
  wordsBeginning(letters: string): Promise<string[]>;
  /** All searched text of a record; blank if there is none. */
  textOf(record: RecordRef): Promise<string>;
  /** The searched texts of records beside their titles, by name. */
  bodiesOf(
    noun: Noun,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>>;
  /** Brings it in step with records, in their transaction. */
  update(records: OutdatedRecords, report: ProgressCallback): Promise<void>;
  /** Rebuilds it from the tables, in a transaction. */
  rebuild(): Promise<void>;
  /** Removes all records of a noun from it, in a transaction. */
  forget(noun: string): Promise<void>;
  /** The number of records in it. */
  size(): Promise<number>;
  gaps(): Promise<IndexGap[]>;
}

/** Rows of a table that were not what they are now. */
export interface PastTable {
  /** Their numbers, in ranges in order: of rows that were other, or were not there. */
  readonly touched: readonly { readonly first: number; readonly last: number }[];
  /** Those that were there, as they were, some at a time. They are read once. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
  /** Whether nothing else of the table is read. */
  readonly isAlone?: boolean;
}

/** How a transaction is written. */
export interface WriteOptions {
  /** Whether it is on the disk when it is done; another may be lost in a power cut, and costs no sync. */
  readonly isSynced: boolean;
  /** The error for a row that would point nowhere, which keeps the database from committing. */
  readonly explainDangling?: (row: DanglingRow) => Promise<unknown>;
}

/** What a database engine does for the store. Statements are prepared once and kept. All values are bound. */
/** Where the file of an open database is: in its place, nowhere, or replaced by another. */
export type FilePlace = 'here' | 'away' | 'replaced';

export interface Engine extends Db {
  /** Whether the file is writable. */
  readonly readonly: boolean;
  /** Whether the database is only in memory, because there is no file yet. */
  readonly isDraft: boolean;
  /** The text of a query, with its values in it, for people. */
  textOf(query: Sql): string;
  /** Runs a writing statement: the number of changed rows, and the number of the last new row. */
  run(statement: Sql): Promise<{ changes: number; id: number }>;
  /** Reads the nouns of the team again: their rows have changed in this transaction. */
  forgetNouns(): void;
  /** Sets what formulas are computed with. */
  setActing(acting: Acting): void;
  readonly catalog: Catalog;
  readonly bulk: Bulk;
  readonly search: SearchIndex;
  /** The contents of files that records have. */
  readonly files: FileFolder;
  /**
   * Starts a snapshot: other writes are not visible until `endRead` or until a writing transaction begins. Does
   * nothing during a snapshot.
   */
  beginRead(): Promise<void>;
  endRead(): Promise<void>;
  /** Runs `work`, which only reads, on tables as they once were. */
  readPast<T>(tables: ReadonlyMap<string, PastTable>, work: () => Promise<T>): Promise<T>;
  /** Whether a snapshot is active. */
  readonly isReading: boolean;
  /**
   * Runs `work` in one transaction and commits it; waits for other writers. When it throws, nothing has happened. An
   * engine may run it again where it met another writer: so it prints nothing, asks nobody and reads no stream.
   */
  write<T>(work: () => Promise<T>, options: WriteOptions): Promise<T>;
  /** Runs a part of a transaction that the database may refuse: then only that part is undone. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** A row that is about to be changed or removed: nobody else changes it before the end of the transaction. */
  lock(table: string, id: number): Promise<RawRow | undefined>;
  /** Postpones foreign key checks to the commit: an undo restores records in any order. */
  deferForeignKeys(): Promise<void>;
  /**
   * Creates the file of an in-memory database, with all committed data; does nothing for others. Throws `conflict` if
   * another process has just created one.
   */
  publish(): Promise<void>;
  /** Rows that point nowhere. */
  danglingRows(): Promise<DanglingRow[]>;
  /** Copies the whole database to a new private file, synced and checked; `shown` is its name in errors. */
  backup(path: string, shown?: string): Promise<void>;
  /** Problems of the file; empty if it is sound. */
  check(): Promise<string[]>;
  /** Location, size and form of the database, and who may use it. */
  inspect(): Promise<Finding[]>;
  /** Repairs what `inspect` finds without loss: file permissions. */
  repair(): Promise<void>;
  /** Sets how to wait for other writers. */
  setLockWait(wait: LockWait): void;
  /** Whether the file is still in place: writes to a moved or removed file are lost. */
  isInPlace(): boolean;
  /** Throws `failed` where the file is not in place: nothing may be written, as it would be lost. */
  requireInPlace(): void;
  /** Where the file is now, for what stays open: it keeps nothing that could harm a file that takes its place. */
  place(): FilePlace;
  /**
   * Connects to the file that is in place now; returns whether that is another one. Throws what opening it would, and
   * then stays connected to the former one.
   */
  reconnect(): Promise<boolean>;
  /** A number that changes when another connection has written. */
  version(): Promise<number>;
  close(): Promise<void>;
}
