import { findMail, recipientOfReply } from '../../app/mail/mails.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { addressLabel, replySubject } from '../../domain/mail/address.ts';
import { literalText } from '../../formats/template/literal-text.ts';
import { command } from '../command.ts';
import {
  addSendOptions,
  keepAttachments,
  readCopies,
  type SendOptions,
  sendTime,
  WITH_ACCOUNT,
} from './options.ts';
import { accountNamed } from './port.ts';
import { printMails } from './print.ts';
import { sendBatch } from './send-batch.ts';
import { readWritten } from './written.ts';

export default command<[string], SendOptions & { message?: string }>({
  summary: 'answer a mail, or write once more in its thread',
  description:
    'Answers a mail that came, or writes to the same person after one that was sent, in the same thread: mail programs show ' +
    'both together. The text comes from -m, from stdin or from your editor, which shows the mail below; fields can be named ' +
    'in it, as in crm mail send.',
  examples: [
    `${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --draft && crm mail reply 1 -m "Did you get it?" --draft`,
  ],
  configure: (c) =>
    addSendOptions(
      c
        .argument('<mail>', 'number of the mail')
        .option('-m, --message <text>', 'the text; default: stdin, or your editor'),
    ),
  async run({ args: [number], options }, ctx) {
    const deps = await ctx.deps();
    const mail = await findMail(deps, number);
    // A mail of an account that this config lacks is answered from the usual one.
    const known = ctx.config.mailAccounts.find(({ name }) => name === mail.account)?.name;
    const account = accountNamed(ctx, options.account ?? known);
    const recipient = await recipientOfReply(deps, mail);
    const quoted = mail.text.trimEnd().replace(/^/gm, '> ');
    const written = await readWritten(ctx, {
      to: addressLabel(recipient.to),
      subject: replySubject(mail.subject),
      cc: options.cc ?? [],
      body: `\n\n${quoted}`,
      message: options.message,
    });
    const template = {
      name: '',
      subject: literalText(written.subject),
      // What the other has written is no template.
      body: written.body.replace(/^>.*$/gm, literalText),
    };
    const { about } = recipient;
    const { subject, ...body } = await renderTemplate(deps, { template, about, set: new Map() });
    const mails = [{ recipient, subject, body, ...(await sendTime(ctx, options, about)) }];
    const copies = { cc: await readCopies(ctx, written.cc), bcc: await readCopies(ctx, options.bcc) };
    if (options.print) return printMails(account, mails, copies);
    const files = await keepAttachments(ctx, options.attach);
    const isDraft = options.draft === true;
    return sendBatch(ctx, { account, mails, ...copies, files, after: mail, isDraft, isBulk: false });
  },
});
