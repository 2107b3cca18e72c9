import type { CleanedCells } from '../../../formats/clean-table.ts';
import type { UnusedColumn } from '../../../formats/column-uses.ts';
import type { ImportNotes } from '../../../store/import/import-notes.ts';
import type { Columns } from './columns.ts';
import type { FirstRows } from './first-rows.ts';
import type { RejectedRows } from './rejected-rows.ts';
import type { Samples } from './samples.ts';

/** The result of an import, or of a dry run. */
export interface ImportResult {
  /** Name of the file in messages. */
  readonly name: string;
  readonly columns: Columns;
  readonly counts: Counts;
  readonly refusals: RejectedRows;
  /** Lines above the header. */
  readonly title: readonly string[];
  /** Cells that were cleaned. */
  readonly cleaned: CleanedCells;
  /** Skipped footer lines of a report. */
  readonly skipped: number;
  /** Created or updated records, if requested. */
  readonly touched: readonly number[];
  /** Contradictions of columns with equal headers. */
  readonly warnings: readonly string[];
  /** Columns, and keys of JSON objects, with values that are in no record. */
  readonly unused: readonly UnusedColumn[];
  /** Sample values for a dry run. */
  readonly samples: Samples;
  readonly firstRows: FirstRows;
  /** Cells that are in no field, and new records of one name. */
  readonly notes: ImportNotes;
}

/** Number of rows by result. */
export interface Counts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  repeated: number;
  skipped: number;
}
