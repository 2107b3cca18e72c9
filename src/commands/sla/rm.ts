import { deleteServiceLevel } from '../../app/cases/service-levels.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a service level that no case has',
  examples: ['sla add silver --resolve 16h && crm sla rm silver'],
  configure: (c) => c.argument('<name>', 'the service level'),
  async run({ args: [text] }, ctx) {
    const name = await deleteServiceLevel(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the service level ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
