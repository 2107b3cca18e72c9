import { removeWebhook } from '../../app/webhooks/webhooks.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a webhook, with the messages that still wait for it',
  examples: ['webhook add https://example.com/crm --on opp.won && crm webhook rm 1'],
  configure: (c) => c.argument('<webhook>', 'number of the webhook'),
  async run({ args: [number] }, ctx) {
    const { id } = await removeWebhook(await ctx.deps(), number);
    return { type: 'changed', sentence: `Removed webhook ${id}   (crm undo restores it)`, references: [id] };
  },
});
