import { importNumbers } from '../../app/dnc/import-numbers.ts';
import { EXIT_PARTLY } from '../../domain/errors.ts';
import { counted, countText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { openInputFile } from '../input-file.ts';
import { outputsOf } from '../outputs.ts';
import { repeat } from '../parse-args.ts';
import { RejectedRows } from '../rejected-rows.ts';

export default command({
  summary: 'add the numbers of a file to the do-not-call list',
  description:
    'Adds the numbers of a CSV file, or of a list with one number per line, to the do-not-call list. A ' +
    'number without a calling code is one of the country of its row, else of most numbers of the file, else of the ' +
    'config. Importing the same file again changes nothing.',
  examples: ['dnc list --csv > blocked.csv && crm dnc import blocked.csv'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option('--reason <text>', 'the reason for rows without one')
      .option('--map <header=field>', 'the column of the number or the reason; may be repeated', repeat)
      .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
      .option('--dry-run', 'show what would happen, change nothing'),
  async run({ args: [file], options }, ctx) {
    const dryRun = options.dryRun === true;
    const target =
      options.rejects === undefined || dryRun
        ? undefined
        : (await outputsOf(ctx, [file])).target(options.rejects);
    const { name, table, total } = await openInputFile(ctx, file);
    const rejected = new RejectedRows(ctx, table, target);
    const deps = await ctx.deps();
    const counts = await rejected.during(() =>
      importNumbers(deps, {
        name,
        table,
        map: options.map ?? [],
        reason: options.reason?.trim() || null,
        dryRun,
        total,
        onRejected: (row, error) => rejected.add(row, error),
        beforeCommit: async (rows) => {
          rejected.requireFile(name, rows);
          await rejected.finish();
        },
      }),
    );
    const { created, unchanged, repeated } = counts;
    const parts = [
      `${counted(created, 'number')} created`,
      `${countText(unchanged)} unchanged`,
      ...(repeated > 0 ? [`${countText(repeated)} repeated`] : []),
      `${countText(counts.rejected)} rejected`,
    ];
    return {
      type: 'none',
      notes: [
        `${dryRun ? 'Would import' : 'Imported'} ${name}: ${parts.join(', ')}`,
        ...rejected.lines().map((line) => `  ${line}`),
      ],
      exitCode: counts.rejected > 0 ? EXIT_PARTLY : 0,
    };
  },
});
