import { deleteCadence } from '../../app/team/cadences.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a cadence that no lead follows',
  examples: ['cadence add gentle --attempts 4 && crm cadence rm gentle'],
  configure: (c) => c.argument('<name>', 'the cadence'),
  async run({ args: [text] }, ctx) {
    const name = await deleteCadence(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the cadence ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
