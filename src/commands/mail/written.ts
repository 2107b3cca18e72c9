import type { Context } from '../../context.ts';
import { cancelled, usage } from '../../domain/errors.ts';
import { editText } from '../../io/edit-text.ts';
import { readMailText } from '../mail-text.ts';

/** A mail as somebody writes it. */
export interface WrittenMail {
  readonly subject: string;
  readonly body: string;
  /** Addresses as they were typed. */
  readonly cc: readonly string[];
}

/** How it begins. */
interface Beginning {
  readonly to: string;
  readonly subject: string;
  readonly cc: readonly string[];
  readonly body: string;
  /** The text of the option, if it was given. */
  readonly message: string | undefined;
}

/**
 * Reads a mail: the text of the option or of stdin, else all of it from the user's editor, which shows its headers above an
 * empty line. Throws `cancelled` where nothing was written.
 */
export async function readWritten(
  ctx: Context,
  { to, subject, cc, body, message }: Beginning,
): Promise<WrittenMail> {
  const { stdin, stdout, env } = ctx.io;
  const isTyped = message === undefined && stdin.isTTY && stdout.isTTY;
  if (!isTyped) {
    if (subject === '') throw usage('the subject is missing', 'Give it with --subject.');
    const text = await readMailText(ctx, message, {
      name: 'mail.md',
      start: '',
      wayOut: "Give it with -m '…', or on stdin.",
    });
    if (text.trim() === '') throw usage('the mail has no text');
    return { subject, body: text, cc };
  }
  const start = `To: ${to}\nCc: ${cc.join(', ')}\nSubject: ${subject}\n\n${body}\n`;
  const edited = await editText(env, 'mail.md', start);
  const [head = '', ...rest] = edited.split(/\r?\n\r?\n/);
  const text = rest.join('\n\n');
  if (text.trim() === '' || text.trim() === body.trim())
    throw cancelled('nothing was written, so nothing is sent');
  ctx.noteWritten('mail.md', edited);
  const headers = new Map(
    head.split(/\r?\n/).map((line) => {
      const [, name = '', value = ''] = /^(to|cc|subject)\s*:\s*(.*)$/i.exec(line) ?? [];
      if (name === '') throw usage(`"${line}" is no header: Cc: and Subject: stand above an empty line`);
      return [name.toLowerCase(), value.trim()] as const;
    }),
  );
  if ((headers.get('to') ?? to) !== to)
    throw usage('a mail goes to the person it was begun for', `To: ${to}`);
  const written = headers.get('subject') ?? '';
  if (written === '') throw usage('the subject is missing');
  const copies = headers.get('cc') ?? '';
  return { subject: written, body: text, cc: copies === '' ? [] : [copies] };
}
