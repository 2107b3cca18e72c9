import { removeTemplate } from '../../app/templates/templates.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a template',
  examples: [`template add bump --subject 'Once more' -m 'Hello' && crm template rm bump`],
  configure: (c) => c.argument('<name>', 'the template'),
  async run({ args: [text] }, ctx) {
    const name = await removeTemplate(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the template ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
