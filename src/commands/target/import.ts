import { importTargets } from '../../app/team/import-targets.ts';
import { TARGET_MEASURES } from '../../domain/target.ts';
import { counted, countText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { importTable } from '../table-import.ts';

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
    return importTable(
      ctx,
      file,
      options,
      async (input) => importTargets(await ctx.deps(), input),
      ({ created, updated, unchanged }) => [
        `${counted(created, 'target')} created`,
        `${countText(updated)} updated`,
        `${countText(unchanged)} unchanged`,
      ],
    );
  },
});
