import { importNumbers } from '../../app/dnc/import-numbers.ts';
import { counted, countText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { importTable } from '../table-import.ts';

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
    const reason = options.reason?.trim() || null;
    return importTable(
      ctx,
      file,
      options,
      async (input) => importNumbers(await ctx.deps(), { ...input, reason }),
      ({ created, unchanged, repeated }) => [
        `${counted(created, 'number')} created`,
        `${countText(unchanged)} unchanged`,
        ...(repeated > 0 ? [`${countText(repeated)} repeated`] : []),
      ],
    );
  },
});
