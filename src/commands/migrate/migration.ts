import type { Minor } from '../../domain/money.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { Counts } from '../record/import/import-result.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { PlannedFile } from './plan.ts';

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

/** Opportunities with one stage and currency, in the file and in the database. */
export interface StageLine {
  readonly file: string;
  /** As written in the file; empty if blank. */
  readonly theirs: string;
  /** Names of their stages in the database. */
  readonly ours: string;
  readonly currency: string;
  /** Number of rows in the file, and their sum in minor units. */
  readonly rows: number;
  readonly sum: Minor;
  /** Of these, rejected rows, and rows that matched the opportunity of an earlier one. */
  readonly refused: Part;
  readonly repeated: Part;
  /** Number of opportunities in the database, and their sum. */
  readonly opps: number;
  readonly ourSum: Minor;
  /** Their sum, minus rejected and repeated rows, minus ours: 0 if both sides agree. */
  readonly difference: Minor;
}

interface Part {
  readonly rows: number;
  readonly sum: Minor;
}

/** The result for all files. */
export interface Migration {
  readonly files: readonly MigratedFile[];
  readonly stages: readonly StageLine[];
}
