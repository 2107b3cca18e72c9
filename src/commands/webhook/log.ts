import { listDeliveries } from '../../app/webhooks/webhooks.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { wholeNumber } from '../record/selection.ts';
import { DELIVERY_COLUMNS, deliveryRow } from './columns.ts';

const DEFAULT_LIMIT = 20;

export default command({
  summary: 'messages to webhooks, the latest first',
  examples: ['webhook log', 'webhook log --failed'],
  lists: true,
  configure: (c) =>
    c
      .argument('[webhook]', 'only this webhook, by its number')
      .option('--failed', 'only messages that failed, or of which it is unknown whether they arrived')
      .option('--limit <n>', `maximum number of lines; default: ${DEFAULT_LIMIT}`),
  async run({ args: [webhook], options }, ctx) {
    const limit = wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT;
    const deps = await ctx.deps();
    const messages = await listDeliveries(deps, { webhook, hasFailed: options.failed === true, limit });
    const view = { noun: 'messages', columns: DELIVERY_COLUMNS, empty: 'no messages' };
    return listAnswer(ctx, view, messages.map(deliveryRow));
  },
});
