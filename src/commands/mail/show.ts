import { composeStoredMail } from '../../app/mail/compose-stored-mail.ts';
import { readWholeMail } from '../../app/mail/mails.ts';
import { byteSizeText } from '../../domain/byte-size.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { refused } from '../../domain/errors.ts';
import { addressLabel } from '../../domain/mail/address.ts';
import { command } from '../command.ts';
import { mailRow } from './columns.ts';
import { WITH_ACCOUNT } from './options.ts';

export default command({
  summary: 'show a mail: its headers, text, files and thread',
  examples: [`${WITH_ACCOUNT} mail send 42 --subject Offer -m "Here it is." --draft && crm mail show 1`],
  configure: (c) =>
    c
      .argument('<mail>', 'number of the mail')
      .option('--raw', 'print it as it is sent')
      .option('--html', 'print its HTML'),
  async run({ args: [number], options }, ctx) {
    const deps = await ctx.deps();
    const { mail, files, thread } = await readWholeMail(deps, number);
    const isWrittenHere = mail.html !== '';
    if ((options.html || options.raw) && !isWrittenHere)
      throw refused(
        `mail ${mail.id} was not written here: its text is kept, not how it came`,
        'Its source is in your mailbox.',
      );
    if (options.html) return { type: 'text', text: mail.html };
    if (options.raw) {
      const account = ctx.config.mailAccounts.find(({ name }) => name === mail.account);
      return {
        type: 'text',
        text: Buffer.from(await composeStoredMail(deps, mail, account))
          .toString()
          .replaceAll('\r\n', '\n'),
      };
    }
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl')
      return {
        type: 'raw',
        text: `${JSON.stringify({ ...mailRow(mail), cc: mail.cc, bcc: mail.bcc, text: mail.text, html: mail.html, files })}\n`,
      };
    const others = thread.filter(({ id }) => id !== mail.id);
    const lines = [
      `Mail ${mail.id}: ${mail.state}${mail.answer === null ? '' : `, ${mail.answer}`}`,
      `From: ${addressLabel(mail.from)}`,
      `To: ${addressLabel(mail.to)}`,
      `About: ${mail.about}`,
      ...(mail.cc === '' ? [] : [`Cc: ${mail.cc}`]),
      ...(mail.bcc === '' ? [] : [`Bcc: ${mail.bcc}`]),
      `Date: ${formatDay(mail.sentAt ?? mail.sendAt)}`,
      `Subject: ${mail.subject}`,
      ...files.map(({ name, size }) => `File: ${name}, ${byteSizeText(size)}`),
      ...(others.length === 0 ? [] : [`Thread: ${others.map(({ id }) => `mail ${id}`).join(', ')}`]),
      '',
      mail.text.trimEnd(),
      '',
    ];
    return { type: 'text', text: lines.join('\n') };
  },
});
