import { retryMails } from '../../app/mail/mails.ts';
import { command } from '../command.ts';
import { WITH_ACCOUNT } from './options.ts';
import { accountNamed } from './port.ts';
import { answerOf, sendNow } from './send-batch.ts';

export default command({
  summary: 'send mails that are drafts, failed, were cancelled, or may not have been sent',
  description:
    'Sends each with the Message-ID it has: a server or mail program that got it already shows it once. One that is to be ' +
    'sent later waits until then.',
  examples: [
    `${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --at +3d --draft && crm mail retry 177`,
  ],
  configure: (c) => c.argument('<mail...>', 'numbers of mails'),
  async run({ args: [numbers] }, ctx) {
    accountNamed(ctx, undefined);
    const mails = await retryMails(await ctx.deps(), numbers);
    const due = mails.filter(({ sendAt }) => Date.parse(sendAt) <= ctx.clock.now());
    return answerOf(mails, await sendNow(ctx, due), mails.length - due.length);
  },
});
