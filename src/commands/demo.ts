import { join, resolve } from 'node:path';
import { dataDir } from '../config/folders.ts';
import type { Context } from '../context.ts';
import { cancelled, refused, usage } from '../domain/errors.ts';
import type { Answer } from '../render/answer.ts';
import { demoState, makeDemoDatabase } from '../store/demo/database.ts';
import { command } from './command.ts';
import { openOther } from './deps.ts';
import { pipelineAnswer } from './report/pipeline.ts';

const SEED = 1;

export default command({
  summary: 'make up a company to try everything on',
  description:
    'Creates a database with a company that does not exist and shows its pipeline. An existing database that is not a ' +
    'demo is never touched. The same seed creates the same company.',
  examples: ['demo', 'demo --seed 7 --path other.db'],
  configure: (c) =>
    c
      .option('--seed <n>', `which company; ${SEED} unless told`)
      .option('--path <file>', "where; demo.db in crm's data folder unless told")
      .option('--reset', 'make it anew even if you have changed something in it'),
  async run({ options }, ctx) {
    const path = await placeOf(ctx, options.path);
    const seed = readSeed(options.seed);
    const now = ctx.clock.now();
    await mayReplace(ctx, path, now, options.reset === true);
    const made = await makeDemoDatabase({ path, schema: ctx.schema, seed, now, me: ctx.user }, ctx);
    ctx.noteStored('made a demo company', [path]);
    const answer = await pipelineOf(ctx, path);
    return {
      ...answer,
      heading: [`Made up a company that sells energy metering:\n${made.join(', ')}.\n`],
      notes: [...(answer.notes ?? []), whatToTry(path, ctx.io.env)],
    };
  },
});

/** Where the demo goes: what is named, but not the user's own database that CRM_DB names for every command. */
async function placeOf(ctx: Context, option: string | undefined): Promise<string> {
  const { settings, io } = ctx;
  const named = option ?? settings.namedDb;
  const path = named === undefined ? undefined : resolve(io.cwd, named);
  if (path !== undefined && (option !== undefined || named !== io.env.CRM_DB)) return path;
  if (
    path !== undefined &&
    (await demoState({ path, schema: ctx.schema, now: ctx.clock.now() }, ctx.lockWait)) !== 'foreign'
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

/** What to type next. Whoever came by way of npx has no `crm` of their own yet. */
function whatToTry(path: string, env: Context['io']['env']): string {
  const crm = env.npm_command === 'exec' ? 'npx crm' : 'crm';
  const quoted = /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
  return `
This company is made up; it is in a database of its own. Use it in this terminal, then try:
  export CRM_DB=${quoted}
  ${crm} today
  ${crm} lead show 42
  ${crm} log call 42 "wants an offer" -o callback --next "tomorrow 3pm"
  ${crm} lead convert 42 --amount 12k
  ${crm} undo
Back to your own: unset CRM_DB`;
}

function readSeed(text: string | undefined): number {
  if (text === undefined) return SEED;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw usage(`cannot read "${text}" as a seed`, 'Give a whole number, such as --seed 7.');
}

/** A database of one's own is never replaced, a demo somebody has worked in not without being asked. */
async function mayReplace(ctx: Context, path: string, now: number, reset: boolean): Promise<void> {
  const state = await demoState({ path, schema: ctx.schema, now }, ctx.lockWait);
  if (state === 'missing') return;
  if (state === 'foreign')
    throw refused(`"${path}" is a database of your own, not a demo`, 'Name another file with --path.');
  if (state.changes <= 0 || reset) return;
  const lost = `${state.changes} ${state.changes === 1 ? 'change' : 'changes'} made in the demo`;
  if (!ctx.prompt.available && !ctx.settings.yes)
    throw refused(`${lost} would be lost`, 'Make it anew all the same: crm demo --reset');
  if (!(await ctx.prompt.confirm(`Make it anew? ${lost} will be lost`))) throw cancelled('the demo stays');
}
