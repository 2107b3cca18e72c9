import { mergePicklistValues, picklistNamed, removePicklistValue } from '../../app/team/picklists.ts';
import { command } from '../command.ts';
import { recordCount } from './record-count.ts';

export default command({
  summary: 'remove a value of a picklist',
  examples: ['picklist rm salutation Mx', 'picklist rm source expo --to referral'],
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .argument('<value>', 'the value')
      .option('--to <value>', 'give its records this value'),
  async run({ args: [list, value], options: { to } }, ctx) {
    const name = picklistNamed(list);
    const deps = await ctx.deps();
    if (to === undefined) await removePicklistValue(deps, name, value);
    const records = to === undefined ? 0 : (await mergePicklistValues(deps, name, [value], to)).records;
    const replaced = to === undefined ? '' : `; it is "${to}" now${recordCount(records)}`;
    return {
      type: 'changed',
      sentence: `Removed "${value}" from the picklist ${name}${replaced}   (crm undo restores it)`,
      references: [value],
    };
  },
});
