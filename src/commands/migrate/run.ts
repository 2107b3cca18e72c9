import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Context } from '../../context.ts';
import { refused } from '../../domain/errors.ts';
import { NOUN_SPECS } from '../../domain/nouns/index.ts';
import type { Mapping } from '../../intake/mapping.ts';
import { UserImport } from '../../store/import/users.ts';
import { NumberSet } from '../../store/number-set.ts';
import type { Tx } from '../../store/tx.ts';
import { fieldsOf } from '../record/fields.ts';
import { type Counts, FileImport } from '../record/import/file-import.ts';
import { creatable, type ImportOptions } from '../record/import/options.ts';
import { Refusals } from '../record/import/refusals.ts';
import { type MigrateOptions, mapsByFile, valueMapsFor } from './options.ts';
import type { PlannedFile } from './plan.ts';
import { reconcile, type StageLine } from './reconcile.ts';
import { ORDER, type Taken } from './subject.ts';
import { takeUsers } from './user-file.ts';

/** What became of a file. */
export interface Migrated {
  readonly plan: PlannedFile;
  readonly counts: Counts;
  readonly refusals: Refusals;
  readonly mapping: Mapping;
  /** Lines under a report that are no records. */
  readonly skipped: number;
}

/** What became of all files. */
export interface Migration {
  readonly files: readonly Migrated[];
  readonly stages: readonly StageLine[];
}

/** Takes everything back out of the transaction. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Takes files in one transaction, in an order that lets each find what it points to: all of them, all but what is refused into a folder, or nothing. */
export async function migrate(
  ctx: Context,
  planned: readonly PlannedFile[],
  options: MigrateOptions,
): Promise<Migration> {
  const maps = mapsByFile(options.map, planned);
  const files = planned.map((plan) => ({
    plan,
    map: maps.get(plan.file.name) ?? [],
    refusals: refusalsOf(ctx, plan, options),
  }));
  let migration: Migration | undefined;
  try {
    await (await ctx.store()).change(
      async (tx) => {
        migration = await new Run(ctx, tx, options, files).all();
        if (options.dryRun) throw new Rehearsed();
        if (options.rejects === undefined) refuseRefused(migration);
      },
      () => summaryOf(migration),
    );
    for (const { refusals } of files) refusals.commit();
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  } finally {
    for (const { refusals } of files) refusals.discard();
  }
  return migration as Migration;
}

interface Prepared {
  readonly plan: PlannedFile;
  readonly map: readonly string[];
  readonly refusals: Refusals;
}

function refusalsOf(ctx: Context, { file }: PlannedFile, { rejects, dryRun }: MigrateOptions): Refusals {
  if (rejects === undefined || dryRun) return new Refusals(ctx, file.table.headers, undefined);
  mkdirSync(rejects, { recursive: true, mode: 0o700 });
  return new Refusals(
    ctx,
    file.table.headers,
    join(rejects, `${basename(file.name, extname(file.name))}.csv`),
  );
}

function refuseRefused({ files }: Migration): void {
  const bad = files.filter(({ refusals }) => refusals.count > 0);
  if (bad.length === 0) return;
  const rows = files.reduce((sum, { counts }) => sum + counts.rows, 0);
  const count = bad.reduce((sum, { refusals }) => sum + refusals.count, 0);
  throw refused(
    `nothing was migrated: ${count} of ${rows} rows cannot be taken`,
    ...bad.flatMap(({ plan, refusals }) => refusalLines(plan.file.name, refusals)),
    'Take the others: --rejects <folder> keeps these   See all: --dry-run --report migration.md',
  );
}

/** Why rows of a file were refused, in a few lines, and the ways out. */
export function refusalLines(name: string, refusals: Refusals): string[] {
  const reasons = refusals.reasons();
  const told = reasons
    .slice(0, TOLD)
    .map(
      ({ reason, line, count }) =>
        `  ${name}, ${count === 1 ? `line ${line}` : `${count} rows, the first in line ${line}`}: ${reason}`,
    );
  const more = reasons.slice(TOLD).reduce((sum, { count }) => sum + count, 0);
  return [
    ...told,
    ...(more > 0 ? [`  ${name}: and ${more} more`] : []),
    ...refusals.hints().map((hint) => `  ${hint}`),
  ];
}

/** How many reasons of a file a message tells of. */
const TOLD = 5;

function summaryOf(migration: Migration | undefined): string {
  const files = migration?.files ?? [];
  const sum = (kind: keyof Counts) => files.reduce((all, { counts }) => all + counts[kind], 0);
  return `migrated ${files.length} files: ${sum('made')} made, ${sum('changed')} changed`;
}

/** One pass over all files. */
class Run {
  readonly #ctx: Context;
  readonly #tx: Tx;
  readonly #options: MigrateOptions;
  readonly #files: readonly Prepared[];
  readonly #users: UserImport;

  constructor(ctx: Context, tx: Tx, options: MigrateOptions, files: readonly Prepared[]) {
    this.#ctx = ctx;
    this.#tx = tx;
    this.#options = options;
    this.#files = files;
    this.#users = new UserImport(tx);
  }

  async all(): Promise<Migration> {
    const done: Migrated[] = [];
    const stages: StageLine[] = [];
    for (const noun of ORDER) {
      const files = this.#files.filter(({ plan }) => plan.noun === noun);
      if (noun === 'user') for (const file of files) done.push(await this.#userFile(file));
      else if (files.length > 0) {
        const taken = await this.#noun(noun, files);
        done.push(...taken.map(({ migrated }) => migrated));
        if (noun === 'opp')
          for (const { migrated, ids } of taken)
            stages.push(...(await reconcile(this.#ctx, this.#tx, migrated, ids, this.#options)));
      }
    }
    return { files: done, stages };
  }

  async #userFile({ plan, map, refusals }: Prepared): Promise<Migrated> {
    const { mapping, counts } = await takeUsers(this.#ctx, plan, { users: this.#users, refusals, map });
    return { plan, counts, refusals, mapping, skipped: plan.file.table.skipped() };
  }

  /** Files of one noun share what their rows mean; a row of one may wait for a row of another. */
  async #noun(
    noun: Exclude<Taken, 'user'>,
    files: readonly Prepared[],
  ): Promise<{ migrated: Migrated; ids: (number | null)[] }[]> {
    const spec = NOUN_SPECS[noun];
    const seen = new NumberSet();
    const opened: { file: FileImport; prepared: Prepared; ids: (number | null)[] }[] = [];
    const store = await this.#ctx.store();
    for (const prepared of files) {
      const ids: (number | null)[] = [];
      const { source, table } = prepared.plan.file;
      const known = await fieldsOf(store, spec);
      const file = await FileImport.open(this.#ctx, this.#tx, {
        spec,
        known,
        options: this.#importOptions(noun, prepared, valueMapsFor(this.#options.mapValue, known)),
        source,
        table,
        refusals: prepared.refusals,
        vendor: prepared.plan.vendor,
        shared: {
          userIds: this.#users.ids,
          seen,
          ...(noun === 'opp'
            ? {
                became: (at: number, id: number) => {
                  ids[at] = id;
                },
              }
            : {}),
        },
      });
      await file.first();
      opened.push({ file, prepared, ids });
    }
    for (let more = true; more; ) {
      more = false;
      for (const { file } of opened) more = (await file.again()) || more;
    }
    for (const { file } of opened) await file.last();
    return opened.map(({ file, prepared: { plan, refusals }, ids }) => {
      const { counts, columns, skipped } = file.result();
      return { migrated: { plan, refusals, counts, mapping: columns.mapping, skipped }, ids };
    });
  }

  #importOptions(
    noun: Exclude<Taken, 'user'>,
    { map }: Prepared,
    mapValue: readonly string[],
  ): ImportOptions {
    const { create, pipeline, system } = this.#options;
    const made = new Set(creatable(NOUN_SPECS[noun]).filter((name) => create.has(name)));
    return {
      map,
      mapValue,
      defaults: noun === 'opp' && pipeline !== undefined ? [`pipeline=${pipeline}`] : [],
      dateFormat: this.#options.dateFormat,
      delimiter: undefined,
      encoding: undefined,
      onMatch: this.#options.onMatch,
      create: made,
      createFields: this.#options.createFields,
      dryRun: this.#options.dryRun,
      rejects: undefined,
      system: system ?? '',
      preset: undefined,
      listed: false,
    };
  }
}
