import { editSegment } from '../../app/team/segments.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'change the filter or the name of a segment',
  description:
    'Filters, reports, rules and others that name a segment follow its new filter. A name that they use stays as it is.',
  examples: [
    "segment add warm --where 'score >= 50' && crm segment edit warm --where 'score >= 60'",
    "segment add warm --where 'score >= 50' && crm segment edit warm --name hot",
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the segment')
      .option('--name <name>', 'another name')
      .option('-w, --where <filter>', 'another filter'),
  async run({ args: [text], options: { name, where } }, ctx) {
    if (name === undefined && where === undefined)
      throw usage('nothing to change', 'Say what: --name or --where');
    const changed = await editSegment(await ctx.deps(), text, { name, filter: where });
    return { type: 'changed', sentence: `Changed the segment ${changed}`, references: [changed] };
  },
});
