import type { RawMail } from '../../app/mail/import-mail.ts';
import type { Context } from '../../context.ts';
import { mboxMails } from '../../formats/mail/mbox.ts';
import { openSource } from '../input-file.ts';

/** The mails of a file, or of stdin: one, or those of a mbox. */
export async function* mailsOfFile(ctx: Context, path: string): AsyncGenerator<RawMail> {
  const { name, bytes } = openSource(ctx, path);
  let count = 0;
  for await (const raw of mboxMails(bytes)) yield { name: `mail ${++count} of ${name}`, raw };
}
