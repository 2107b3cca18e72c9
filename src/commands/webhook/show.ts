import { listDeliveries, readWebhook } from '../../app/webhooks/webhooks.ts';
import { command } from '../command.ts';
import { DELIVERY_COLUMNS, deliveryRow, webhookRow } from './columns.ts';

/** Messages that are shown. */
const ROWS_SHOWN = 10;

export default command({
  summary: 'show a webhook and its last messages',
  examples: ['webhook add https://example.com/crm --on opp.won && crm webhook show 1'],
  configure: (c) => c.argument('<webhook>', 'number of the webhook'),
  async run({ args: [number] }, ctx) {
    const deps = await ctx.deps();
    const webhook = await readWebhook(deps, number);
    const { state } = webhookRow(webhook);
    const messages = await listDeliveries(deps, { webhook: number, hasFailed: false, limit: ROWS_SHOWN });
    return {
      type: 'list',
      heading: [`webhook ${webhook.id} (${state})  ${webhook.url}  ${webhook.types.join(', ')}`],
      view: { noun: 'messages', columns: DELIVERY_COLUMNS, empty: 'no messages yet' },
      rows: messages.map(deliveryRow),
      warnings: webhook.problem === null ? [] : [`nothing arrives: ${webhook.problem}`],
    };
  },
});
