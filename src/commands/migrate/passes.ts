import { completedTaskSource, KnownTasks } from '../../app/migrate/known-tasks.ts';
import { both, filterRows, not } from '../../app/migrate/row-filter.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { IdSet } from '../../store/id-set.ts';
import { UserImport } from '../../store/import/users.ts';
import type { Tx } from '../../store/tx.ts';
import { usersByExternalId } from '../../store/users.ts';
import { FileImport } from '../record/import/file-import.ts';
import { joinNames } from '../record/import/join-names.ts';
import { creatable, type ImportOptions } from '../record/import/options.ts';
import type { RejectedRows } from '../record/import/rejected-rows.ts';
import type { MigratedFile, Migration, StageLine } from './migration.ts';
import { type MigrateOptions, valueMapsFor } from './options.ts';
import type { PlannedFile } from './plan.ts';
import { reconcile } from './reconcile.ts';
import { MIGRATION_ORDER, PLURAL } from './subject.ts';
import { importUsers } from './user-file.ts';

/** A file, its `--map` options, and the target of its rejected rows. */
interface Prepared {
  readonly plan: PlannedFile;
  readonly map: readonly string[];
  readonly refusals: RejectedRows;
}

/** A file of records during the migration. */
interface Opened {
  readonly prepared: Prepared;
  readonly file: FileImport;
  /** Ids of the records of its rows, by row. */
  readonly ids: (number | undefined)[];
  readonly deleted: number;
}

/** Imports all files, one noun after the other, in one transaction. */
export class Passes {
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

  /** Throws `usage` for invalid options of a file; rejected rows are collected per file. */
  async all(): Promise<Migration> {
    const done: MigratedFile[] = [];
    const stages: StageLine[] = [];
    const tasks = new KnownTasks(this.#tx);
    for (const noun of MIGRATION_ORDER) {
      const files = this.#files.filter(({ plan }) => plan.noun === noun);
      if (noun === 'user') {
        for (const file of files) done.push(await this.#userFile(file));
        continue;
      }
      for (const { prepared, file, ids, deleted } of await this.#noun(noun, files, tasks)) {
        const { counts, columns, skipped, warnings, unknownKeys } = file.result();
        const { names, all } = unknownKeys;
        const keys =
          names.length === 0 ? [] : [`keys after the first hundred rows: ${joinNames(names, all)}`];
        const migrated = {
          ...prepared,
          counts,
          mapping: columns.mapping,
          skipped,
          deleted,
          warnings: [...warnings, ...keys],
        };
        done.push(migrated);
        if (noun === 'opp')
          stages.push(...(await reconcile(this.#ctx, this.#tx, migrated, ids, this.#options)));
      }
    }
    return { files: done, stages };
  }

  async #userFile({ plan, map, refusals }: Prepared): Promise<MigratedFile> {
    const system = this.#systemOf(plan) || this.#onlySystem();
    const users = { users: this.#users, system, refusals, map };
    const { mapping, counts } = await importUsers(this.#ctx, plan, users);
    return { plan, counts, refusals, mapping, skipped: plan.file.table.skipped(), deleted: 0, warnings: [] };
  }

  /** Files of one noun share their matches; a row of one can wait for a row of another. */
  async #noun(noun: Noun, files: readonly Prepared[], tasks: KnownTasks): Promise<Opened[]> {
    const seen = new IdSet();
    const all: Opened[] = [];
    for (const prepared of files) {
      const opened = await this.#open(noun, prepared, seen, tasks);
      await opened.file.first();
      all.push(opened);
    }
    for (let more = true; more; ) {
      more = false;
      for (const { file } of all) more = (await file.again()) || more;
    }
    for (const { file } of all) await file.last();
    return all;
  }

  async #open(noun: Noun, prepared: Prepared, seen: IdSet, tasks: KnownTasks): Promise<Opened> {
    const spec = this.#ctx.nouns.get(noun);
    const { plan, refusals } = prepared;
    const { source, table } = plan.file;
    const known = await fieldsOf(await this.#ctx.store(), spec);
    const options = this.#importOptions(noun, prepared, valueMapsFor(this.#options.mapValue, known));
    const system = this.#systemOf(plan);
    const kept = await usersByExternalId(this.#tx, system);
    const ids: (number | undefined)[] = [];
    const mine = await tasks.filterOf({ ...plan, table: plan.file.table }, system);
    const wanted = both(mine, plan.rows);
    const counted = { deleted: 0 };
    const alive = plan.deleted ? filterRows(table, not(plan.deleted), () => counted.deleted++) : table;
    const file = await FileImport.open(this.#ctx, this.#tx, {
      spec,
      known,
      options,
      source,
      table: wanted ? filterRows(alive, wanted) : alive,
      refusals,
      vendor: plan.vendor,
      shared: {
        userIds: new Map([...kept, ...this.#users.ids]),
        seen,
        became: (at, id) => {
          if (noun === 'opp') ids[at] = id;
        },
        externalSource: plan.part === 'happened' ? completedTaskSource(system) : undefined,
      },
    });
    refuseNameless(file.result().columns.mapping, plan);
    return {
      prepared,
      file,
      ids,
      get deleted() {
        return counted.deleted;
      },
    };
  }

  /** The program that the ids of a file come from; blank if unknown. */
  #systemOf({ vendor }: PlannedFile): string {
    return this.#options.system || (vendor?.preset.name ?? '');
  }

  /** The only known program of all files: a list of users has no columns to detect it by. */
  #onlySystem(): string {
    const systems = new Set(
      this.#files.map(({ plan }) => this.#systemOf(plan)).filter((system) => system !== ''),
    );
    return systems.size === 1 ? ([...systems][0] ?? '') : '';
  }

  #importOptions(noun: Noun, { map }: Prepared, mapValue: readonly string[]): ImportOptions {
    const { create, pipeline, system } = this.#options;
    const made = new Set(creatable(this.#ctx.nouns.get(noun)).filter((name) => create.has(name)));
    return {
      map,
      mapValue,
      defaults: noun === 'opp' && pipeline !== undefined ? [`pipeline=${pipeline}`] : [],
      dateFormat: this.#options.dateFormat,
      round: this.#options.round,
      nullWords: this.#options.nullWords,
      delimiter: this.#options.delimiter,
      sheet: undefined,
      encoding: this.#options.encoding,
      headers: undefined,
      match: null,
      blankClears: false,
      onMatch: this.#options.onMatch,
      create: made,
      createFields: this.#options.createFields,
      newFields: [],
      dryRun: this.#options.dryRun,
      rejects: undefined,
      system: system ?? '',
      preset: undefined,
      listed: false,
    };
  }
}

/** Required fields of a noun, if one column holds them. */
const NAMED_BY: Partial<Record<Noun, string>> = { account: 'name', opp: 'name', task: 'subject' };

/** Throws `usage` for a file without a column that names its records. */
function refuseNameless({ feeds }: Mapping, { file, noun }: PlannedFile): void {
  const needed = noun === 'user' ? undefined : NAMED_BY[noun];
  if (needed === undefined || feeds.some(({ field }) => field.name === needed)) return;
  const { headers } = file.table;
  const id = headers.find((header) => /id$/i.test(header.trim())) ?? headers[0];
  throw usage(
    `no column of ${file.name} is the ${needed} of ${PLURAL[noun]}`,
    `Columns: ${headers.join(', ')}`,
    `Assign it: --map '${file.name}:<column>=${needed}', or use the id: --map '${file.name}:${id}=external_id,${needed}'`,
    `Or skip the file: --noun '${file.name}=-'`,
  );
}
