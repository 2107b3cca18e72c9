import { replayDeliveries } from '../../app/webhooks/webhooks.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'send messages to webhooks again',
  description:
    'Has crm run send messages again, by their numbers in crm webhook log, or with --webhook all of a webhook that failed or ' +
    'of which it is unknown whether they arrived. The webhook-id stays the same, so the receiver can tell.',
  examples: ['webhook add https://example.com/crm --on opp.won && crm webhook replay --webhook 1'],
  configure: (c) =>
    c
      .argument('[messages...]', 'numbers of messages')
      .option('--webhook <webhook>', 'all messages of this webhook that failed or are unknown'),
  async run({ args: [numbers], options: { webhook } }, ctx) {
    if ((webhook === undefined) === (numbers.length === 0))
      throw usage(
        'say which messages to send again',
        'By number: crm webhook replay 12   All failed: --webhook 1',
      );
    const deps = await ctx.deps();
    const count = await replayDeliveries(deps, webhook === undefined ? { numbers } : { webhook });
    return {
      type: 'none',
      notes: [
        count === 0
          ? 'there is nothing to send again'
          : `crm run sends ${count === 1 ? '1 message' : `${count} messages`} again`,
      ],
    };
  },
});
