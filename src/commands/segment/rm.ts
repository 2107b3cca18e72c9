import { removeSegment } from '../../app/team/segments.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a segment; the records stay',
  examples: ["segment add warm --where 'score >= 50' && crm segment rm warm"],
  configure: (c) => c.argument('<name>', 'the segment'),
  async run({ args: [text] }, ctx) {
    const name = await removeSegment(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the segment ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
