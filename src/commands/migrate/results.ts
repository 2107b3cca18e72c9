import type { MigratedFile, Migration } from '../../app/migrate/migration.ts';
import type { RejectedRows } from '../rejected-rows.ts';

/** The result for a file, with the rows that were rejected. */
export interface FileResult extends MigratedFile {
  readonly rejected: RejectedRows;
}

/** The result for all files. */
export interface MigrationResult extends Migration {
  readonly files: readonly FileResult[];
}
