import { outcomeNamed, removeOutcome } from '../../store/calls/outcomes.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove an outcome of your own that no call has',
  examples: ['outcome add wrong-person && crm outcome rm wrong-person'],
  configure: (c) => c.argument('<word>', 'the outcome'),
  async run({ args: [word] }, ctx) {
    const store = await ctx.store();
    const outcome = await outcomeNamed(store.db, word);
    await store.change((tx) => removeOutcome(tx, outcome), `removed the outcome ${outcome.word}`);
    ctx.print.made(`Removed the outcome ${outcome.word}   (crm undo brings it back)`, [outcome.word]);
  },
});
