/** Headers of a mail that somebody wrote, and its text. */
export interface MailParts {
  readonly id?: string;
  readonly from: string;
  readonly to?: string;
  readonly subject?: string;
  readonly date?: string;
  readonly text?: string;
  readonly headers?: readonly string[];
}

let count = 0;

/** A mail as it comes; `headers` are added as they are. */
export function mail({
  id = `m${++count}@out.test`,
  from,
  to = 'Ann Lee <ann@x.test>',
  subject = 'Hello',
  date = 'Mon, 05 Jan 2026 10:00:00 +0100',
  text = 'Good day.',
  headers = [],
}: MailParts): string {
  const all = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}>`,
    ...headers,
  ];
  return `${all.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`;
}

/** Mails as a mbox file. */
export function mbox(mails: readonly string[]): string {
  return mails
    .map(
      (each) =>
        `From x@y.test Mon Jan  5 10:00:00 2026\n${each.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1')}\n`,
    )
    .join('');
}

/** The report of a mail server that a mail did not arrive. */
export function bounceReport(
  address: string,
  messageId: string,
  status = '5.1.1',
  said = '550 no such user',
): string {
  const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const body = [
    part('text/plain', 'Your mail did not arrive.'),
    part(
      'message/delivery-status',
      `Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${said}\r\n`,
    ),
    part('text/rfc822-headers', `Message-ID: <${messageId}>\r\nTo: ${address}\r\n`),
    '--b--',
  ].join('');
  return mail({
    from: 'MAILER-DAEMON@mx.test',
    subject: 'Undelivered',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    text: body.replaceAll('\r\n', '\n'),
  });
}
