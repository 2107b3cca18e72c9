import type { CleanedCells } from '../../formats/clean-table.ts';
import type { UnusedColumn } from '../../formats/column-uses.ts';
import type { ImportNotes } from '../../store/import/import-notes.ts';
import type { Columns } from './columns.ts';
import type { PhoneNotes } from './file-phones.ts';
import type { FirstRows } from './first-rows.ts';
import type { Samples } from './samples.ts';

/** Number of rows by what became of them. */
export interface RowCounts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Rows that say what an earlier one said. */
  repeated: number;
  skipped: number;
  rejected: number;
}

export function noRows(): RowCounts {
  return { rows: 0, created: 0, changed: 0, unchanged: 0, repeated: 0, skipped: 0, rejected: 0 };
}

/** What is to be told of the values of a file. */
export interface ImportRemarks {
  /** Contradictions of columns with equal headers, and words that may mean a blank cell. */
  readonly warnings: readonly string[];
  readonly phones: PhoneNotes;
  /** Number of ids that name a further record where there is room for one, by relation. */
  readonly placeless: ReadonlyMap<string, number>;
  /** Cells that are in no field, and new records of one name. */
  readonly notes: ImportNotes;
}

/** The result of an import, or of a dry run. */
export interface ImportResult extends ImportRemarks {
  /** Name of the file in messages. */
  readonly name: string;
  readonly columns: Columns;
  readonly counts: RowCounts;
  /** Lines above the header. */
  readonly title: readonly string[];
  /** Cells that were cleaned. */
  readonly cleaned: CleanedCells;
  /** Skipped footer lines of a report. */
  readonly skipped: number;
  /** Rows of other kinds of records. */
  readonly others: number;
  /** Created or updated records, if requested. */
  readonly ids: readonly number[];
  /** Columns, and keys of JSON objects, with values that are in no record. */
  readonly unused: readonly UnusedColumn[];
  /** Sample values for a dry run. */
  readonly samples: Samples;
  readonly firstRows: FirstRows;
}
