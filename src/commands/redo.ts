import { redoChange } from '../app/history/undo.ts';
import { command } from './command.ts';
import { parseChangeNumber } from './parse-args.ts';

export default command({
  summary: 'redo an undone change: your latest, or the one named',
  examples: ['redo', 'redo 4'],
  configure: (c) => c.argument('[change]', 'number of the undo, or of the change it undid'),
  async run({ args: [change] }, ctx) {
    const { undone, id } = await redoChange(await ctx.deps(), parseChangeNumber(change));
    return {
      type: 'changed',
      sentence: `Redid change ${undone.id}: ${undone.summary || undone.command}`,
      references: [id],
    };
  },
});
