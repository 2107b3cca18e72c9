import { listServiceLevels } from '../../app/cases/service-levels.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { SLA_COLUMNS, slaRow } from './columns.ts';

export default command({
  summary: 'list the service levels, in the order in which new cases try them',
  examples: ['sla list', 'sla list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listServiceLevels(await ctx.deps());
    const empty = 'no service levels yet: crm sla add gold --first-response 1h --resolve 8h';
    return listAnswer(ctx, { noun: 'service levels', columns: SLA_COLUMNS, empty }, all.map(slaRow));
  },
});
