import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Context } from '../../context.ts';
import { failed, usage } from '../../domain/errors.ts';
import { mindSignal } from '../../io/interrupts.ts';
import { NewFile } from '../../io/new-file.ts';
import type { Output } from '../../io/outside.ts';
import { dump } from '../../store/whole/dump.ts';
import type { Manifest } from '../../store/whole/manifest.ts';
import { command } from '../command.ts';
import { writeFolder } from './folder.ts';
import { writeLines } from './lines.ts';

const FORMATS = ['jsonl', 'csv-folder'] as const;

/** Rows between two looks at signals and at the reader. */
const BATCH = 256;

export default command({
  summary: 'take everything out, in a form that any program can read',
  description:
    'Writes all that the database holds as it is at one moment: records with their numbers, e-mails, phones and tags, ' +
    'users, pipelines, histories of deals, fields, segments, cadences, outcomes and the do-not-call list. As JSON ' +
    'lines (jsonl) to stdout or into --output, or as a folder with a CSV file for each table (csv-folder). `crm ' +
    'import all` takes it into an empty database and loses nothing. Left out are the history of changes, which `crm ' +
    'backup` keeps, and settings of your own, which are in the config file.',
  examples: ['export all -o all.jsonl', 'export all -f csv-folder -o everything'],
  formats: ['csv-folder'],
  anyUser: true,
  configure: (c) =>
    c.option('-o, --output <path>', 'a new file or folder that only you can read; whole or not there at all'),
  async run({ options: { output } }, ctx) {
    const format = formOf(ctx.settings.asked);
    const target = output === undefined || output === '-' ? undefined : output;
    if (format === 'csv-folder' && target === undefined)
      throw usage('a folder needs a name', 'Give it: crm export all -f csv-folder -o everything');
    if (format === 'jsonl' && target !== undefined) mustBeNew(ctx, target);
    const { engine } = await ctx.store();
    mayGoOn(ctx);
    await dump(engine, async (manifest, tables) => {
      if (format === 'csv-folder') {
        const place = { path: resolve(ctx.io.cwd, target ?? ''), shown: target ?? '' };
        return counting(ctx, manifest, null, (written) => writeFolder(place, manifest, tables, written));
      }
      if (target === undefined) {
        const { stdout } = ctx.io;
        return counting(ctx, manifest, stdout, (written) => writeLines(stdout, manifest, tables, written));
      }
      const file = new NewFile(resolve(ctx.io.cwd, target), target);
      try {
        await counting(ctx, manifest, file, (written) => writeLines(file, manifest, tables, written));
        file.commit();
      } finally {
        file.discard();
      }
    });
  },
});

function formOf(asked: string | undefined): (typeof FORMATS)[number] {
  const format = FORMATS.find((known) => known === (asked ?? 'jsonl'));
  if (format) return format;
  throw usage(`everything is not written as "${asked}"`, `There are: ${FORMATS.join(', ')}`);
}

/** Throws `cancelled` once a signal has come; from the first time on that is asked, signals wait for it. */
function mayGoOn({ io }: Context): void {
  mindSignal(io.signal, 'nothing is left of it');
}

/** A device or pipe may be written to, a file that is there is not written over. */
function mustBeNew(ctx: Context, output: string): void {
  const path = resolve(ctx.io.cwd, output);
  if (existsSync(path) && statSync(path).isFile())
    throw failed(`"${output}" exists already`, 'Name another: nothing is written over.');
}

/** Lets work count rows, with progress on a terminal that does not show the rows themselves. */
async function counting(
  ctx: Context,
  manifest: Manifest,
  out: Output | null,
  work: (written: () => Promise<void> | undefined) => Promise<void>,
): Promise<void> {
  const total = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  const progress = out?.isTTY ? null : ctx.print.progress('Exporting everything');
  let count = 0;
  const pause = async () => {
    progress?.update(count, total);
    await (out ?? ctx.io.stdout).drain();
    mayGoOn(ctx);
  };
  try {
    await work(() => (++count % BATCH === 0 ? pause() : undefined));
  } finally {
    progress?.end();
  }
}
