import { resolve } from 'node:path';
import type { Context } from '../context.ts';
import { EXIT_PARTLY, isCrmError, unanswered } from '../domain/errors.ts';
import { OutputFile } from '../io/output-file.ts';
import type { OutputTarget } from '../io/outputs.ts';
import { command } from './command.ts';
import { openFiles } from './migrate/files.ts';
import { markdownReport } from './migrate/markdown.ts';
import { creatables, type MigrateOptions, readCreates } from './migrate/options.ts';
import { planFiles } from './migrate/plan.ts';
import { type Outcome, outcomeAnswer, skippedRows } from './migrate/report.ts';
import { migrate } from './migrate/run.ts';
import { outputsOf } from './outputs.ts';
import { repeat } from './parse-args.ts';
import { readOnMatch } from './record/import/options.ts';

export default command({
  summary: 'move in from another CRM: a folder of its files becomes one linked whole',
  description:
    'Takes the files another CRM exports, all at once and as one change: users, accounts, contacts, opportunities, leads, ' +
    'then activities and tasks. Each file is known by its columns, else by its name. What points to another record finds it by ' +
    'the id it has there, then by name or e-mail; converted leads are linked to what they became. All rows are taken, or none; ' +
    'with --rejects the others. It ends with what became of each file, and with the sums of each stage on both sides. ' +
    'The same files twice change nothing; crm undo takes everything back. Where rows were refused or files not taken, ' +
    'the exit code is 4; --noun file=- says that a file is not wanted.',
  createsDatabase: 'filled',
  examples: [
    'migrate accounts.csv contacts.csv opps.csv --dry-run --report plan.md',
    'migrate . --noun calls.csv=- --create all --rejects refused --report migration.md',
    "migrate leads.csv opps.csv --noun leads.csv=lead --map 'opps.csv:lost_reason=-' --dry-run",
  ],
  configure: (c, nouns) =>
    c
      .argument('<folder|file...>', 'a folder of files, or files')
      .option('--report <file>', 'write the report into this new file, as Markdown')
      .option('--rejects <folder>', 'write refused rows and the reason into files there, take the others')
      .option('--dry-run', 'say what would be done and do nothing')
      .option(
        '--noun <file=noun>',
        "what a file holds where it cannot be told, '=-' leaves it out; may be repeated",
        repeat,
      )
      .option(
        '--preset <name>',
        'the program the files are from, where it is not found out; none for no program',
      )
      .option(
        '--map <header=field>',
        "what a column holds, 'file.csv:header=field' in one file; '=-' drops it; may be repeated",
        repeat,
      )
      .option('--map-value <field:theirs=ours>', 'what a value means; may be repeated', repeat)
      .option('--date-format <pattern>', 'how the files write dates: M/d/yyyy, dd.MM.yyyy HH:mm')
      .option(
        '--create <what>',
        `make what rows name and is not there: ${creatables(nouns).join(', ')}, or all`,
        repeat,
      )
      .option('--create-fields', 'make text fields of columns that no field is called like')
      .option('--pipeline <name>', 'the pipeline of deals that name none; made with --create pipeline')
      .option('--on-match <what>', 'with a record that is there: update (usual), skip or fail')
      .option('--system <name>', 'the program that ids are from, where it is not found out')
      .option('--delimiter <character>', 'what separates cells, where it is not found out: ; or tab')
      .option('--encoding <name>', 'utf-8, utf-16le, utf-16be or windows-1252, where it is not found out'),
  async run({ args: [named], options }, ctx) {
    const wanted: MigrateOptions = {
      map: options.map ?? [],
      mapValue: options.mapValue ?? [],
      dateFormat: options.dateFormat,
      delimiter: options.delimiter,
      encoding: options.encoding,
      onMatch: readOnMatch(options.onMatch),
      create: readCreates(ctx.nouns, options.create ?? []),
      createFields: options.createFields === true,
      pipeline: options.pipeline,
      system: options.system,
      rejects: options.rejects === undefined ? undefined : resolve(ctx.io.cwd, options.rejects),
      dryRun: options.dryRun === true,
    };
    const { open, leftOut } = await openFiles(ctx, named, wanted);
    const outputs = await outputsOf(
      ctx,
      open.map(({ path }) => path),
    );
    const report = options.report === undefined ? undefined : outputs.target(options.report);
    const plan = await planFiles(ctx, open, { ...wanted, nouns: options.noun ?? [], preset: options.preset });
    const outcome = await withReport(ctx, report, async () => ({
      ...(await migrate(ctx, plan.planned, wanted, outputs)),
      leftOut: [...leftOut, ...plan.leftOut],
      dryRun: wanted.dryRun,
      rejects: options.rejects,
    }));
    const isRefused = outcome.files.some(({ refusals }) => refusals.count > 0);
    const exitCode = isRefused || skippedRows(outcome.leftOut) > 0 ? EXIT_PARTLY : 0;
    return { ...outcomeAnswer(outcome, ctx.print.format), exitCode };
  },
});

/** Writes the report of what `work` does, where one is wanted. Throws `failed` before anything is done when it cannot be made. */
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
        `the files were migrated, but not the report: ${error.message}`,
        'Migrate them again with another name after --report: records that are stored change nothing.',
      );
    }
    return outcome;
  } finally {
    file.discard();
  }
}
