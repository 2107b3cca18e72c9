import { testWebhook } from '../../app/webhooks/webhooks.ts';
import { failed } from '../../domain/errors.ts';
import { processToken } from '../../io/process-token.ts';
import { command } from '../command.ts';
import { workerPort } from '../worker-port.ts';

export default command({
  summary: 'send a message of type webhook.test to a webhook now',
  examples: ['webhook add http://localhost:8080/ --on opp.won --allow-private && crm webhook test 1'],
  configure: (c) => c.argument('<webhook>', 'number of the webhook'),
  async run({ args: [number] }, ctx) {
    const answer = await testWebhook(await ctx.deps(), workerPort(ctx, processToken()), number);
    if (answer.problem !== null) throw failed(`the test message did not arrive: ${answer.problem}`);
    return { type: 'none', notes: [`webhook ${number} took the test message: HTTP status ${answer.status}`] };
  },
});
