import { findCustomField, removeCustomField } from '../../app/team/custom-fields.ts';
import { cancelled } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'remove a custom field',
  examples: ['field rm lead sites --force --yes'],
  configure: (c) =>
    c
      .argument('<noun>', 'noun of the field')
      .argument('<name>', 'the field')
      .option('--force', 'remove it even if records have a value'),
  async run({ args: [nounText, nameText], options }, ctx) {
    const nouns = await ctx.nouns();
    const noun = nounNamed(nouns, nounText);
    const deps = await ctx.deps();
    const { name } = await findCustomField(deps, noun, nameText);
    const what = `the field ${name} of ${noun}`;
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove ${what}?`)))
      throw cancelled('nothing was removed');
    const { used } = await removeCustomField(deps, { noun, name, withValues: options.force === true });
    const values = used === 0 ? '' : ` and ${used === 1 ? 'its value' : `its ${used} values`}`;
    return {
      type: 'changed',
      sentence: `Removed ${what}${values}   (crm undo restores it)`,
      references: [name],
    };
  },
});
