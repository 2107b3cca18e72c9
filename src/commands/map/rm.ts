import { removeImportMap } from '../../app/team/import-maps.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a saved map; imported records stay',
  examples: ['lead import leads.csv --save-map fair && crm map rm fair'],
  configure: (c) => c.argument('<name>', 'the map'),
  async run({ args: [text] }, ctx) {
    const name = await removeImportMap(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the map ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
