import { importTargets } from '../../app/team/import-targets.ts';
import { EXIT_PARTLY } from '../../domain/errors.ts';
import { TARGET_MEASURES } from '../../domain/target.ts';
import { counted, countText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { openInputFile } from '../input-file.ts';
import { outputsOf } from '../outputs.ts';
import { repeat } from '../parse-args.ts';
import { RejectedRows } from '../rejected-rows.ts';

export default command({
  summary: 'set the targets of a file',
  description:
    'Reads a table with the columns target and period, and where there are some owner (a user or a team), measure ' +
    `(${TARGET_MEASURES.join(', ')}; default: amount) and currency. Each target replaces that of the same owner, period ` +
    'and measure, and all are one change. crm target list --csv writes such a file.',
  examples: ['target set 50k && crm target list --csv > targets.csv && crm target import targets.csv'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option('--map <header=field>', 'the column of a field; may be repeated', repeat)
      .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
      .option('--dry-run', 'show what would happen, change nothing'),
  async run({ args: [file], options }, ctx) {
    const dryRun = options.dryRun === true;
    const target =
      options.rejects === undefined || dryRun
        ? undefined
        : (await outputsOf(ctx, [file])).target(options.rejects);
    const { name, table } = await openInputFile(ctx, file);
    const rejected = new RejectedRows(ctx, table, target);
    const deps = await ctx.deps();
    const counts = await rejected.during(() =>
      importTargets(deps, {
        name,
        table,
        map: options.map ?? [],
        dryRun,
        onRejected: (row, error) => rejected.add(row, error),
        beforeCommit: async (rows) => {
          rejected.requireFile(name, rows);
          await rejected.finish();
        },
      }),
    );
    const parts = [
      `${counted(counts.created, 'target')} created`,
      `${countText(counts.updated)} updated`,
      `${countText(counts.unchanged)} unchanged`,
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
