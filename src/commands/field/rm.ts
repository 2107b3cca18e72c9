import { cancelled, conflict } from '../../domain/errors.ts';
import { fieldUse, removeField } from '../../store/fields.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';
import { declaredField } from './declared.ts';

export default command({
  summary: 'remove a field of your own',
  examples: ['field rm opp competitor --force --yes'],
  configure: (c) =>
    c
      .argument('<noun>', 'what it is a field of')
      .argument('<name>', 'the field')
      .option('--force', 'with the values that records have in it'),
  async run({ args: [nounText, nameText], options }, ctx) {
    const noun = nounNamed(ctx.nouns, nounText);
    const store = await ctx.store();
    const { name } = await declaredField(store, noun, nameText);
    const what = `the field ${name} of ${noun}`;
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove ${what}?`)))
      throw cancelled('nothing was removed');
    const { result: used } = await store.change(async (tx) => {
      const count = await fieldUse(tx, noun, name);
      if (count > 0 && !options.force) {
        throw conflict(
          `${count === 1 ? `1 ${noun} has` : `${count} ${ctx.nouns.get(noun).plural} have`} a value in ${name}`,
          `See them: crm ${noun} list --where '${name} is not empty'   Remove it with its values: --force`,
        );
      }
      await removeField(tx, noun, name);
      return count;
    }, `removed ${what}`);
    const values = used === 0 ? '' : ` and ${used === 1 ? 'its value' : `its ${used} values`}`;
    ctx.print.made(`Removed ${what}${values}   (crm undo brings it back)`, [name]);
  },
});
