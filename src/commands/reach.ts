import type { Context } from '../context.ts';
import { dialArguments, readDialCommand } from '../domain/calling/dial-command.ts';
import {
  type MailDraft,
  mailArguments,
  openArguments,
  openerOf,
  readMailCommand,
} from '../domain/calling/mail-template.ts';
import { refused } from '../domain/errors.ts';
import { launch, type OnLateFailure } from '../io/launch.ts';

/** Dials a number (E.164, with `x` and its extension) with the user's own command. Throws `refused` without one. */
export async function dial(
  { config, io }: Context,
  phone: string,
  onLateFailure?: OnLateFailure,
): Promise<void> {
  const command = config.get('dial');
  if (command === undefined)
    throw refused('no dial command is set', `For example: crm config set dial 'linphone-cli dial {number}'`);
  await launch(dialArguments(readDialCommand(command), phone), io.env, onLateFailure);
}

/** Opens a draft with the user's mail program, or that of the system. */
export async function openMail(
  { config, io }: Context,
  draft: MailDraft,
  onLateFailure?: OnLateFailure,
): Promise<void> {
  const own = config.get('mail_program');
  const program = own === undefined ? openerOf(io.platform) : readMailCommand(own);
  await launch(mailArguments(program, draft), io.env, onLateFailure);
}

/** Opens a website with the browser of the system. Throws `refused` for what is no address of one. */
export async function openWebsite(
  { io }: Context,
  address: string,
  onLateFailure?: OnLateFailure,
): Promise<void> {
  const text = address.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw refused(`"${address}" is not the address of a website`);
  await launch(openArguments(io.platform, url.href), io.env, onLateFailure);
}
