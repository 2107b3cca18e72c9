import { failed } from '../../domain/errors.ts';
import { readAddress } from '../../domain/mail/address.ts';
import { command } from '../command.ts';
import { sendNotice } from './notice.ts';
import { accountNamed, mailboxOf, mailServer } from './port.ts';

export default command({
  summary: 'see whether mail can be sent: connect, log in, and send one to yourself',
  description:
    'Connects to the servers of an account and logs in. With --to it sends a short mail to that address, outside of the ' +
    'database, and prints what the server said.',
  examples: ['mail test', 'mail test --to ann@example.com'],
  anyUser: true,
  configure: (c) =>
    c
      .option('--account <name>', 'the account; default: the first one')
      .option('--to <address>', 'send a mail to this address'),
  async run({ options }, ctx) {
    const account = accountNamed(ctx, options.account);
    const server = mailServer(ctx, account);
    const found = await server.check();
    if ('problem' in found)
      throw failed(found.problem, `The account is [mail.${account.name}] in ${ctx.config.path}.`);
    const login = loginText(account.login, found.hasLoggedIn);
    const notes = [`${account.host}:${account.port} answers ${login}`];
    if (account.imap) {
      const mailbox = mailboxOf(ctx, account);
      const trouble = await mailbox.check();
      mailbox.close();
      if (trouble !== null)
        throw failed(trouble, `The account is [mail.${account.name}] in ${ctx.config.path}.`);
      notes.push(`${account.imap.host}:${account.imap.port} opens the mailbox`);
    }
    if (options.to === undefined) return { type: 'none', notes };
    const to = readAddress(options.to);
    const text = 'This mail was sent by crm mail test.\n';
    const sent = await sendNotice(ctx, account, { to, subject: 'A test of crm', text });
    if ('problem' in sent) throw failed(sent.problem);
    return { type: 'none', notes: [...notes, `Sent a mail to ${to.address}: ${sent.answer}`] };
  },
});

function loginText(login: string | null, hasLoggedIn: boolean): string {
  if (login === null) return 'without a login';
  return hasLoggedIn ? `and lets ${login} log in` : `and asks for no login: that of ${login} is not used`;
}
