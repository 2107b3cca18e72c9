import { basename, dirname, resolve } from 'node:path';
import type { MigrationFile } from '../app/migrate/files.ts';
import { planFiles } from '../app/migrate/plan.ts';
import type { Context } from '../context.ts';
import { EXIT_PARTLY, isCrmError, unanswered, usage } from '../domain/errors.ts';
import { findPreset } from '../formats/presets/index.ts';
import type { Preset } from '../formats/presets/preset.ts';
import { OutputFile } from '../io/output-file.ts';
import type { OutputTarget } from '../io/outputs.ts';
import { command } from './command.ts';
import { addFileOptions, readCreate } from './file-options.ts';
import { AttachmentFolders } from './migrate/attachments.ts';
import { openFiles } from './migrate/files.ts';
import { markdownReport } from './migrate/markdown.ts';
import { creatables, type MigrateOptions, readSubjects } from './migrate/options.ts';
import { planText, readPlan } from './migrate/plan-file.ts';
import { type Outcome, outcomeAnswer, skippedRows } from './migrate/report.ts';
import { runMigration } from './migrate/run.ts';
import { outputsOf } from './outputs.ts';
import { repeat } from './parse-args.ts';
import { readOnMatch } from './record/import/options.ts';

export default command({
  summary: 'move in from another CRM: import a folder of its files',
  description:
    'Imports the files exported by another CRM, all at once and as one change: users, accounts, contacts, opportunities, leads, ' +
    'then activities and tasks. The type of each file is recognized by its columns, else by its name. References to other records ' +
    'are resolved by their id there, then by name or e-mail; converted leads are linked to their new records. The import is ' +
    'all-or-nothing; with --rejects, bad rows go to files and the rest are imported. The report lists the result of each file, and the sums of each stage on both sides. ' +
    'Importing the same files again changes nothing; crm undo undoes it all. If rows were rejected or files skipped, ' +
    'the exit code is 4; --noun file=- skips a file on purpose.',
  createsDatabase: 'filled',
  examples: [
    'migrate accounts.csv contacts.csv opps.csv --dry-run --report plan.md',
    'migrate accounts.csv opps.csv --save-plan move.toml',
    'migrate . --noun calls.csv=- --create all --rejects refused --report migration.md',
    "migrate leads.csv opps.csv --noun leads.csv=lead --map 'opps.csv:lost_reason=-' --dry-run",
  ],
  configure: (c, nouns) =>
    addFileOptions(
      c
        .argument('[folder|file...]', 'a folder of files, or files')
        .option('--report <file>', 'write the report to this new file, as Markdown')
        .option(
          '--rejects <folder>',
          'write rejected rows with the reason to files in this folder, import the others',
        )
        .option('--dry-run', 'show what would happen, change nothing')
        .option('--save-plan <file>', 'change nothing; write what would be done with each file, to be edited')
        .option('--plan <file>', 'do what an edited plan says, with the files that it names')
        .option(
          '--noun <file=noun>',
          "the noun of a file, if it is not recognized; '=-' skips the file; may be repeated",
          repeat,
        )
        .option(
          '--preset <name>',
          'the program that wrote the files, if it is not recognized; none for no program',
        )
        .option(
          '--map <header=field>',
          "assign a column; 'opp:header=field' for one noun, 'file.csv:header=field' for one file, '=-' drops it; may be repeated",
          repeat,
        )
        .option(
          '--map-value <field:theirs=ours>',
          "translate a value; 'opp:stage:theirs=ours' for one noun; may be repeated",
          repeat,
        )
        .option(
          '--default <field=value>',
          "value for blank cells; 'opp:source=expo' for one noun; may be repeated",
          repeat,
        )
        .option('--round', 'round amounts with more decimals than their currency has; else they are rejected')
        .option('--null <words>', "words for a blank cell, with commas: 'NULL,N/A'")
        .option('--date-format <pattern>', 'format of dates in the files: M/d/yyyy, dd.MM.yyyy HH:mm')
        .option(
          '--create <what>',
          `create missing linked records: ${creatables(nouns).join(', ')}, all or none; by default those that files of a known program name, but no stages and pipelines`,
          repeat,
        )
        .option('--create-fields', 'create a text field for each unmatched column')
        .option('--pipeline <name>', 'pipeline of deals without one; created with --create pipeline')
        .option('--on-match <what>', 'for existing records: update (default), skip or fail')
        .option('--system <name>', 'the program that ids are from, if it is not recognized'),
      'sheet of Excel workbooks, by name or number; by default each is read as a file of its own',
    ),
  async run({ args: [named], options: given }, ctx) {
    const nouns = await ctx.nouns();
    const saved = given.plan === undefined ? null : await readPlan(resolve(ctx.io.cwd, given.plan));
    const options = { ...saved?.options, ...given };
    const wanted: MigrateOptions = {
      map: options.map ?? [],
      mapValue: options.mapValue ?? [],
      defaults: options.default ?? [],
      dateFormat: options.dateFormat,
      round: options.round === true,
      nullWords: options.null,
      delimiter: options.delimiter,
      sheet: options.sheet,
      encoding: options.encoding,
      onMatch: readOnMatch(options.onMatch),
      create: readCreate(options.create ?? [], creatables(nouns)) ?? undefined,
      createFields: options.createFields === true,
      pipeline: options.pipeline,
      system: options.system,
      rejects: options.rejects === undefined ? undefined : resolve(ctx.io.cwd, options.rejects),
      dryRun: options.dryRun === true || options.savePlan !== undefined,
    };
    const sources = saved ? saved.files.map(({ path }) => path) : named;
    requireSources(sources, named, saved !== null);
    const bySaved = (file: MigrationFile) =>
      saved?.files.find(
        ({ path, sheet = file.table.sheet?.name }) => path === file.path && sheet === file.table.sheet?.name,
      );
    const { open: found, skipped } = await openFiles(ctx, sources, wanted);
    const open = saved ? found.filter(bySaved) : found;
    const outputs = await outputsOf(
      ctx,
      open.map(({ path }) => path),
    );
    const report = options.report === undefined ? undefined : outputs.target(options.report);
    const planTarget = options.savePlan === undefined ? undefined : outputs.target(options.savePlan);
    const names = open.map(({ name }) => name);
    const savedNouns = open.flatMap((file) => {
      const has = bySaved(file)?.has;
      return has === undefined ? [] : [`${file.name}=${has}`];
    });
    const presets = open.flatMap((file): [string, Preset | null][] => {
      const program = bySaved(file)?.program;
      return program === undefined ? [] : [[file.name, readPreset(program) ?? null]];
    });
    const plan = await planFiles({
      nouns,
      files: open,
      subjects: readSubjects(nouns, [...savedNouns, ...(options.noun ?? [])], names),
      preset: readPreset(options.preset),
      presets: new Map(presets),
      system: wanted.system ?? folderOf(open),
    });
    const savedValues = open.flatMap((file) =>
      (bySaved(file)?.values ?? []).map(({ subject, text }) => `${subject || file.name}:${text}`),
    );
    const decided = { ...wanted, mapValue: [...savedValues, ...wanted.mapValue] };
    const attachments = new AttachmentFolders();
    const outcome = await withReport(ctx, report, async () => ({
      ...(await runMigration(
        ctx,
        plan.planned,
        decided,
        outputs,
        attachments,
        new Map(open.map((file) => [file.name, bySaved(file)?.columns])),
      )),
      nouns,
      skippedFiles: [...skipped.filter(({ name }) => !attachments.used.has(name)), ...plan.skipped],
      dryRun: wanted.dryRun,
      rejects: options.rejects,
    }));
    if (planTarget !== undefined && options.savePlan !== undefined) {
      const text = planText(outcome, open, options, resolve(ctx.io.cwd, options.savePlan));
      await writePlan(ctx, planTarget, text, options.savePlan);
    }
    const isRefused = outcome.files.some(({ rejected }) => rejected.count > 0);
    const exitCode = isRefused || skippedRows(outcome.skippedFiles) > 0 ? EXIT_PARTLY : 0;
    return { ...outcomeAnswer(outcome, ctx.print.format), exitCode };
  },
});

/** The name of the folder of the files, which the ids of an unknown program are kept as. */
function folderOf([first]: readonly MigrationFile[]): string {
  return first === undefined ? '' : basename(dirname(first.path));
}

/** Throws `usage` without files, or with both files and a plan. */
function requireSources(sources: readonly string[], named: readonly string[], isPlanned: boolean): void {
  if (isPlanned && named.length > 0)
    throw usage('the plan names the files', 'Leave out the other names, or leave out --plan');
  if (sources.length === 0)
    throw usage('no files are named', 'Name a folder or files, or a plan: crm migrate --plan move.toml');
}

/** Writes the plan to a new file. */
async function writePlan(ctx: Context, target: OutputTarget, text: string, shown: string): Promise<void> {
  const file = await OutputFile.open(target, ctx.io.signal);
  try {
    file.write(text);
    await file.commit();
  } finally {
    file.discard();
  }
  ctx.print.note(`Saved the plan: edit ${shown}, then run crm migrate --plan ${shown}`);
}

/** The program that is named; null for none, undefined to detect it. Throws `usage` with the nearest. */
function readPreset(text: string | undefined) {
  if (text === undefined) return undefined;
  return text.trim().toLowerCase() === 'none' ? null : findPreset(text);
}

/** Writes the report of `work`, if requested. Throws `failed` before any work if the file cannot be created. */
async function withReport(
  ctx: Context,
  target: OutputTarget | undefined,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (target === undefined) return work();
  const file = await OutputFile.open(target, ctx.io.signal);
  try {
    const outcome = await work();
    const about = { now: ctx.clock.now(), user: ctx.user, db: ctx.settings.db };
    try {
      file.write(`${markdownReport(outcome, about)}\n`);
      await file.commit();
    } catch (error) {
      if (outcome.dryRun || !isCrmError(error)) throw error;
      throw unanswered(
        `the files were migrated, but the report was not written: ${error.message}`,
        'Run the migration again with another name after --report: stored records do not change.',
      );
    }
    return outcome;
  } finally {
    file.discard();
  }
}
