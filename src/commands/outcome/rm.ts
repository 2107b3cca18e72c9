import { deleteOutcome } from '../../app/team/outcomes.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove an outcome of your own that no call has',
  examples: ['outcome add wrong-person && crm outcome rm wrong-person'],
  configure: (c) => c.argument('<word>', 'the outcome'),
  async run({ args: [text] }, ctx) {
    const word = await deleteOutcome(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the outcome ${word}   (crm undo restores it)`,
      references: [word],
    };
  },
});
