import type { DetectedPreset } from '../../formats/presets/detect.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';
import type { InputFile } from '../import/input-file.ts';
import type { RowFilter } from '../import/row-filter.ts';
import type { MigratedSubject } from './subjects.ts';

/** A file of a migration; its name is unique. */
export interface MigrationFile extends InputFile {
  /** Absolute path. */
  readonly path: string;
  reopen(): Promise<Table>;
}

/** A file, or a part of it, and the records that it has. */
export interface PlannedFile {
  readonly file: MigrationFile;
  /** Its rows: a file that is planned twice is opened twice. */
  readonly table: MigrationFile['table'];
  readonly subject: MigratedSubject;
  /** The program that wrote it; null if unknown. */
  readonly vendor: DetectedPreset | null;
  /** The part of a split file of tasks: open tasks, or completed activities. */
  readonly part: 'due' | 'happened' | null;
  /** Which rows of the file are such records; null for all. */
  readonly rows: RowFilter | null;
  /** Whether other parts of the file take its other rows, and count them. */
  readonly isSplit?: true;
  /** Matches rows of records in the recycle bin; null without such a column. */
  readonly deleted: RowFilter | null;
  /** For orders whose lines are in another file. */
  readonly asLines?: OrdersAsLines;
  /** Columns of ids of an unknown program that link nothing. */
  readonly unlinked?: readonly UnlinkedColumn[];
  /** The requested program, and the headers that the file lacks, if it is not one of its files. */
  readonly misfit: { readonly label: string; readonly missed: readonly string[] } | null;
}

/** Orders that are imported as their lines. */
interface OrdersAsLines {
  /** How many are no purchases themselves, known when they are read. */
  rows: number;
  /** The file of the lines. */
  readonly file: string;
  /** The ids of those that have lines in it. */
  readonly orders: ReadonlySet<string>;
  /** Whether an order comes to nothing beside its lines. */
  isEmpty(cells: TableRow['cells']): boolean;
  idOf(cells: TableRow['cells']): string;
}

/** A column of ids that links nothing, and why: no file has such records, none with ids, or these have other ids. */
export interface UnlinkedColumn {
  readonly header: string;
  /** What the records that it may name are called. */
  readonly records: string;
  readonly why: 'no file' | 'no ids' | 'other ids';
}

/** A file that is not imported, with the reason. */
export interface SkippedFile {
  readonly name: string;
  readonly why: SkipReason;
  /** Number of rows; null if it has none, or was skipped on request. */
  readonly rows: number | null;
}

/** Why a file is not imported. */
export type SkipReason =
  | { readonly type: 'asked' }
  | { readonly type: 'no orders' }
  | { readonly type: 'unreadable'; readonly text: string; readonly hint: string | null }
  | { readonly type: 'unsupported'; readonly subject: string }
  | { readonly type: 'unknown'; readonly headers: readonly string[] };
