import type { Noun, Row } from '../../domain/field.ts';
import type { UnusedColumn } from '../../formats/column-uses.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import type { IdSet } from '../../store/id-set.ts';
import type { Tx } from '../../store/tx.ts';
import type { MigrationFile, PlannedFile } from './files.ts';

/** Number of rows by what became of them. */
export interface RowCounts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Rows that say what an earlier one said. */
  repeated: number;
  skipped: number;
}

/** The import of a file of records, which waits for rows of other files. */
export interface RecordImport {
  /** Imports every row except those that name a record which can come later. */
  first(): Promise<void>;
  /** Retries waiting rows; whether any was imported. */
  again(): Promise<boolean>;
  /** Imports the rows that wait for records which are in no file. */
  last(): Promise<void>;
  result(): RecordImportResult;
}

interface RecordImportResult {
  readonly counts: RowCounts;
  readonly mapping: Mapping;
  /** Skipped lines below a report. */
  readonly skipped: number;
  /** Columns with values that are in no record. */
  readonly unused: readonly UnusedColumn[];
  /** Other notes about the file. */
  readonly warnings: readonly string[];
}

/** A row of a file, and what became of it. */
export interface ImportedRow {
  readonly row: TableRow;
  /** Its values, as far as they could be read. */
  readonly values: Row;
  /** The record; null for a rejected row. */
  readonly id: number | null;
}

/** What the files of a migration share. */
interface SharedImport {
  /** Ids of users by their ids in the source program. */
  readonly userIds: ReadonlyMap<string, number>;
  /** Ids of the records of this noun that rows created or matched. */
  readonly seen: IdSet;
  /** Called with each row when it is decided. */
  readonly told: (row: ImportedRow) => void;
  /** The external source of ids, if it is not the program itself. */
  readonly externalSource: string | undefined;
}

/** Opens the import of a planned file with its own options. */
export type OpenRecordImport<File extends MigrationFile> = (
  tx: Tx,
  noun: Noun,
  file: PlannedFile<File>,
  table: Table,
  shared: SharedImport,
) => Promise<RecordImport>;
