import { addPicklistValues, picklistNamed } from '../../app/team/picklists.ts';
import { CASE_STATUS_KINDS } from '../../domain/case-status.ts';
import { LEAD_STATUS_KINDS } from '../../domain/lead-status.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add values to a picklist',
  examples: [
    'picklist add source "Trade fair" Podcast',
    'picklist add lead-status "no budget" --kind nurturing',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .argument('<value...>', 'the values')
      .option(
        '--kind <kind>',
        `what a status means: of leads ${LEAD_STATUS_KINDS.join(', ')}, of cases ${CASE_STATUS_KINDS.join(', ')}; default: open`,
      ),
  async run({ args: [list, values], options: { kind } }, ctx) {
    const name = picklistNamed(list);
    await addPicklistValues(await ctx.deps(), name, values, kind);
    const added = values.map((value) => `"${value}"`).join(', ');
    return { type: 'changed', sentence: `Added ${added} to the picklist ${name}`, references: values };
  },
});
