import { resolve } from 'node:path';
import { MAIL_SETTINGS, type MailSetting, readMailAccount } from '../../config/mail-accounts.ts';
import { saveMailSetting } from '../../config/save.ts';
import { parseToml } from '../../config/toml.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'set up an account to send mail from',
  description:
    'Writes an account for mail to the config file, or changes what is given of it; the first account is the usual one. ' +
    'The password is never stored: --password-command prints it. Nothing is sent without encryption, but to a server on ' +
    'this machine with --no-tls. Mails to many need --footer, your postal address, and --unsubscribe, a web address or one ' +
    'for mail. With --imap what comes is read by crm mail fetch and crm run, and a copy of what is sent is put into the ' +
    'folder of sent mail; --sent is a Maildir folder that gets one.',
  examples: [
    'mail setup --from "Ann Lee <ann@example.com>" --smtp mail.example.com:587 --login ann --password-command "pass show mail"',
    'mail setup --from ann@example.com --smtp 127.0.0.1:1025 --no-tls',
  ],
  anyUser: true,
  anyConfig: true,
  configure: (c) =>
    c
      .option('--name <name>', 'name of the account', 'work')
      .option('--from <address>', 'the sender: "Ann Lee <ann@example.com>"')
      .option('--smtp <host:port>', 'the server; port 587 unless given, 465 is encrypted from the start')
      .option('--no-tls', 'without encryption, which only a server on this machine may be')
      .option('--login <name>', 'name to log in with')
      .option(
        '--password-command <command>',
        'prints the password, started without a shell: "pass show mail"',
      )
      .option('--daily-limit <count>', 'mails a day, at most')
      .option('--domain-limit <count>', 'mails a day to addresses of one domain, at most')
      .option('--sent <folder>', 'Maildir folder that gets a copy of what was sent')
      .option('--imap <host:port>', 'the server of the mailbox, which is read; port 993 unless given')
      .option('--folders <names>', 'folders that are read, with commas; default: INBOX')
      .option(
        '--sent-folder <name>',
        'folder of the mailbox for copies of what was sent; no: the server does so',
      )
      .option('--footer <text>', 'your postal address, at the end of mails to many')
      .option(
        '--unsubscribe <address>',
        'where people unsubscribe: https://…?a={address}, or an address for mail',
      )
      .option('--signature <text>', 'at the end of each mail, in Markdown'),
  async run({ options }, ctx) {
    const {
      name,
      from,
      smtp,
      tls,
      login,
      passwordCommand,
      dailyLimit,
      domainLimit,
      sent,
      imap,
      folders,
      sentFolder,
      footer,
      unsubscribe,
      signature,
    } = options;
    const given: Partial<Record<MailSetting, string>> = {};
    const take = (setting: MailSetting, value: string | undefined) => {
      if (value !== undefined) given[setting] = value;
    };
    const before = await settingsOf(ctx.config.path, ctx.io.readFile, name);
    const ask = async (setting: 'from' | 'smtp', message: string, value: string | undefined) =>
      take(
        setting,
        value ??
          (before[setting] === undefined && ctx.prompt.available
            ? await ctx.prompt.text(message, { required: true })
            : undefined),
      );
    await ask('from', 'From whom? (Ann Lee <ann@example.com>)', from);
    await ask('smtp', 'Which server? (mail.example.com:587)', smtp);
    if (!tls) take('tls', 'no');
    else if (smtp !== undefined && before.tls !== undefined) take('tls', 'yes');
    take('login', login);
    take('password_command', passwordCommand);
    take('daily_limit', dailyLimit);
    take('domain_limit', domainLimit);
    take('sent', sent === undefined ? undefined : resolve(ctx.io.cwd, sent));
    take('imap', imap);
    take('folders', folders);
    take('sent_folder', sentFolder);
    take('footer', footer);
    take('unsubscribe', unsubscribe);
    take('signature', signature);
    if (Object.keys(given).length === 0)
      throw usage('nothing to set up was given', 'Options: crm mail setup --help');
    const account = readMailAccount(name, { ...before, ...given });
    for (const setting of MAIL_SETTINGS) {
      const value = given[setting];
      if (value !== undefined) await saveMailSetting(ctx.config, account.name, setting, value);
    }
    return {
      type: 'none',
      notes: [
        `The account ${account.name} sends as ${account.from.address} by ${account.host}:${account.port}${account.imap ? ` and reads ${account.imap.host}:${account.imap.port}` : ''}   Try it: crm mail test`,
      ],
    };
  },
});

/** What the file has of an account. */
async function settingsOf(
  path: string | undefined,
  readFile: (path: string) => string | undefined,
  name: string,
): Promise<Partial<Record<MailSetting, string>>> {
  const text = path === undefined ? undefined : readFile(path);
  const table = path === undefined || text === undefined ? {} : await parseToml(path, text);
  const accounts = (table.mail ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.fromEntries(
    Object.entries(accounts[name] ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(' ') : String(value),
    ]),
  );
}
