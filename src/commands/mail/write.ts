import { findRecipient } from '../../app/mail/recipients.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { command } from '../command.ts';
import { resolveAnyRecord } from '../record/references.ts';
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

export default command<[string], SendOptions & { subject?: string; message?: string }>({
  summary: 'write a mail to a person, in your editor',
  description:
    'Opens your editor with the headers above an empty line and the text below, in Markdown; without a terminal the text ' +
    'comes from -m or stdin. An empty text sends nothing. Otherwise it works like crm mail send.',
  examples: [`${WITH_ACCOUNT} mail write contact:7 --subject "The price list" -m "Dear Miguel, …" --print`],
  configure: (c) =>
    addSendOptions(
      c
        .argument('<record>', 'who gets it: 42, contact:7, opp:3, an address or a name')
        .option('--subject <text>', 'the subject')
        .option('-m, --message <text>', 'the text; default: stdin, or your editor'),
    ),
  async run({ args: [ref], options }, ctx) {
    const account = accountNamed(ctx, options.account);
    const deps = await ctx.deps();
    const about = await resolveAnyRecord(ctx, ref);
    const recipient = await findRecipient(deps, about);
    const written = await readWritten(ctx, {
      to: addressLabel(recipient.to),
      subject: options.subject ?? '',
      cc: options.cc ?? [],
      body: '',
      message: options.message,
    });
    const template = { name: '', subject: written.subject, body: written.body };
    const { subject, ...body } = await renderTemplate(deps, { template, about, set: new Map() });
    const mails = [{ recipient, subject, body, ...(await sendTime(ctx, options, about)) }];
    const copies = { cc: await readCopies(ctx, written.cc), bcc: await readCopies(ctx, options.bcc) };
    if (options.print) return printMails(account, mails, copies);
    const files = await keepAttachments(ctx, options.attach);
    const isDraft = options.draft === true;
    return sendBatch(ctx, { account, mails, ...copies, files, after: null, isDraft, isBulk: false });
  },
});
