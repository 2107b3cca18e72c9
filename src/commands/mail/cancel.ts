import { cancelMail } from '../../app/mail/mails.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { command } from '../command.ts';
import { WITH_ACCOUNT } from './options.ts';

export default command({
  summary: 'take back a mail that has not left yet',
  examples: [`${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --at +3d && crm mail cancel 177`],
  configure: (c) => c.argument('<mail>', 'number of the mail'),
  async run({ args: [number] }, ctx) {
    const { id, to } = await cancelMail(await ctx.deps(), number);
    return {
      type: 'changed',
      sentence: `Cancelled mail ${id} to ${addressLabel(to)}   (crm undo queues it again)`,
      references: [id],
    };
  },
});
