import { removeReport } from '../../app/reports/saved-reports.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a saved report; the records stay',
  examples: ['report save mine --group stage && crm report rm mine'],
  configure: (c) => c.argument('<name>', 'the report'),
  async run({ args: [text] }, ctx) {
    const name = await removeReport(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the report ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
