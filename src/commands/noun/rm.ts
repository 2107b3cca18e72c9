import { findNoun, removeNoun } from '../../app/team/nouns.ts';
import { cancelled } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a noun of your own; crm undo restores it',
  description:
    'Removes a noun with its records, their tags, its fields, reports, segments and saved maps, in one change that undo takes ' +
    'back. With records it asks; without a terminal it needs --yes.',
  examples: ['noun add site --relates account && crm noun rm site --yes'],
  configure: (c) => c.argument('<noun>', 'the noun'),
  async run({ args: [text] }, ctx) {
    const deps = await ctx.deps();
    const { name, plural, records } = await findNoun(deps, text);
    const held = records === 0 ? '' : ` with ${records === 1 ? `1 ${name}` : `${records} ${plural}`}`;
    const isAsked = ctx.prompt.available;
    if (isAsked && !(await ctx.prompt.confirm(`Remove the noun ${name}${held}?`)))
      throw cancelled('nothing was removed');
    await removeNoun(deps, { noun: name, withRecords: isAsked || ctx.settings.yes });
    return {
      type: 'changed',
      sentence: `Removed the noun ${name}${held}   (crm undo restores it)`,
      references: [name],
    };
  },
});
