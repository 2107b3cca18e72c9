import { dirname, join, resolve } from 'node:path';
import { countDemoChanges, createDemo, isOwnDatabase } from '../app/demo.ts';
import { dataDir } from '../config/folders.ts';
import type { Context } from '../context.ts';
import { DEMO_SCRIPTS } from '../domain/demo/scripts.ts';
import { cancelled, refused, usage } from '../domain/errors.ts';
import { shellQuote } from '../domain/split-line.ts';
import { fileKind } from '../io/files.ts';
import { makeFolder } from '../io/make-folder.ts';
import { writeOutput } from '../io/output-file.ts';
import type { Answer } from '../render/answer.ts';
import { scriptsBeside } from './call/script.ts';
import { command } from './command.ts';
import { openOther } from './deps.ts';
import { outputsOf } from './outputs.ts';
import { pipelineAnswer } from './report/pipeline.ts';

const SEED = 1;

export default command({
  summary: 'create a made-up company to try everything on',
  description:
    'Creates a database with a made-up company and shows its pipeline. An existing database that is not a ' +
    'demo is never touched. The same seed creates the same company.',
  examples: ['demo', 'demo --seed 7 --path other.db'],
  configure: (c) =>
    c
      .option('--seed <n>', `which company; default: ${SEED}`)
      .option('--path <file>', "the file; default: demo.db in crm's data folder")
      .option('--reset', 'replace it even if you have changed something in it'),
  async run({ options }, ctx) {
    const path = await placeOf(ctx, options.path);
    const isOther = options.path !== undefined && path !== resolve(ctx.io.cwd, ctx.settings.db);
    // A file that is there is looked into before it is replaced; a new one can have a name that the database needs.
    if (isOther && fileKind(path) === null && fileKind(dirname(path)) !== null)
      (await outputsOf(ctx)).checkPlace(path);
    const seed = readSeed(options.seed);
    const now = ctx.clock.now();
    await mayReplace(ctx, path, now, options.reset === true);
    const made = await createDemo({ path, schema: ctx.schema, seed, now, me: ctx.user }, ctx);
    ctx.noteStored('created a demo company', [path]);
    await writeScripts(ctx, path);
    const answer = await pipelineOf(ctx, path);
    return {
      ...answer,
      heading: [`Created a made-up company that sells energy metering:\n${made.join(', ')}.\n`],
      notes: [...(answer.notes ?? []), whatToTry(path, ctx.io.env)],
    };
  },
});

/** The place of the demo: the named file, but never the user's own database in CRM_DB. */
async function placeOf(ctx: Context, option: string | undefined): Promise<string> {
  const { settings, io } = ctx;
  const named = option ?? settings.namedDb;
  const path = named === undefined ? undefined : resolve(io.cwd, named);
  if (path !== undefined && (option !== undefined || named !== io.env.CRM_DB)) return path;
  if (
    path !== undefined &&
    !(await isOwnDatabase({ path, schema: ctx.schema, now: ctx.clock.now() }, ctx.lockWait))
  )
    return path;
  return join(await dataDir(io), 'demo.db');
}

async function pipelineOf(ctx: Context, path: string): Promise<Answer> {
  const deps = await openOther(ctx, path, 'demo');
  try {
    return await pipelineAnswer(ctx, deps, {});
  } finally {
    await deps.store.close();
  }
}

/** Writes the call scripts of the company beside its database; those that are there already stay. */
async function writeScripts(ctx: Context, path: string): Promise<void> {
  const folder = scriptsBeside(path);
  const outputs = await outputsOf(ctx);
  makeFolder(folder);
  for (const [campaign, text] of Object.entries(DEMO_SCRIPTS)) {
    const file = join(folder, `${campaign}.txt`);
    if (ctx.io.readFile(file) !== undefined) continue;
    await writeOutput(outputs.target(file), new AbortController().signal, (output) => output.write(text));
  }
}

/** What to type next. Users of npx have no installed `crm` yet. */
function whatToTry(path: string, env: Context['io']['env']): string {
  const crm = env.npm_command === 'exec' ? 'npx crm' : 'crm';
  return `
This company is made up and has its own database. To use it in this terminal:
  export CRM_DB=${shellQuote(path)}
  ${crm} today
  ${crm} call session
  ${crm} lead show 42
  ${crm} log call 42 "wants an offer" -o callback --next "tomorrow 3pm"
  ${crm} lead convert 42 --amount 12k
  ${crm} undo
To return to your own: unset CRM_DB`;
}

function readSeed(text: string | undefined): number {
  if (text === undefined) return SEED;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw usage(`"${text}" is not a seed`, 'Give a whole number, such as --seed 7.');
}

/** Never replaces a user's own database; a demo with changes only after confirmation. */
async function mayReplace(ctx: Context, path: string, now: number, reset: boolean): Promise<void> {
  const changes = await countDemoChanges({ path, schema: ctx.schema, now }, ctx.lockWait);
  if (changes === 0 || reset) return;
  const lost = `${changes} ${changes === 1 ? 'change' : 'changes'} made in the demo`;
  if (!ctx.prompt.available && !ctx.settings.yes)
    throw refused(`${lost} would be lost`, 'To replace it anyway: crm demo --reset');
  if (!(await ctx.prompt.confirm(`Replace it? ${lost} will be lost`))) throw cancelled('the demo was kept');
}
