import { removeWebhooks } from '../../app/webhooks/webhooks.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove webhooks, with the messages that still wait for them',
  examples: ['webhook add https://example.com/crm --on opp.won && crm webhook rm 1'],
  configure: (c) => c.argument('<webhook...>', 'numbers of webhooks'),
  async run({ args: [numbers] }, ctx) {
    const removed = await removeWebhooks(await ctx.deps(), numbers);
    const ids = removed.map(({ id }) => id);
    const webhooks = `webhook${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
    return {
      type: 'changed',
      sentence: `Removed ${webhooks}   (crm undo restores ${ids.length === 1 ? 'it' : 'them'})`,
      references: ids,
    };
  },
});
