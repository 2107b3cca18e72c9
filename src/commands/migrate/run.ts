import { basename, extname, join } from 'node:path';
import { changeOrDryRun } from '../../app/dry-run.ts';
import type { Context } from '../../context.ts';
import { failed, refused, usage } from '../../domain/errors.ts';
import { isSameFile } from '../../io/files.ts';
import { makeFolder } from '../../io/make-folder.ts';
import type { Outputs } from '../../io/outputs.ts';
import { reasonOf } from '../../io/write-errors.ts';
import { counted, countText } from '../../render/counts.ts';
import type { Counts } from '../record/import/import-result.ts';
import { RejectedRows } from '../record/import/rejected-rows.ts';
import type { Migration } from './migration.ts';
import { type MigrateOptions, mapsByFile } from './options.ts';
import { Passes } from './passes.ts';
import type { PlannedFile } from './plan.ts';
import { refusalLines } from './rejected-files.ts';

/**
 * Imports files in one transaction, in an order in which references can be resolved: all of them, all except rejected
 * rows that go to a folder, or nothing.
 */
export async function migrate(
  ctx: Context,
  planned: readonly PlannedFile[],
  options: MigrateOptions,
  outputs: Outputs,
): Promise<Migration> {
  const maps = mapsByFile(options.map, planned);
  refuseOwnFolder(planned, options);
  const files = planned.map((plan) => ({
    plan,
    map: maps.get(plan.file.name) ?? [],
    refusals: refusalsOf(ctx, plan, options, outputs),
  }));
  let migration: Migration | undefined;
  try {
    await changeOrDryRun(
      await ctx.store(),
      options.dryRun,
      async (tx) => {
        migration = await new Passes(ctx, tx, options, files).all();
        if (options.dryRun) return;
        if (options.rejects === undefined) refuseRefused(migration);
        for (const { refusals } of files) await refusals.finish();
      },
      () => summaryOf(migration),
    );
    for (const { refusals } of files) await refusals.commit();
  } finally {
    for (const { refusals } of files) refusals.discard();
  }
  return migration as Migration;
}

/** Files of rejected rows have the names of their sources; the next migration of the folder would read them. */
function refuseOwnFolder(planned: readonly PlannedFile[], { rejects }: MigrateOptions): void {
  if (rejects === undefined) return;
  if (planned.some(({ file }) => isSameFile(join(file.path, '..'), rejects)))
    throw usage('--rejects names the migrated folder itself', 'Name another folder for the rejected rows.');
}

function refusalsOf(
  ctx: Context,
  { file, part }: PlannedFile,
  { rejects, dryRun }: MigrateOptions,
  outputs: Outputs,
): RejectedRows {
  if (rejects === undefined || dryRun) return new RejectedRows(ctx, file.table, undefined);
  outputs.checkFolder(rejects);
  makeRejectsFolder(rejects);
  const name = `${basename(file.name, extname(file.name))}${part === 'happened' ? ' happened' : ''}.csv`;
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

function refuseRefused({ files }: Migration): void {
  const bad = files.filter(({ refusals }) => refusals.count > 0);
  if (bad.length === 0) return;
  const rows = files.reduce((sum, { counts }) => sum + counts.rows, 0);
  const count = bad.reduce((sum, { refusals }) => sum + refusals.count, 0);
  throw refused(
    `nothing was migrated: ${countText(count)} of ${counted(rows, 'row')} were rejected`,
    ...bad.flatMap(({ plan, refusals }) => refusalLines(plan.file.name, refusals)),
    'Import the others: --rejects <folder> keeps these   See all: --dry-run --report migration.md',
  );
}

function summaryOf(migration: Migration | undefined): string {
  const files = migration?.files ?? [];
  const sum = (kind: keyof Counts) => files.reduce((all, { counts }) => all + counts[kind], 0);
  const count = new Set(files.map(({ plan }) => plan.file.path)).size;
  return `migrated ${counted(count, 'file')}: ${sum('created')} created, ${sum('changed')} updated`;
}
