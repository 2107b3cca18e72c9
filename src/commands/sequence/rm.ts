import { removeSequence } from '../../app/sequences/sequences.ts';
import { command } from '../command.ts';
import { WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'remove a sequence that nobody is in any longer',
  examples: [`${WITH_SEQUENCE} && crm sequence rm fair`],
  configure: (c) => c.argument('<name>', 'the sequence'),
  async run({ args: [text] }, ctx) {
    const name = await removeSequence(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the sequence ${name} with its figures   (crm undo restores it)`,
      references: [name],
    };
  },
});
