import type { Mapping } from '../../intake/mapping.ts';
import type { Counts } from '../record/import/imported.ts';
import type { Refusals } from '../record/import/refusals.ts';
import type { PlannedFile } from './plan.ts';
import type { StageLine } from './reconcile.ts';

/** What became of a file. */
export interface Migrated {
  readonly plan: PlannedFile;
  readonly counts: Counts;
  readonly refusals: Refusals;
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
  readonly files: readonly Migrated[];
  readonly stages: readonly StageLine[];
}
