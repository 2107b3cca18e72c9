import type { Mapping } from '../../formats/mapping.ts';
import type { Counts } from '../record/import/import-result.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { PlannedFile } from './plan.ts';
import type { StageLine } from './reconcile.ts';

/** What became of a file. */
export interface MigratedFile {
  readonly plan: PlannedFile;
  readonly counts: Counts;
  readonly refusals: RejectedRows;
  readonly mapping: Mapping;
  /** Lines under a report that are no records. */
  readonly skipped: number;
  /** Rows of records that are in the bin of their program. */
  readonly deleted: number;
  /** What else is to be known of the file. */
  readonly warnings: readonly string[];
}

/** What became of all files. */
export interface Migration {
  readonly files: readonly MigratedFile[];
  readonly stages: readonly StageLine[];
}
