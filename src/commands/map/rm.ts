import { importMapNamed } from '../../store/import-maps.ts';
import { command } from '../command.ts';

export default command({
  summary: 'forget a saved map; what was imported stays',
  examples: ['lead import leads.csv --save-map fair && crm map rm fair'],
  configure: (c) => c.argument('<name>', 'the map'),
  async run({ args: [name] }, ctx) {
    const store = await ctx.store();
    const map = await importMapNamed(store.db, name);
    await store.change((tx) => tx.remove('import_map', map.id), `removed the map ${map.name}`);
    ctx.print.made(`Removed the map ${map.name}   (crm undo brings it back)`, [map.name]);
  },
});
