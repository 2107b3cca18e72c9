import { addWebhook } from '../../app/webhooks/webhooks.ts';
import { readWebhookUrl } from '../../domain/webhook.ts';
import { command } from '../command.ts';
import { collect, requireReachable, webhookSettings } from './settings.ts';

export default command({
  summary: 'add a webhook: an address that is told what happens',
  description:
    'From now on crm run posts each event of these types to the address, as JSON, signed as Standard Webhooks has it ' +
    '(webhook-id, webhook-timestamp, webhook-signature). --secret names a secret; the command that prints it stands in ' +
    '[secrets] of the config file, never in the database. Redirects are not followed.',
  examples: [
    `webhook add https://example.com/crm --on 'opp.*' --secret example`,
    'webhook add http://localhost:8080/ --on lead.created --allow-private',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<url>', 'the address')
      .requiredOption('--on <type>', "events that it is told of: opp.won, 'opp.*'; repeatable", collect)
      .option('--secret <name>', 'name of the secret that messages are signed with')
      .option('--allow-private', 'allow an address of this machine or of a private network'),
  async run({ args: [url], options }, ctx) {
    const webhook = { ...webhookSettings(options), url: readWebhookUrl(url) };
    await requireReachable(webhook);
    const id = await addWebhook(await ctx.deps(), {
      ...webhook,
      types: webhook.types ?? [],
    });
    return {
      type: 'changed',
      sentence: `Added webhook ${id}   Try it: crm webhook test ${id}   Messages are sent by: crm run`,
      references: [id],
      notes: webhook.secret
        ? []
        : ['messages are not signed: anybody can send such messages (--secret <name>)'],
    };
  },
});
