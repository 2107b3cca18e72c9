import { importMembers } from '../../app/campaigns/import-members.ts';
import { counted, countText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { repeat } from '../parse-args.ts';
import { resolveRecord } from '../record/references.ts';
import { importTable } from '../table-import.ts';

export default command({
  summary: 'make the people of a file members of a campaign',
  description:
    'Reads a table that names people by e-mail address, number or name, or by the id of the program they came from ' +
    '(--system), with a status and its day where there are some. Rows may name campaigns; others are of --campaign. A status that is new is ' +
    'added to those of the type. crm campaign members -f csv writes such a file, and crm migrate takes those of other programs.',
  examples: [
    'campaign members "spring expo" --csv > members.csv && crm campaign import-members members.csv --campaign 1',
  ],
  configure: (c) =>
    c
      .argument('<file>', 'the file; - for stdin')
      .option('--campaign <campaign>', 'the campaign of rows that name none: number or name')
      .option('--system <name>', 'the program whose ids the file has: salesforce')
      .option('--map <header=field>', 'the column of a field; may be repeated', repeat)
      .option('--rejects <file>', 'write rejected rows with the reason to this file, import the others')
      .option('--dry-run', 'show what would happen, change nothing'),
  async run({ args: [file], options }, ctx) {
    const { campaign: named, system = '' } = options;
    const campaign = named === undefined ? null : (await resolveRecord(ctx, 'campaign', named)).id;
    return importTable(
      ctx,
      file,
      options,
      async (input) => importMembers(await ctx.deps(), { ...input, campaign, system }),
      ({ created, changed, unchanged }) => [
        `${counted(created, 'member')} added`,
        `${countText(changed)} changed`,
        `${countText(unchanged)} unchanged`,
      ],
    );
  },
});
