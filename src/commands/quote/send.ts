import { findRecipient } from '../../app/mail/recipients.ts';
import { moveQuote, quoteParties, setStatus } from '../../app/quotes/quotes.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { findTemplate } from '../../app/templates/templates.ts';
import { usage } from '../../domain/errors.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import {
  addSendOptions,
  keepAttachments,
  readCopies,
  type SendOptions,
  sendTime,
  WITH_ACCOUNT,
} from '../mail/options.ts';
import { accountNamed } from '../mail/port.ts';
import { printMails } from '../mail/print.ts';
import { sendBatch } from '../mail/send-batch.ts';
import { readWritten } from '../mail/written.ts';
import { readSet } from '../mail-text.ts';
import { resolveRecord } from '../record/references.ts';
import { formToSend, quoteFile } from './file.ts';

type Options = SendOptions & { template?: string; subject?: string; message?: string; byHand?: boolean };

export default command<[string], Options>({
  summary: 'mail a quote to the contact of the deal',
  description:
    'Sends the document along with a mail, as PDF where a browser prints one, else as HTML, and notes that it was sent. The ' +
    'text is a template, -m, stdin or your editor; fields of the deal can be named in it. --by-hand only notes it.',
  examples: ['quote send 1 --by-hand', `${WITH_ACCOUNT} quote send 2 -m "Here is our offer." --print`],
  configure: (c) =>
    addSendOptions(
      c
        .argument('<ref>', 'number of the quote')
        .option('--template <name>', 'the template: crm template list')
        .option('--subject <text>', 'the subject; default: the name of the quote')
        .option('-m, --message <text>', 'the text; default: stdin, or your editor')
        .option('--by-hand', 'you have sent it yourself'),
    ),
  async run({ args: [ref], options }, ctx) {
    const quote = await resolveRecord(ctx, 'quote', ref);
    const deps = await ctx.deps();
    if (options.byHand) {
      const { changeId } = await moveQuote(deps, { quote, to: 'sent' });
      return {
        type: 'changed',
        sentence: changeId === null ? '' : `Sent: ${recordText(quote)}`,
        references: [quote.id],
        notes: changeId === null ? [`${recordText(quote)} was sent already`] : [],
      };
    }
    const account = accountNamed(ctx, options.account);
    const { opp, contact } = await quoteParties(deps, quote);
    const { to, address } = await findRecipient(deps, contact ?? opp);
    const recipient = { to, address, about: opp };
    const { template, subject: typed, message } = options;
    if (template !== undefined && message !== undefined)
      throw usage('--template and --message exclude each other');
    const found = template === undefined ? null : await findTemplate(deps, template);
    const subject = typed ?? found?.subject ?? `Quote ${quote.id}: ${quote.title}`;
    const written = found
      ? { subject, body: found.body, cc: options.cc ?? [] }
      : await readWritten(ctx, { to: addressLabel(to), subject, cc: options.cc ?? [], body: '', message });
    const { subject: line, ...body } = await renderTemplate(deps, {
      template: { name: '', subject: written.subject, body: written.body },
      about: opp,
      set: readSet([]),
    });
    const mails = [{ recipient, subject: line, body, ...(await sendTime(ctx, options, opp)) }];
    const copies = { cc: await readCopies(ctx, written.cc), bcc: await readCopies(ctx, options.bcc) };
    if (options.print) return printMails(account, mails, copies);
    const form = formToSend(ctx);
    const name = `quote-${quote.id}.${form}`;
    const bytes = await quoteFile(ctx, quote, form);
    const files = [
      { ...(await deps.store.engine.files.keep(pieces(bytes), { name })), name },
      ...(await keepAttachments(ctx, options.attach)),
    ];
    const isDraft = options.draft === true;
    return sendBatch(ctx, {
      account,
      mails,
      ...copies,
      files,
      after: null,
      isDraft,
      isBulk: false,
      ...(isDraft ? {} : { andWrite: (tx) => setStatus(tx, deps, quote, 'sent') }),
    });
  },
});

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
