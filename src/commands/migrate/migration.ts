import type { Mapping } from '../../formats/mapping.ts';
import type { Counts } from '../record/import/import-result.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { PlannedFile } from './plan.ts';
import type { StageLine } from './reconcile.ts';

/** The result for a file. */
export interface MigratedFile {
  readonly plan: PlannedFile;
  readonly counts: Counts;
  readonly refusals: RejectedRows;
  readonly mapping: Mapping;
  /** Skipped footer lines of a report. */
  readonly skipped: number;
  /** Rows of records in the recycle bin of their program. */
  readonly deleted: number;
  /** Other notes about the file. */
  readonly warnings: readonly string[];
}

/** The result for all files. */
export interface Migration {
  readonly files: readonly MigratedFile[];
  readonly stages: readonly StageLine[];
}
