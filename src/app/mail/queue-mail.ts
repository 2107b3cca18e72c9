import { isoTime } from '../../domain/dates.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { addressText } from '../../domain/mail/address.ts';
import { refText } from '../../domain/record-ref.ts';
import { escapeHtml, formatMarkdown, type MailText } from '../../formats/template/markdown.ts';
import type { KeptFile } from '../../store/files/file-folder.ts';
import { recordFile } from '../../store/files/stored-files.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { messageNumbered } from '../../store/mail/messages.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import type { Recipient } from './recipients.ts';

/** A file that goes along. */
export interface Attachment extends KeptFile {
  readonly name: string;
}

/** A mail to one person. */
export interface MailToOne {
  readonly recipient: Recipient;
  readonly subject: string;
  readonly body: MailText;
  /** When it is to be sent, in milliseconds since the epoch. */
  readonly sendAt: number;
  /** Whether it leaves within the hours of the recipient, also when it is tried again. */
  readonly keepsHours?: boolean;
}

/** Mails that are written together. */
export interface MailBatch {
  readonly account: MailAccount;
  readonly mails: readonly MailToOne[];
  /** Addresses with commas between them; empty for none. */
  readonly cc: string;
  readonly bcc: string;
  readonly files: readonly Attachment[];
  /** The mail that this one answers or follows. */
  readonly after: StoredMail | null;
  /** Whether it waits for somebody to send it. */
  readonly isDraft: boolean;
  /** Whether it is one of many, with a way to unsubscribe. */
  readonly isBulk: boolean;
  /** The number of the campaign that they are sent for. */
  readonly campaignId?: number;
  /** What is written with the mails. */
  readonly andWrite?: (tx: Tx) => Promise<unknown>;
}

/** Puts mails into the queue, all or none, each with its Message-ID; returns them. */
export async function queueMails(deps: Deps, batch: MailBatch): Promise<readonly StoredMail[]> {
  const { store } = deps;
  const signature = await readSignature(batch.account);
  const { result } = await store.change(
    async (tx) => {
      await batch.andWrite?.(tx);
      return insertMails(deps, tx, batch, signature);
    },
    () => `${batch.isDraft ? 'drafted' : 'queued'} ${describe(batch.mails)}`,
  );
  return Promise.all(result.map((id) => messageNumbered(store.db, String(id))));
}

/** The signature of an account as it stands below a mail; null for none. */
export async function readSignature({ signature }: MailAccount): Promise<MailText | null> {
  return signature === null ? null : formatMarkdown(signature);
}

/** Puts mails into the queue as a part of a change; returns their numbers. */
export async function insertMails(
  { store }: Deps,
  tx: Tx,
  { account, after, isDraft, isBulk, cc, bcc, files, mails, campaignId }: MailBatch,
  signature: MailText | null,
): Promise<number[]> {
  for (const file of files) await recordFile(tx, store.engine.files, file);
  const ids: number[] = [];
  for (const { recipient, subject, body, sendAt, keepsHours = false } of mails) {
    const whole = withEnd(body, signature, isBulk ? bulkEnd(account, recipient.address) : null);
    const id = await tx.insert('message', {
      message_id: newMessageId(account),
      thread_id: after ? (after.threadId ?? after.id) : null,
      in_reply_to: after?.messageId ?? null,
      refs: after ? `${after.references} ${after.messageId}`.trim() : '',
      account: account.name,
      state: isDraft ? 'draft' : 'queued',
      sender: addressText(account.from),
      recipient: recipient.to,
      cc,
      bcc,
      subject,
      text: whole.text,
      html: whole.html,
      bulk: isBulk ? 1 : 0,
      their_hours: keepsHours ? 1 : 0,
      send_at: isoTime(sendAt),
      sent_at: null,
      answer: null,
      about: refText(recipient.about),
      user_id: tx.userId,
      campaign_id: campaignId ?? null,
    });
    for (const { hash, name } of files) await tx.insert('message_file', { message_id: id, hash, name });
    ids.push(id);
  }
  return ids;
}

function describe(mails: readonly MailToOne[]): string {
  const [only, ...others] = mails;
  return only && others.length === 0
    ? `a mail to ${only.recipient.about.title} <${only.recipient.address}>: ${only.subject}`
    : `${mails.length} mails`;
}

/** A Message-ID that no other mail has, at the domain of the sender. */
function newMessageId({ from }: MailAccount): string {
  return `${crypto.randomUUID()}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`;
}

/** Where somebody unsubscribes from mails of an account. */
export function unsubscribeOf({ unsubscribe }: MailAccount, address: string): string | null {
  return unsubscribe?.replaceAll('{address}', encodeURIComponent(address)) ?? null;
}

/** The end of a mail to many: who sends it, and how to get no more. */
function bulkEnd(account: MailAccount, address: string): MailText {
  const target = unsubscribeOf(account, address) ?? '';
  const link = target.startsWith('https:') ? target : `mailto:${target}?subject=unsubscribe`;
  const footer = account.footer ?? '';
  return {
    text: `${footer}\nUnsubscribe: ${link}\n`,
    html: `<p>${escapeHtml(footer).replaceAll('\n', '<br>\n')}<br>\n<a href="${escapeHtml(link)}">Unsubscribe</a></p>`,
  };
}

/** A text with the signature and what else stands below it. */
function withEnd({ text, html }: MailText, signature: MailText | null, end: MailText | null): MailText {
  const inner = (page: string) => /<body>\n(.*)\n<\/body>/s.exec(page)?.[1] ?? page;
  const texts = [
    text.trimEnd(),
    ...(signature ? [`-- \n${signature.text.trimEnd()}`] : []),
    ...(end ? [`---\n${end.text.trimEnd()}`] : []),
  ];
  const blocks = [
    inner(html),
    ...(signature ? [inner(signature.html)] : []),
    ...(end ? ['<hr>', end.html] : []),
  ];
  return {
    text: `${texts.join('\n\n')}\n`,
    html: `<!doctype html>\n<html><body>\n${blocks.join('\n')}\n</body></html>\n`,
  };
}
