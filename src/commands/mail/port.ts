import { resolve } from 'node:path';
import type { MailPort } from '../../app/mail/deliver.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addToMaildir } from '../../io/maildir.ts';
import { MailServer } from '../../io/send-mail.ts';
import { printedBy } from '../secret-command.ts';

/** How a command reaches mail servers; `token` names this run of it. */
export function mailPort(ctx: Context, token: string): MailPort {
  const servers = new Map<string, MailServer>();
  return {
    token,
    random: Math.random,
    mailAccounts: ctx.config.mailAccounts,
    sendMail(account, to, raw) {
      const server = servers.get(account.name) ?? mailServer(ctx, account);
      servers.set(account.name, server);
      return server.send(to, raw);
    },
    async keepSent({ sent }, raw) {
      const { HOME = '' } = ctx.io.env;
      return sent === null ? null : addToMaildir(resolve(ctx.io.cwd, sent.replace(/^~(?=\/)/, HOME)), raw);
    },
  };
}

/** The server of an account, whose password its command prints. */
export function mailServer(ctx: Context, account: MailAccount): MailServer {
  const { passwordCommand, name } = account;
  let password: Promise<string> | undefined;
  return new MailServer(account, async () => {
    if (!passwordCommand) return null;
    password ??= printedBy(ctx.io, passwordCommand, `the password command of the account "${name}"`);
    return (await password).replace(/\r?\n$/, '');
  });
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
