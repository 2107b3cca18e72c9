import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addressText, type MailAddress } from '../../domain/mail/address.ts';
import { composeMail } from '../../formats/mail/compose.ts';
import { mailServer } from './port.ts';

/** Sends a short mail from an account outside of the database; returns what the server said, or what went wrong. */
export async function sendNotice(
  ctx: Context,
  account: MailAccount,
  { to, subject, text }: { readonly to: MailAddress; readonly subject: string; readonly text: string },
): Promise<{ readonly answer: string } | { readonly problem: string }> {
  const raw = await composeMail({
    messageId: `${crypto.randomUUID()}@${account.from.address.split('@')[1]}`,
    inReplyTo: null,
    references: '',
    from: addressText(account.from),
    to: addressText(to),
    cc: '',
    subject,
    text,
    html: '',
    date: isoTime(ctx.clock.now()),
    unsubscribe: null,
    files: [],
    isAutomatic: true,
  });
  const server = mailServer(ctx, account);
  const result = await server.send([to.address], raw);
  server.close();
  if ('problem' in result) return { problem: result.problem };
  const [rejected] = result.rejected;
  return rejected ? { problem: `${rejected.address}: ${rejected.problem}` } : { answer: result.text };
}
