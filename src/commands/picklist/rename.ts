import { picklistNamed, renamePicklistValue } from '../../app/team/picklists.ts';
import { command } from '../command.ts';
import { recordCount } from './record-count.ts';

export default command({
  summary: 'rename a value of a picklist, in all records',
  description:
    'Renames the value in the list and in all records. The former name still means the value: in filters, segments, saved maps and files.',
  examples: ['picklist rename source expo "Trade fair"'],
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .argument('<value>', 'the value')
      .argument('<new-name>', 'its new name'),
  async run({ args: [list, from, to] }, ctx) {
    const name = picklistNamed(list);
    const { changeId, records } = await renamePicklistValue(await ctx.deps(), name, from, to);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Renamed "${from}" to "${to}"${recordCount(records)}`,
      references: [to],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
