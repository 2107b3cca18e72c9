import { cadenceNamed, removeCadence } from '../../store/calls/cadences.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a cadence that no lead has',
  examples: ['cadence add gentle --attempts 4 && crm cadence rm gentle'],
  configure: (c) => c.argument('<name>', 'the cadence'),
  async run({ args: [name] }, ctx) {
    const store = await ctx.store();
    const cadence = await cadenceNamed(store.db, name);
    await store.change((tx) => removeCadence(tx, cadence), `removed the cadence ${cadence.name}`);
    ctx.print.made(`Removed the cadence ${cadence.name}   (crm undo brings it back)`, [cadence.name]);
  },
});
