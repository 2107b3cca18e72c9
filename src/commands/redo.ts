import { command } from './command.ts';
import { parseChangeNumber } from './parse-args.ts';
import { withUndoProgress } from './undo-progress.ts';

export default command({
  summary: 'bring back what an undo took: your latest, or the one named',
  examples: ['redo', 'redo 4'],
  configure: (c) => c.argument('[change]', 'number of the undo, or of the change it undid'),
  async run({ args: [change] }, ctx) {
    const store = await ctx.store();
    const { undone, id } = await withUndoProgress(ctx, 'Bringing back', (by) =>
      store.changes.redo(store.act, parseChangeNumber(change), by),
    );
    ctx.print.made(`Redid what change ${undone.id} took back: ${undone.summary || undone.command}`, [id]);
  },
});
