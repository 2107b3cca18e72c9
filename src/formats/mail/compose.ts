import { type MailAddress, readAddress, readAddresses } from '../../domain/mail/address.ts';

/** A mail as it is sent. */
export interface OutgoingMail {
  /** Without brackets. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  /** Message-IDs of the thread, with spaces between them. */
  readonly references: string;
  /** `"Ann Lee" <ann@x.test>` */
  readonly from: string;
  readonly to: string;
  /** With commas between them; empty for none. */
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** UTC ISO 8601. */
  readonly date: string;
  /** Where its reader unsubscribes; null for a mail to one. */
  readonly unsubscribe: string | null;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whether no person wrote it, so that no program answers it. */
  readonly isAutomatic?: boolean;
}

/** The bytes of a mail, with CRLF; the same each time. Bcc is no part of it. */
export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const { unsubscribe } = mail;
  // It makes the mail, and hands it back instead of sending it.
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    messageId: `<${mail.messageId}>`,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: `<${mail.inReplyTo}>` }),
    ...(mail.references === '' ? {} : { references: mail.references.split(' ').map((id) => `<${id}>`) }),
    from: named(readAddress(mail.from)),
    to: named(readAddress(mail.to)),
    cc: readAddresses(mail.cc).map(named),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: new Date(mail.date),
    headers: {
      ...(unsubscribe === null ? {} : unsubscribeHeaders(unsubscribe)),
      ...(mail.isAutomatic ? { 'Auto-Submitted': 'auto-generated' } : {}),
    },
    attachments: mail.files.map(({ name, bytes }) => ({ filename: name, content: Buffer.from(bytes) })),
    baseBoundary: `crm-${mail.messageId.replace(/[^a-z\d]/gi, '').slice(0, 40)}`,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return Buffer.from((message as Buffer).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

const named = ({ name, address }: MailAddress) => ({ name, address });

/** RFC 2369, and RFC 8058 for a web address: one click unsubscribes. */
function unsubscribeHeaders(target: string): Record<string, string> {
  return target.startsWith('https:')
    ? { 'List-Unsubscribe': `<${target}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : { 'List-Unsubscribe': `<mailto:${target}?subject=unsubscribe>` };
}

/** All addresses of a mail, each once: the server gets them beside it. */
export function envelopeOf({
  to,
  cc,
  bcc,
}: {
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
}): string[] {
  return [...new Set([to, cc, bcc].flatMap(readAddresses).map(({ address }) => address))];
}
