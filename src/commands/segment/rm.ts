import { segmentNamed } from '../../store/segments.ts';
import { command } from '../command.ts';

export default command({
  summary: 'forget a saved filter; the records stay',
  examples: ["segment add warm --where 'score >= 50' && crm segment rm warm"],
  configure: (c) => c.argument('<name>', 'the segment'),
  async run({ args: [name] }, ctx) {
    const store = await ctx.store();
    const segment = await segmentNamed(store.db, name);
    await store.change((tx) => tx.remove('segment', segment.id), `removed the segment ${segment.name}`);
    ctx.print.made(`Removed the segment ${segment.name}   (crm undo brings it back)`, [segment.name]);
  },
});
