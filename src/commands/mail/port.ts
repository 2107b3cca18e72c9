import { resolve } from 'node:path';
import type { MailPort } from '../../app/mail/deliver.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { Mailbox } from '../../io/mailbox.ts';
import { addToMaildir } from '../../io/maildir.ts';
import { MailServer } from '../../io/send-mail.ts';
import type { MailSetupWords } from '../../io/server-problem.ts';
import { printedBy } from '../secret-command.ts';

const SETUP = 'crm mail setup';

/** What is typed to set an account up otherwise. */
export const SETUP_WORDS: MailSetupWords = {
  withoutTls: `${SETUP} --no-tls`,
  login: `--login and --password-command of ${SETUP}`,
  folders: `${SETUP} --folders`,
  sentFolder: `${SETUP} --sent-folder …`,
};

/** How a command reaches mail servers; `token` names this run of it. */
export function mailPort(ctx: Context, token: string): MailPort {
  const servers = new Map<string, MailServer>();
  return {
    token,
    wordsToAdd: (account) => `${SETUP} --name ${shellQuote(account)}`,
    random: Math.random,
    now: () => ctx.io.now(),
    mailAccounts: ctx.config.mailAccounts,
    sendMail(account, to, raw) {
      const server = servers.get(account.name) ?? mailServer(ctx, account);
      servers.set(account.name, server);
      return server.send(to, raw);
    },
    mailbox: (account) => mailboxOf(ctx, account),
    async keepSent(account, raw) {
      const { sent, imap, copiesSent } = account;
      const { HOME = '' } = ctx.io.env;
      const problem =
        sent === null ? null : addToMaildir(resolve(ctx.io.cwd, sent.replace(/^~(?=\/)/, HOME)), raw);
      if (problem !== null || !imap || !copiesSent) return problem;
      const mailbox = mailboxOf(ctx, account);
      try {
        return await mailbox.keepSent(raw);
      } finally {
        mailbox.close();
      }
    },
  };
}

/** The server of an account. */
export function mailServer(ctx: Context, account: MailAccount): MailServer {
  return new MailServer(account, passwordOf(ctx, account), SETUP_WORDS);
}

/** The mailbox of an account. */
export function mailboxOf(ctx: Context, account: MailAccount): Mailbox {
  return new Mailbox(account, passwordOf(ctx, account), SETUP_WORDS);
}

/** The password that the command of an account prints. */
function passwordOf(ctx: Context, { passwordCommand, name }: MailAccount): () => Promise<string | null> {
  let password: Promise<string> | undefined;
  return async () => {
    if (!passwordCommand) return null;
    password ??= printedBy(ctx.io, passwordCommand, `the password command of the account "${name}"`);
    return (await password).replace(/\r?\n$/, '');
  };
}

/** The account of that name, else the usual one. Throws `usage` if the config has none. */
export function accountNamed({ config }: Context, name: string | undefined): MailAccount {
  const { mailAccounts, path } = config;
  const [usual] = mailAccounts;
  if (!usual)
    throw usage(
      'there is no account to send mail from',
      'Add one: crm mail setup --from "Ann Lee <ann@example.com>" --smtp mail.example.com:587',
    );
  if (name === undefined) return usual;
  const found = mailAccounts.find((account) => account.name === name.trim());
  if (found) return found;
  throw usage(
    `the config has no account "${name}" for mail`,
    `One of: ${mailAccounts.map((account) => account.name).join(', ')}   (${path})`,
  );
}
