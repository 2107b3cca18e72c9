import type { LockWait } from './lock-wait.ts';
import type { Bound, Db, RawRow, Sql } from './sql.ts';

/** A row that refers to a `parent` row that is not there. */
export interface DanglingRow {
  readonly table: string;
  readonly id: number;
  /** The column that refers to it. */
  readonly column: string;
  readonly parent: string;
  readonly parentId: number;
}

/** Something looked at in a database, and what is wrong with it, if anything is. */
export interface Finding {
  readonly what: string;
  readonly detail: string;
  readonly problem?: string;
  /** Whether the program can repair it by itself. */
  readonly isRepairable?: true;
}

/** A statement that answers at once; rows are their values in the order of the columns. */
export interface Statement {
  /** Whether it only reads. */
  readonly isReading: boolean;
  /** Returns the number of the row added, if one was. */
  run(params: readonly Bound[]): number;
  get(params: readonly Bound[]): readonly Bound[] | undefined;
  all(params: readonly Bound[]): readonly (readonly Bound[])[];
}

/** A database that answers at once. */
export interface Direct {
  prepare(sql: string): Statement;
  /** The number that the next row of a table gets, in a transaction that writes. */
  nextId(table: string): number;
  /**
   * Does without indexes until what it returns, one for each, is called in the same transaction: to make them at the end costs less
   * than to keep them in step with very many rows.
   */
  dropIndexesUntil(indexes: readonly string[]): (() => void)[];
}

/** A column as the database has it. */
export interface TableColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'real';
  /** Whether it may hold nothing. */
  readonly nullable: boolean;
  /** Whether its text is JSON: lines of JSON hold it as it is. */
  readonly json: boolean;
  /** Whether it is part of what tells rows apart. */
  readonly key: boolean;
}

/** What a database knows of its tables. */
export interface Catalog {
  /** The columns of a table, in their order. */
  columns(table: string): Promise<TableColumn[]>;
  schemaVersion(): Promise<number>;
  /** The last number that was given to a row of each table, whether it is still there or not. */
  lastNumbers(): Promise<ReadonlyMap<string, number>>;
  /** Has numbers of new rows go on behind this one; in a transaction. */
  setLastNumber(table: string, number: number): Promise<void>;
}

/** How a transaction is written. */
export interface WriteOptions {
  /** Whether it is on the disk when it is done; another may be lost in a power cut, and costs no sync. */
  readonly isSynced: boolean;
  /** The error for a row that would point nowhere, which keeps the database from committing. */
  readonly explainDangling?: (row: DanglingRow) => Promise<unknown>;
}

/**
 * What a database engine does for the store. Statements are prepared once and kept. All values are bound.
 */
export interface Engine extends Db {
  /** Whether the file can be written. */
  readonly readonly: boolean;
  /** Whether the database is in memory only, as there is no file yet. */
  readonly isDraft: boolean;
  /** Runs a statement that writes: how many rows it changed, and the number of the row it added last. */
  run(statement: Sql): Promise<{ changes: number; id: number }>;
  readonly catalog: Catalog;
  /** For bulk work, where waiting for each statement would cost more than it does; only an embedded engine has it. */
  readonly direct?: Direct;
  /**
   * Starts to read one moment: what others write meanwhile is not seen until `endRead`, or until a transaction that
   * writes begins. Does nothing while that is so already.
   */
  beginRead(): Promise<void>;
  endRead(): Promise<void>;
  /** Whether one moment is being read. */
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
  /** Postpones foreign key checks to the commit: an undo puts records back in any order. */
  deferForeignKeys(): Promise<void>;
  /**
   * Creates the file of a database that is in memory so far, with all that is committed; for any other nothing is to be
   * done. Throws `conflict` when another process has just created one.
   */
  publish(): Promise<void>;
  /** Rows that point nowhere. */
  danglingRows(): Promise<DanglingRow[]>;
  /** Copies the whole database into a new file that only its owner can read, on the disk and checked; errors call it `shown`. */
  backup(path: string, shown?: string): Promise<void>;
  /** Problems found in the file, none when it is sound. */
  check(): Promise<string[]>;
  /** Where the database is, how large, in which form, and who may use it. */
  inspect(): Promise<Finding[]>;
  /** Mends what `inspect` finds and can be mended without losing anything: permissions of the file. */
  repair(): Promise<void>;
  /** How others that write are waited for from now on. */
  setLockWait(wait: LockWait): void;
  /** Whether the file is still where it was opened: what is written to one that was moved or removed is lost. */
  isInPlace(): boolean;
  /** A number that changes when another connection has written. */
  version(): Promise<number>;
  close(): Promise<void>;
}
