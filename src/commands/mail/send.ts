import { findRecipient, type Recipient } from '../../app/mail/recipients.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { findTemplate, type TemplateText } from '../../app/templates/templates.ts';
import type { Context } from '../../context.ts';
import { isCrmError, refused, usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { choosePeople } from '../choose-people.ts';
import { command } from '../command.ts';
import { readMailText, readSet } from '../mail-text.ts';
import { repeat } from '../parse-args.ts';
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

type Options = SendOptions & {
  template?: string;
  subject?: string;
  message?: string;
  set?: string[];
  where?: string;
  segment?: string;
  noun?: string;
  limit?: string;
};

export default command<[string | undefined], Options>({
  summary: 'send a mail to a person, or one to each of many',
  description:
    'Sends a template, or a text in Markdown from -m or stdin, in which fields can be named too. The record is a lead by ' +
    'number, e-mail or name, or contact:7, opp:3 and case:12, whose contact gets it. It is queued and sent at once, and the ' +
    'answer of the server printed; what fails for now is sent by crm run. With --where or --segment each of these people ' +
    'gets a mail of their own, with a way to unsubscribe; those who cannot be written to are named and left out. Nobody is ' +
    'written to who wants no mail, or whose address does not work.',
  examples: [
    `template add intro --subject "For {{ company }}" -m "Hello {{ first_name }}" && crm ${WITH_ACCOUNT} mail send 42 --template intro --print`,
    `${WITH_ACCOUNT} mail send contact:7 --subject "Prices" -m "Dear {{ first_name }}, here they are." --at "+2d 9am" --their-hours`,
  ],
  configure: (c) =>
    addSendOptions(
      c
        .argument('[record]', 'who gets it: 42, contact:7, opp:3, an address or a name')
        .option('--template <name>', 'the template: crm template list')
        .option('--subject <text>', 'the subject, without a template')
        .option('-m, --message <text>', 'the text, without a template; default: stdin')
        .option('--set <name=value>', 'a value of your own for the template; repeatable', repeat)
        .option('-w, --where <filter>', 'one mail to each of these: status = new and created > -7d')
        .option('--segment <name>', 'one mail to each of a saved filter')
        .option('--noun <noun>', 'what --where is about', 'lead')
        .option('--limit <count>', 'to so many at most'),
    ),
  async run({ args: [ref], options }, ctx) {
    const account = accountNamed(ctx, options.account);
    const isBulk = options.where !== undefined || options.segment !== undefined;
    if (isBulk === (ref !== undefined))
      throw usage(
        isBulk ? 'name a record, or people with --where, not both' : 'who gets the mail?',
        'For example: crm mail send 42 --template intro',
      );
    if (isBulk && (account.footer === null || account.unsubscribe === null))
      throw refused(
        `mails to many need your postal address and a way to unsubscribe, which the account "${account.name}" lacks`,
        `Add them: crm mail setup --name ${account.name} --footer '…' --unsubscribe …`,
      );
    const template = await templateOf(ctx, options);
    const deps = await ctx.deps();
    const about = ref === undefined ? await choosePeople(ctx, options) : [await resolveAnyRecord(ctx, ref)];
    const set = readSet(options.set);
    const leftOut: string[] = [];
    const mails = [];
    const known = new Set<string>();
    for (const record of about) {
      const made = await unless(isBulk, leftOut, record, async () => {
        const recipient: Recipient = await findRecipient(deps, record);
        if (known.has(recipient.address.toLowerCase())) throw refused(`${recipient.address} gets it already`);
        const { subject, ...body } = await renderTemplate(deps, { template, about: record, set });
        return { recipient, subject, body, ...(await sendTime(ctx, options, record)) };
      });
      if (!made) continue;
      known.add(made.recipient.address.toLowerCase());
      mails.push(made);
    }
    for (const reason of leftOut) await ctx.print.warn(`left out: ${reason}`);
    if (mails.length === 0) throw refused('nobody is left to write to');
    const copies = { cc: await readCopies(ctx, options.cc), bcc: await readCopies(ctx, options.bcc) };
    if (isBulk && (copies.cc !== '' || copies.bcc !== '')) throw usage('a mail to many has no copies');
    if (options.print) return printMails(account, mails, copies);
    const files = await keepAttachments(ctx, options.attach);
    return sendBatch(ctx, {
      account,
      mails,
      ...copies,
      files,
      after: null,
      isDraft: options.draft === true,
      isBulk,
    });
  },
});

async function templateOf(ctx: Context, { template, subject, message }: Options): Promise<TemplateText> {
  if (template !== undefined) {
    if (message !== undefined) throw usage('--template and --message exclude each other');
    const found = await findTemplate(await ctx.deps(), template);
    return { ...found, ...(subject === undefined ? {} : { subject }) };
  }
  if (subject === undefined)
    throw usage('the subject is missing', 'Give it with --subject, or a template with --template.');
  const body = await readMailText(ctx, message, {
    name: 'mail.md',
    start: '',
    wayOut: "Give it with -m '…', or a template with --template.",
  });
  if (body.trim() === '') throw usage('the mail has no text');
  return { name: '', subject, body };
}

/** Does something for one of many; where that is refused, it is left out with the reason. */
async function unless<T>(
  isBulk: boolean,
  leftOut: string[],
  { noun, id }: NamedRecord,
  act: () => Promise<T>,
): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!isBulk || !isCrmError(error) || error.kind !== 'refused') throw error;
    leftOut.push(error.message.includes(`${noun} ${id}`) ? error.message : `${noun} ${id}: ${error.message}`);
    return null;
  }
}
