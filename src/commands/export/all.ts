import { exportDatabase, type FullExport } from '../../app/archive/export.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { writeOutput } from '../../io/output-file.ts';
import { OutputFolder } from '../../io/output-folder.ts';
import type { Output } from '../../io/types.ts';
import { command } from '../command.ts';
import { outputsOf } from '../outputs.ts';
import { writeFolder } from './folder.ts';
import { writeLines } from './lines.ts';

const FORMATS = ['jsonl', 'csv-folder'] as const;

/** Rows between two checks of signals and the reader. */
const ROWS_BETWEEN_CHECKS = 256;

export default command({
  summary: 'export all data, in a form that any program can read',
  description:
    'Writes all data of the database as of one moment: records with their numbers, e-mails, phones and tags, ' +
    'users, pipelines, histories of deals, fields, segments, cadences, outcomes and the do-not-call list. As JSON ' +
    'lines (jsonl) to stdout or --output, or as a folder with one CSV file per table (csv-folder). `crm ' +
    'import all` restores it into an empty database without loss. Not included: the history of changes, which `crm ' +
    'backup` keeps, your settings, which are in the config file, and the contents of files of records, such as attachments, ' +
    'unless --with-files is given.',
  examples: [
    'export all -o all.jsonl',
    'export all --with-files -o all.jsonl',
    'export all -f csv-folder -o everything',
  ],
  formats: ['csv-folder'],
  anyUser: true,
  configure: (c) =>
    c
      .option(
        '-o, --output <path>',
        'a new file or folder that only you can read, written completely or not at all; --force replaces an existing file',
      )
      .option('--with-files', 'include the contents of the files of records, such as attachments'),
  async run({ options: { output, withFiles = false } }, ctx) {
    const target = output === undefined || output === '-' ? undefined : output;
    const format = formOf(ctx.settings.requestedFormat, target);
    if (format === 'csv-folder' && target === undefined)
      throw usage('a folder needs a name', 'Name it: crm export all -f csv-folder -o everything');
    const outputs = target === undefined ? undefined : await outputsOf(ctx);
    const file = format === 'jsonl' && target !== undefined ? outputs?.target(target) : undefined;
    const deps = await ctx.deps();
    mayGoOn(ctx);
    await exportDatabase(deps, { withFiles }, async (all) => {
      if (outputs && target !== undefined && format === 'csv-folder') {
        const folder = new OutputFolder(outputs, target, ctx.io.signal);
        return counting(ctx, all, null, (written) => writeFolder(folder, all, written));
      }
      if (file === undefined) {
        const { stdout } = ctx.io;
        return counting(ctx, all, stdout, (written) => writeLines(stdout, all, written));
      }
      await writeOutput(file, ctx.io.signal, (out) =>
        counting(ctx, all, out, (written) => writeLines(out, all, written)),
      );
    });
    return { type: 'none' };
  },
});

/** Tables of several kinds do not fit into a file of rows. */
const FILE_OF_ROWS = /\.(?:csv|tsv|json|md|vcf|xlsx?|ods)$/i;

function formOf(asked: string | undefined, output = ''): (typeof FORMATS)[number] {
  const format = FORMATS.find((known) => known === (asked ?? 'jsonl'));
  if (!format) throw usage(`export all cannot write "${asked}"`, `One of: ${FORMATS.join(', ')}`);
  if (format === 'jsonl' && FILE_OF_ROWS.test(output))
    throw usage(
      `export all writes JSON lines, which "${output}" is no name for`,
      'Name it everything.jsonl, or write a folder of CSV files: crm export all -f csv-folder -o everything',
    );
  return format;
}

/** Throws `cancelled` after a signal; from the first call on, signals wait for it. */
function mayGoOn({ io }: Context): void {
  throwIfAborted(io.signal, 'nothing was exported');
}

/** Counts rows, with progress on a terminal that does not show the rows themselves. */
async function counting(
  ctx: Context,
  { manifest }: FullExport,
  out: Output | null,
  work: (written: () => Promise<void> | undefined) => Promise<void>,
): Promise<void> {
  const total = Object.values(manifest.rows).reduce((sum, count) => sum + count, manifest.files ?? 0);
  const progress = out?.isTTY ? null : ctx.print.progress('Exporting everything');
  let count = 0;
  const pause = async () => {
    progress?.update(count, total);
    await (out ?? ctx.io.stdout).drain();
    mayGoOn(ctx);
  };
  try {
    await work(() => (++count % ROWS_BETWEEN_CHECKS === 0 ? pause() : undefined));
  } finally {
    progress?.end();
  }
}
