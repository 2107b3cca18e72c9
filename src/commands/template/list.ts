import { listTemplates } from '../../app/templates/templates.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { TEMPLATE_COLUMNS, templateRow } from './columns.ts';

export default command({
  summary: 'list the templates',
  examples: ['template list', 'template list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listTemplates(await ctx.deps());
    const empty = `no templates yet: crm template add intro --subject '…' -m '…'`;
    return listAnswer(ctx, { noun: 'templates', columns: TEMPLATE_COLUMNS, empty }, all.map(templateRow));
  },
});
