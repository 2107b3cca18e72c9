import { retryMail } from '../../app/mail/mails.ts';
import { command } from '../command.ts';
import { WITH_ACCOUNT } from './options.ts';
import { accountNamed } from './port.ts';
import { answerOf, sendNow } from './send-batch.ts';

export default command({
  summary: 'send a mail that is a draft, failed, was cancelled, or may not have been sent',
  description:
    'Sends it with the Message-ID it has: a server or mail program that got it already shows it once. One that is to be sent ' +
    'later waits until then.',
  examples: [
    `${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --at +3d --draft && crm mail retry 177`,
  ],
  configure: (c) => c.argument('<mail>', 'number of the mail'),
  async run({ args: [number] }, ctx) {
    accountNamed(ctx, undefined);
    const mail = await retryMail(await ctx.deps(), number);
    const isDue = Date.parse(mail.sendAt) <= ctx.clock.now();
    return answerOf([mail], isDue ? await sendNow(ctx, [mail]) : [], isDue ? 0 : 1);
  },
});
