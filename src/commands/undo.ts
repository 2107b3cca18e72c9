import { command } from './command.ts';
import { parseChangeNumber } from './parse-args.ts';
import { withUndoProgress } from './undo-progress.ts';

export default command({
  summary: 'take back a change: your latest, or the one named',
  description:
    'Takes back your latest change, or the one with this number, whoever made it, with all that it did: an import of many rows as well as an edit. Refused when something later stands on it.',
  examples: ['undo', 'undo 3'],
  configure: (c) => c.argument('[change]', 'number of a change, as crm history lists them'),
  async run({ args: [change] }, ctx) {
    const store = await ctx.store();
    const { undone, id } = await withUndoProgress(ctx, 'Taking back', (by) =>
      store.changes.undo(store.act, parseChangeNumber(change), by),
    );
    ctx.print.made(`Undid change ${undone.id}: ${undone.summary || undone.command}`, [id]);
  },
});
