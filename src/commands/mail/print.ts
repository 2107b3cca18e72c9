import type { MailToOne } from '../../app/mail/queue-mail.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addressText } from '../../domain/mail/address.ts';
import type { Answer } from '../../render/answer.ts';

/** Mails as they would be sent, for people. */
export function printMails(
  account: MailAccount,
  mails: readonly MailToOne[],
  { cc, bcc }: { readonly cc: string; readonly bcc: string },
): Answer {
  const texts = mails.map(({ recipient, subject, body, sendAt }) =>
    [
      `From: ${addressText(account.from)}`,
      `To: ${recipient.to}`,
      ...(cc === '' ? [] : [`Cc: ${cc}`]),
      ...(bcc === '' ? [] : [`Bcc: ${bcc}`]),
      `Date: ${formatDay(isoTime(sendAt))}`,
      `Subject: ${subject}`,
      '',
      body.text.trimEnd(),
      '',
    ].join('\n'),
  );
  return { type: 'text', text: texts.join('\n') };
}
