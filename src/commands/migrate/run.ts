import { basename, extname, join } from 'node:path';
import type { ImportOptions } from '../../app/import/options.ts';
import type { PlannedFile } from '../../app/migrate/files.ts';
import { migrateFiles } from '../../app/migrate/migrate.ts';
import type { Migration } from '../../app/migrate/migration.ts';
import type { AttachmentPort } from '../../app/migrate/record-files.ts';
import { isPart } from '../../app/migrate/subjects.ts';
import type { Context } from '../../context.ts';
import { failed, refused, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { isSameFile } from '../../io/files.ts';
import { makeFolder } from '../../io/make-folder.ts';
import type { Outputs } from '../../io/outputs.ts';
import { reasonOf } from '../../io/write-errors.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { counted, countText } from '../../render/counts.ts';
import { RejectedRows } from '../rejected-rows.ts';
import { createdFor, type MigrateOptions, mapsOf, valuesOf } from './options.ts';
import type { SavedFile } from './plan-file.ts';
import { rejectedLines } from './rejected-files.ts';
import type { FileResult, MigrationResult } from './results.ts';

/** What a plan says of the columns of files, by name of the file, and by kind of records or for all of them under a blank. */
type SavedColumns = ReadonlyMap<string, SavedFile['columns'] | undefined>;

/**
 * Imports files in one transaction, in an order in which references can be resolved: all of them, all except rejected
 * rows that go to a folder, or nothing.
 */
export async function runMigration(
  ctx: Context,
  planned: readonly PlannedFile[],
  options: MigrateOptions,
  outputs: Outputs,
  attachments: AttachmentPort,
  savedColumns?: SavedColumns,
): Promise<MigrationResult> {
  refuseOwnFolder(planned, options);
  const nouns = await ctx.nouns();
  const mapsFor = mapsOf(options.map, nouns, planned);
  const rejectedBy = new Map(planned.map((plan) => [plan, rejectedOf(ctx, plan, options, outputs)]));
  const withRejected = (migration: Migration): MigrationResult => ({
    ...migration,
    files: migration.files.map((file) => ({ ...file, rejected: rejectedBy.get(file.plan) as RejectedRows })),
  });
  const rejected = [...rejectedBy.values()];
  try {
    const migration = await migrateFiles(await ctx.deps(), {
      files: [...rejectedBy].map(([plan, rows]) => ({
        plan,
        map: isPart(plan.subject) ? mapsFor(plan) : [],
        system: options.system || (plan.vendor?.preset.name ?? ''),
        rejected: rows,
        savedColumns: columnsFor(plan, savedColumns),
      })),
      isDryRun: options.dryRun,
      attachments,
      optionsOf: optionsReader(nouns, planned, options, mapsFor),
      async beforeCommit(done) {
        if (options.rejects === undefined) refuseRejected(withRejected(done).files);
        for (const rows of rejected) await rows.finish();
      },
    });
    for (const rows of rejected) await rows.commit();
    return withRejected(migration);
  } finally {
    for (const rows of rejected) rows.discard();
  }
}

/** The options that are for a file of records with these fields. */
function optionsReader(
  nouns: Nouns,
  planned: readonly PlannedFile[],
  options: MigrateOptions,
  mapsFor: (plan: PlannedFile) => string[],
): (plan: PlannedFile, fields: readonly Field[]) => ImportOptions {
  const valuesFor = valuesOf(options.mapValue, nouns, planned);
  const defaultsFor = valuesOf(options.defaults, nouns, planned);
  return (plan, fields) => {
    const hasPipeline = options.pipeline !== undefined && fields.some(({ target }) => target === 'pipeline');
    return {
      map: mapsFor(plan),
      mapValue: valuesFor(plan, fields),
      defaults: [...(hasPipeline ? [`pipeline=${options.pipeline}`] : []), ...defaultsFor(plan, fields)],
      dateFormat: options.dateFormat,
      round: options.round,
      match: null,
      blankClears: false,
      onMatch: options.onMatch,
      create: createdFor(options.create, nouns, nouns.get(plan.subject as Noun)),
      createFields: options.createFields,
      newFields: [],
      dryRun: options.dryRun,
      allowsRejected: options.rejects !== undefined,
      system: options.system ?? '',
      preset: undefined,
      collectsIds: false,
    };
  };
}

/** What a plan says of the columns of a file, or of those of one kind of records in it. */
function columnsFor({ file, subject }: PlannedFile, saved: SavedColumns | undefined) {
  const ofFile = saved?.get(file.name);
  return ofFile?.get(subject) ?? ofFile?.get('');
}

/** Files of rejected rows have the names of their sources; the next migration of the folder would read them. */
function refuseOwnFolder(planned: readonly PlannedFile[], { rejects }: MigrateOptions): void {
  if (rejects === undefined) return;
  if (planned.some(({ file }) => isSameFile(join(file.path, '..'), rejects)))
    throw usage('--rejects names the migrated folder itself', 'Name another folder for the rejected rows.');
}

function rejectedOf(
  ctx: Context,
  { file, part, subject, vendor }: PlannedFile,
  { rejects, dryRun }: MigrateOptions,
  outputs: Outputs,
): RejectedRows {
  if (rejects === undefined || dryRun) return new RejectedRows(ctx, file.table, undefined);
  outputs.checkPlace(rejects);
  makeRejectsFolder(rejects);
  // A file with several kinds of records has a file of rejected rows for each.
  const isOneOfSeveral = vendor?.preset.parts?.includes(vendor.layout) === true;
  const which = part === 'happened' ? ' happened' : isOneOfSeveral ? ` ${subject}` : '';
  const name = `${basename(file.name, extname(file.name))}${which}.csv`;
  return new RejectedRows(ctx, file.table, outputs.target(join(rejects, name)));
}

function makeRejectsFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw failed(
      `cannot create the folder "${path}": ${isFile ? 'it is a file' : reasonOf(error)}`,
      'Name another folder after --rejects.',
    );
  }
}

function refuseRejected(files: readonly FileResult[]): void {
  const bad = files.filter(({ rejected }) => rejected.count > 0);
  if (bad.length === 0) return;
  const rows = files.reduce((sum, { counts }) => sum + counts.rows, 0);
  const count = bad.reduce((sum, { rejected }) => sum + rejected.count, 0);
  throw refused(
    `nothing was migrated: ${countText(count)} of ${counted(rows, 'row')} ${count === 1 ? 'was' : 'were'} rejected`,
    ...bad.flatMap(({ plan, rejected }) => rejectedLines(plan.file.name, rejected)),
    `${count < rows ? 'Import the others: --rejects <folder> keeps these   ' : ''}See all: --dry-run --report migration.md`,
  );
}
