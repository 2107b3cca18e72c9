import { cancelMails, mailsText } from '../../app/mail/mails.ts';
import { command } from '../command.ts';
import { WITH_ACCOUNT } from './options.ts';

export default command({
  summary: 'take back mails that have not left yet',
  examples: [`${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --at +3d && crm mail cancel 177`],
  configure: (c) => c.argument('<mail...>', 'numbers of mails'),
  async run({ args: [numbers] }, ctx) {
    const mails = await cancelMails(await ctx.deps(), numbers);
    return {
      type: 'changed',
      sentence: `Cancelled ${mailsText(mails)}   (crm undo queues ${mails.length === 1 ? 'it' : 'them'} again)`,
      references: mails.map(({ id }) => id),
    };
  },
});
