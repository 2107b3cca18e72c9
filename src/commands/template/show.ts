import { findTemplate } from '../../app/templates/templates.ts';
import { command } from '../command.ts';
import { templateRow } from './columns.ts';

export default command({
  summary: 'show a template as it is written',
  examples: [`template add bump --subject 'Once more' -m 'Did you see my mail?' && crm template show bump`],
  configure: (c) => c.argument('<name>', 'the template'),
  async run({ args: [text] }, ctx) {
    const template = await findTemplate(await ctx.deps(), text);
    const isJson = ctx.print.format === 'json' || ctx.print.format === 'jsonl';
    return isJson
      ? { type: 'raw', text: `${JSON.stringify(templateRow(template))}\n` }
      : { type: 'text', text: `Subject: ${template.subject}\n\n${template.body}\n` };
  },
});
