import { helpOf, isCrmError, usage } from '../domain/errors.ts';
import { isObject } from '../domain/json-object.ts';
import { isLoopback, type MailAccount } from '../domain/mail/account.ts';
import { readAddress } from '../domain/mail/address.ts';
import { splitLine } from '../domain/split-line.ts';

/** The table of the config file with the user's accounts for mail. */
export const MAIL = 'mail';

/** The settings of an account: what each decides. */
export const MAIL_SETTINGS = [
  'from',
  'smtp',
  'tls',
  'login',
  'password_command',
  'daily_limit',
  'domain_limit',
  'sent',
  'imap',
  'folders',
  'sent_folder',
  'footer',
  'unsubscribe',
  'signature',
] as const;

export type MailSetting = (typeof MAIL_SETTINGS)[number];

export type MailSettings = Readonly<Partial<Record<MailSetting, string>>>;

const NAME = /^[a-z][\w-]{0,29}$/i;

/** Reads the table of accounts in the file `path`; the first one is the usual one. Throws `usage` for what it cannot be. */
export function readMailAccounts(path: string, table: unknown): readonly MailAccount[] {
  if (!isObject(table)) throw usage(`accounts for mail are tables: [${MAIL}.work]`, `It is set in ${path}.`);
  return Object.entries(table).map(([name, settings]) => {
    try {
      if (!isObject(settings)) throw usage(`an account is a table: [${MAIL}.${name}]`);
      const texts = Object.entries(settings).map(([key, value]) => [key, textOf(key, value)] as const);
      return readMailAccount(name, Object.fromEntries(texts));
    } catch (error) {
      if (!isCrmError(error)) throw error;
      throw usage(`[${MAIL}.${name}]: ${error.message}`, ...helpOf(error, `It is set in ${path}.`));
    }
  });
}

function textOf(key: string, value: unknown): string {
  if (!(MAIL_SETTINGS as readonly string[]).includes(key))
    throw usage(`unknown key "${key}"`, `Keys: ${MAIL_SETTINGS.join(', ')}`);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((word) => typeof word === 'string'))
    return value
      .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`))
      .join(' ');
  throw usage(`${key} must be text in quotes`);
}

/** An account made of its settings. Throws `usage` for what cannot be. */
export function readMailAccount(name: string, settings: MailSettings): MailAccount {
  if (!NAME.test(name)) throw usage(`"${name}" is no name of an account`, 'Use letters and digits: work');
  const { from, smtp, tls = 'yes', login, password_command, unsubscribe } = settings;
  if (from === undefined)
    throw usage('the account has no sender', 'Say from whom: from = "Ann Lee <ann@example.com>"');
  if (smtp === undefined) throw usage('the account has no server', 'Name it: smtp = "mail.example.com:587"');
  const { host, port } = serverOf(smtp, 587);
  const imap = settings.imap === undefined ? null : serverOf(settings.imap, 993);
  if (!['yes', 'no'].includes(tls)) throw usage(`tls is yes or no, not "${tls}"`);
  const foreign = [host, imap?.host ?? host].find((each) => !isLoopback(each));
  if (tls === 'no' && foreign !== undefined)
    throw usage(
      `mail to ${foreign} needs encryption`,
      'Only a server on this machine may do without: 127.0.0.1',
    );
  const command = password_command === undefined ? [] : splitLine(password_command);
  if (password_command !== undefined && command.length === 0)
    throw usage('password_command names no program');
  if (unsubscribe !== undefined && !/^https:\/\/\S+$/i.test(unsubscribe)) readAddress(unsubscribe);
  return {
    name,
    from: readAddress(from),
    host,
    port,
    hasTls: tls === 'yes',
    login: login?.trim() || null,
    passwordCommand: command.length === 0 ? null : (command as [string, ...string[]]),
    dailyLimit: countOf('daily_limit', settings.daily_limit),
    domainLimit: countOf('domain_limit', settings.domain_limit),
    imap,
    folders: namesOf(settings.folders) ?? ['INBOX'],
    sentFolder: settings.sent_folder === NO_COPIES ? null : settings.sent_folder?.trim() || null,
    copiesSent: settings.sent_folder !== NO_COPIES,
    sent: settings.sent?.trim() || null,
    footer: settings.footer?.trim() || null,
    unsubscribe: unsubscribe?.trim() || null,
    signature: settings.signature?.trim() || null,
  };
}

/** What `sent_folder` is for a server that keeps what is sent by itself. */
const NO_COPIES = 'no';

/** A server and its port. Throws `usage`. */
function serverOf(text: string, usualPort: number): { readonly host: string; readonly port: number } {
  const [, host = '', port = String(usualPort)] =
    /^\[?([^\s/[\]]+?)\]?(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw usage(`"${text}" is no server`, `Write it as host:port, such as mail.example.com:${usualPort}`);
  return { host, port: Number(port) };
}

/** Names with commas between them; null for none. */
function namesOf(text: string | undefined): readonly string[] | null {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  return given.length === 0 ? null : given;
}

function countOf(key: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,6}$/.test(text.trim()) && Number(text) > 0) return Number(text);
  throw usage(`${key} is a whole number of 1 or more, not "${text}"`);
}
