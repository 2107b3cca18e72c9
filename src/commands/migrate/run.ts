import { basename, extname, join } from 'node:path';
import { migrateFiles } from '../../app/migrate/migrate.ts';
import type { PreparedFile } from '../../app/migrate/migration.ts';
import type { OpenRecordImport, RowCounts } from '../../app/migrate/record-import.ts';
import { isPart } from '../../app/migrate/subjects.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { failed, refused, usage } from '../../domain/errors.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { isSameFile } from '../../io/files.ts';
import { makeFolder } from '../../io/make-folder.ts';
import type { Outputs } from '../../io/outputs.ts';
import { reasonOf } from '../../io/write-errors.ts';
import { counted, countText } from '../../render/counts.ts';
import type { Tx } from '../../store/tx.ts';
import { noteLines } from '../record/import/cell-notes.ts';
import { FileImport } from '../record/import/file-import.ts';
import type { ImportOptions } from '../record/import/options.ts';
import { RejectedRows } from '../record/import/rejected-rows.ts';
import type { OpenFile } from './files.ts';
import { createdFor, type MigrateOptions, mapsOf, valuesOf } from './options.ts';
import { changedColumns } from './plan-file.ts';
import { rejectedLines } from './rejected-files.ts';
import type { MigrationResult, PlannedOpenFile } from './results.ts';

/** What a plan says of the columns of files, by path. */
type SavedColumns = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Prepared = PreparedFile<OpenFile, RejectedRows>;

/**
 * Imports files in one transaction, in an order in which references can be resolved: all of them, all except rejected
 * rows that go to a folder, or nothing.
 */
export async function runMigration(
  ctx: Context,
  planned: readonly PlannedOpenFile[],
  options: MigrateOptions,
  outputs: Outputs,
  savedColumns?: SavedColumns,
): Promise<MigrationResult> {
  refuseOwnFolder(planned, options);
  const mapsFor = mapsOf(options.map, ctx.nouns, planned);
  const files = planned.map(
    (plan): Prepared => ({
      plan,
      map: isPart(plan.subject) ? mapsFor(plan) : [],
      system: options.system || (plan.vendor?.preset.name ?? ''),
      rejected: rejectedOf(ctx, plan, options, outputs),
    }),
  );
  const { store, clock, currency, readPhone, readPhones } = await ctx.deps();
  try {
    const migration = await migrateFiles(
      {
        store,
        clock,
        currency,
        readPhone,
        readPhones,
        hintsOf: ctx.hintsOf,
        openImport: importOpener(ctx, planned, files, options, mapsFor, savedColumns),
        async beforeCommit(done) {
          if (options.rejects === undefined) refuseRejected(done);
          for (const { rejected } of files) await rejected.finish();
        },
      },
      { files, isDryRun: options.dryRun, summaryOf },
    );
    for (const { rejected } of files) await rejected.commit();
    return migration;
  } finally {
    for (const { rejected } of files) rejected.discard();
  }
}

/** Opens the import of each file with the options that are for it. */
function importOpener(
  ctx: Context,
  planned: readonly PlannedOpenFile[],
  files: readonly Prepared[],
  options: MigrateOptions,
  mapsFor: (plan: PlannedOpenFile) => string[],
  savedColumns: SavedColumns | undefined,
): OpenRecordImport<OpenFile> {
  const valuesFor = valuesOf(options.mapValue, ctx.nouns, planned);
  const defaultsFor = valuesOf(options.defaults, ctx.nouns, planned);
  return async (tx, noun, plan, table, shared) => {
    const spec = ctx.nouns.get(noun);
    const known = await fieldsOf(await ctx.store(), spec);
    const { rejected: refusals } = files.find((file) => file.plan === plan) as Prepared;
    const hasPipeline = options.pipeline !== undefined && known.some(({ target }) => target === 'pipeline');
    const imported: ImportOptions = {
      map: mapsFor(plan),
      mapValue: valuesFor(plan, known),
      defaults: [...(hasPipeline ? [`pipeline=${options.pipeline}`] : []), ...defaultsFor(plan, known)],
      dateFormat: options.dateFormat,
      round: options.round,
      nullWords: options.nullWords,
      delimiter: options.delimiter,
      sheet: undefined,
      encoding: options.encoding,
      headers: undefined,
      match: null,
      blankClears: false,
      onMatch: options.onMatch,
      create: createdFor(options.create, spec, isKnown(plan) || plan.table.format === 'vcard'),
      createsNamedOnly: options.create === undefined,
      createFields: options.createFields,
      newFields: [],
      dryRun: options.dryRun,
      rejects: options.rejects,
      system: options.system ?? '',
      preset: undefined,
      listed: false,
    };
    const { vendor, file } = plan;
    const given = { spec, known, options: imported, source: file.source, table, refusals, vendor, shared };
    const columns = savedColumns?.get(file.path);
    const changed = columns === undefined ? [] : changedColumns(columns, await usualMapping(ctx, tx, given));
    const records = await FileImport.open(ctx, tx, {
      ...given,
      options: { ...imported, map: [...changed, ...imported.map] },
    });
    return {
      first: () => records.first(),
      again: () => records.again(),
      last: () => records.last(),
      result() {
        const { counts, columns, skipped, warnings, notes, unused } = records.result();
        return {
          counts,
          mapping: columns.mapping,
          skipped,
          unused,
          warnings: [...warnings, ...noteLines(notes)],
        };
      },
    };
  };
}

/** Whether a known program wrote a file. */
function isKnown({ vendor }: PlannedOpenFile): boolean {
  return vendor !== null && vendor.preset.makeshift !== true;
}

/** The mapping of a file without a plan. */
async function usualMapping(
  ctx: Context,
  tx: Tx,
  given: Parameters<typeof FileImport.open>[2],
): Promise<Mapping> {
  const options = { ...given.options, createFields: false };
  return (await FileImport.open(ctx, tx, { ...given, options })).result().columns.mapping;
}

/** Files of rejected rows have the names of their sources; the next migration of the folder would read them. */
function refuseOwnFolder(planned: readonly PlannedOpenFile[], { rejects }: MigrateOptions): void {
  if (rejects === undefined) return;
  if (planned.some(({ file }) => isSameFile(join(file.path, '..'), rejects)))
    throw usage('--rejects names the migrated folder itself', 'Name another folder for the rejected rows.');
}

function rejectedOf(
  ctx: Context,
  { file, part, subject, vendor }: PlannedOpenFile,
  { rejects, dryRun }: MigrateOptions,
  outputs: Outputs,
): RejectedRows {
  if (rejects === undefined || dryRun) return new RejectedRows(ctx, file.table, undefined);
  outputs.checkFolder(rejects);
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

function refuseRejected({ files }: MigrationResult): void {
  const bad = files.filter(({ rejected }) => rejected.count > 0);
  if (bad.length === 0) return;
  const rows = files.reduce((sum, { counts }) => sum + counts.rows, 0);
  const count = bad.reduce((sum, { rejected }) => sum + rejected.count, 0);
  throw refused(
    `nothing was migrated: ${countText(count)} of ${counted(rows, 'row')} were rejected`,
    ...bad.flatMap(({ plan, rejected }) => rejectedLines(plan.file.name, rejected)),
    'Import the others: --rejects <folder> keeps these   See all: --dry-run --report migration.md',
  );
}

function summaryOf(migration: MigrationResult | undefined): string {
  const files = migration?.files ?? [];
  const sum = (kind: keyof RowCounts) => files.reduce((all, { counts }) => all + counts[kind], 0);
  const count = new Set(files.map(({ plan }) => plan.file.path)).size;
  return `migrated ${counted(count, 'file')}: ${sum('created')} created, ${sum('changed')} updated`;
}
