import { removeSavedView } from '../../app/board/saved-views.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a saved view; the deals stay',
  examples: ['view add big --view list && crm view rm big'],
  configure: (c) => c.argument('<view>', 'the view'),
  async run({ args: [text] }, ctx) {
    const name = await removeSavedView(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the view ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
