import { listWebhooks } from '../../app/webhooks/webhooks.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { WEBHOOK_COLUMNS, webhookRow } from './columns.ts';

export default command({
  summary: 'list the webhooks, and what keeps messages from arriving',
  examples: ['webhook list', 'webhook list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listWebhooks(await ctx.deps());
    const empty = `no webhooks yet: crm webhook add <url> --on 'opp.*'`;
    return listAnswer(ctx, { noun: 'webhooks', columns: WEBHOOK_COLUMNS, empty }, all.map(webhookRow));
  },
});
