import { undoChange } from '../app/history/undo.ts';
import { command } from './command.ts';
import { parseChangeNumber } from './parse-args.ts';

export default command({
  summary: 'take back a change: your latest, or the one named',
  description:
    'Takes back your latest change, or the one with this number, whoever made it, with all that it did: an import of many rows as well as an edit. Refused when something later stands on it.',
  examples: ['undo', 'undo 3'],
  configure: (c) => c.argument('[change]', 'number of a change, as crm history lists them'),
  async run({ args: [change] }, ctx) {
    const { undone, id } = await undoChange(await ctx.deps(), parseChangeNumber(change));
    return {
      type: 'changed',
      sentence: `Undid change ${undone.id}: ${undone.summary || undone.command}`,
      references: [id],
    };
  },
});
