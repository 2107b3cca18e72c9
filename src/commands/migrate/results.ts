import type { PlannedFile } from '../../app/migrate/files.ts';
import type { MigratedFile, Migration } from '../../app/migrate/migration.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { OpenFile } from './files.ts';

/** A planned file on this machine. */
export type PlannedOpenFile = PlannedFile<OpenFile>;

/** The result for a file, with the rows that were rejected. */
export type FileResult = MigratedFile<OpenFile, RejectedRows>;

/** The result for all files. */
export type MigrationResult = Migration<OpenFile, RejectedRows>;
