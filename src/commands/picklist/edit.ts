import { picklistNamed, setPicklistClosed } from '../../app/team/picklists.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'close a picklist to other values, or open it',
  examples: ['picklist edit source --closed', 'picklist edit account-kind --open'],
  configure: (c) =>
    c
      .argument('<list>', 'the picklist: crm picklist list')
      .option('--closed', 'accept only its values; imports add others with --create picklist')
      .option('--open', 'add other values when they are used'),
  async run({ args: [list], options: { closed, open } }, ctx) {
    const name = picklistNamed(list);
    if (closed === open) throw usage('closed or open?', `crm picklist edit ${name} --closed   or: --open`);
    const { changeId } = await setPicklistClosed(await ctx.deps(), name, closed === true);
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `The picklist ${name} is ${closed ? 'closed' : 'open'} now`,
      references: [name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
