import type { UnknownKeys } from '../../../formats/table.ts';
import type { Columns } from './columns.ts';
import type { FirstRows } from './first-rows.ts';
import type { RejectedRows } from './rejected-rows.ts';
import type { Samples } from './samples.ts';

/** What an import did, or would do. */
export interface ImportResult {
  /** What messages call the file. */
  readonly name: string;
  readonly columns: Columns;
  readonly counts: Counts;
  readonly refusals: RejectedRows;
  /** Keys of JSON objects that had no column. */
  readonly unknownKeys: UnknownKeys;
  /** Lines above the header. */
  readonly title: readonly string[];
  /** Lines under a report that are no records. */
  readonly skipped: number;
  /** Records made or changed, where they were asked for. */
  readonly touched: readonly number[];
  /** Columns of one header that contradicted each other. */
  readonly warnings: readonly string[];
  /** What a dry run shows of the file. */
  readonly samples: Samples;
  readonly firstRows: FirstRows;
}

/** How many rows became what. */
export interface Counts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  skipped: number;
}
