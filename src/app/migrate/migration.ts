import type { UnusedColumn } from '../../formats/column-uses.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { StageLine } from './deal-sums.ts';
import type { MigrationFile, PlannedFile, RejectedRowSink } from './files.ts';
import type { RowCounts } from './record-import.ts';

/** A planned file, and where its rejected rows go. */
export interface PreparedFile<
  File extends MigrationFile = MigrationFile,
  Sink extends RejectedRowSink = RejectedRowSink,
> {
  readonly plan: PlannedFile<File>;
  readonly rejected: Sink;
  /** `Header=field` for files that are none of a noun. */
  readonly map: readonly string[];
  /** The source of its ids; blank if unknown. */
  readonly system: string;
}

/** The result for a file. */
export interface MigratedFile<
  File extends MigrationFile = MigrationFile,
  Sink extends RejectedRowSink = RejectedRowSink,
> extends PreparedFile<File, Sink> {
  readonly counts: RowCounts;
  readonly mapping: Mapping;
  /** Skipped footer lines of a report. */
  readonly skipped: number;
  /** Rows of records in the recycle bin of their program. */
  readonly deleted: number;
  /** Columns with values that are in no record. */
  readonly unused: readonly UnusedColumn[];
  /** Other notes about the file. */
  readonly warnings: readonly string[];
  /** What the words of its columns of choices became. */
  readonly words: readonly WordUse[];
}

/** A word of the file in a column of choices. */
export interface WordUse {
  readonly field: string;
  readonly theirs: string;
  /** Null if it was not understood. */
  readonly ours: string | null;
  readonly rows: number;
}

/** The result for all files. */
export interface Migration<
  File extends MigrationFile = MigrationFile,
  Sink extends RejectedRowSink = RejectedRowSink,
> {
  readonly files: readonly MigratedFile<File, Sink>[];
  readonly stages: readonly StageLine[];
  /** Leads that records name as what they were made of, and how many of them there are. */
  readonly leads: { readonly named: number; readonly found: number };
}
