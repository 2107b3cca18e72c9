import type { MailAddress } from './address.ts';

/** Where mail is sent from, as the config has it. */
export interface MailAccount {
  readonly name: string;
  readonly from: MailAddress;
  readonly host: string;
  readonly port: number;
  /** Whether nothing is sent without encryption. */
  readonly hasTls: boolean;
  /** Null for a server that asks for no password. */
  readonly login: string | null;
  /** The command that prints the password. */
  readonly passwordCommand: readonly [program: string, ...args: string[]] | null;
  /** Mails a day, at most; null for any number. */
  readonly dailyLimit: number | null;
  /** Mails a day to addresses of one domain, at most; null for any number. */
  readonly domainLimit: number | null;
  /** The server of its mailbox, which is read; null for none. */
  readonly imap: { readonly host: string; readonly port: number } | null;
  /** The folders of the mailbox that are read beside that of what was sent. */
  readonly folders: readonly string[];
  /** The folder of the mailbox for what was sent; null for the one that the server marks. */
  readonly sentFolder: string | null;
  /** Whether a copy of what is sent is put there: some servers do so themselves. */
  readonly copiesSent: boolean;
  /** The Maildir folder that gets a copy of what was sent; null for none. */
  readonly sent: string | null;
  /** The postal address of the sender, at the end of mails to many. */
  readonly footer: string | null;
  /** Where people unsubscribe: a web address or one for mail; `{address}` is the recipient's. */
  readonly unsubscribe: string | null;
  /** At the end of each mail, in Markdown. */
  readonly signature: string | null;
}

/** The names of this machine for itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
