import { picklistNamed, reorderPicklist } from '../../app/team/picklists.ts';
import { command } from '../command.ts';

export default command({
  summary: 'put values of a picklist first',
  examples: ['picklist reorder source referral website', 'picklist reorder salutation Dr Prof'],
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .argument('<value...>', 'the values, in their order; the others follow'),
  async run({ args: [list, values] }, ctx) {
    const name = picklistNamed(list);
    const { changeId } = await reorderPicklist(await ctx.deps(), name, values);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the order of the picklist ${name}`,
      references: [name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
