import { join, resolve } from 'node:path';
import { dataDir } from '../config/folders.ts';
import type { Context } from '../context.ts';
import { cancelled, refused, usage } from '../domain/errors.ts';
import { demoState, makeDemoDatabase } from '../store/demo/database.ts';
import { command } from './command.ts';

const SEED = 1;

export default command({
  summary: 'make up a company to try everything on',
  description:
    'Makes a database with a company that does not exist and shows its pipeline. Your own database is not touched. The same seed makes the same company.',
  examples: ['demo', 'demo --seed 7 --path other.db'],
  configure: (c) =>
    c
      .option('--seed <n>', `which company; ${SEED} unless told`)
      .option('--path <file>', "where; demo.db in crm's data folder unless told")
      .option('--reset', 'make it anew even if you have changed something in it'),
  async run({ options }, ctx) {
    const path = options.path
      ? resolve(ctx.io.cwd, options.path)
      : join(await dataDir(ctx.io.env), 'demo.db');
    const seed = readSeed(options.seed);
    const now = ctx.clock.now();
    await mayReplace(ctx, path, now, options.reset === true);
    await makeDemoDatabase({ path, seed, now, me: ctx.user }, ctx);
    ctx.print.note(path);
  },
});

function readSeed(text: string | undefined): number {
  if (text === undefined) return SEED;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw usage(`cannot read "${text}" as a seed`, 'Give a whole number, such as --seed 7.');
}

/** A database of one's own is never replaced, a demo somebody has worked in not without being asked. */
async function mayReplace(ctx: Context, path: string, now: number, reset: boolean): Promise<void> {
  const state = await demoState(path, now);
  if (state === 'missing') return;
  if (state === 'foreign')
    throw refused(`"${path}" is a database of your own, not a demo`, 'Name another file with --path.');
  if (state.changes <= 0 || reset) return;
  const lost = `${state.changes} ${state.changes === 1 ? 'change' : 'changes'} made in the demo`;
  if (!ctx.prompt.available && !ctx.settings.yes)
    throw refused(`${lost} would be lost`, 'Make it anew all the same: crm demo --reset');
  if (!(await ctx.prompt.confirm(`Make it anew? ${lost} will be lost`))) throw cancelled('the demo stays');
}
