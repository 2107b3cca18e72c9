import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { addressLabel, addressText, readAddress, readAddresses } from '../../domain/mail/address.ts';
import { emailKey } from '../../domain/matching.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import {
  filesOfMessage,
  type MailFile,
  type MailState,
  messageNumbered,
  messages,
  type StoredMail,
  threadOf,
} from '../../store/mail/messages.ts';
import { queueAgain } from '../../store/mail/queue.ts';
import { reasonNotToWrite, suppressedAddresses, suppressionOf } from '../../store/mail/recipients.ts';
import type { Db } from '../../store/sql.ts';
import { readTitles } from '../../store/titles.ts';
import type { Deps } from '../deps.ts';
import type { Recipient } from './recipients.ts';

/** A mail by its number. Throws `not-found`. */
export function findMail({ store }: Deps, number: string): Promise<StoredMail> {
  return messageNumbered(store.db, number);
}

/** Mails, the latest first. */
export function listMails(
  { store }: Deps,
  {
    states,
    about,
    isUnanswered,
    limit,
  }: {
    states?: readonly MailState[] | undefined;
    about?: RecordRef | undefined;
    isUnanswered?: boolean;
    limit: number;
  },
): Promise<readonly StoredMail[]> {
  return messages(store.db, { states, about, isUnanswered, limit });
}

/** A mail with its files and the others of its thread. */
export interface WholeMail {
  readonly mail: StoredMail;
  readonly files: readonly MailFile[];
  readonly thread: readonly StoredMail[];
}

export async function readWholeMail(deps: Deps, number: string): Promise<WholeMail> {
  const mail = await findMail(deps, number);
  const { db } = deps.store;
  return { mail, files: await filesOfMessage(db, mail.id), thread: await threadOf(db, mail) };
}

/**
 * Who gets an answer to a mail: who wrote it, or for one of ours who got it. Throws `refused` for somebody who may not be
 * written to any longer.
 */
export async function recipientOfReply({ store: { db } }: Deps, mail: StoredMail): Promise<Recipient> {
  const to = mail.state === 'received' ? mail.from : mail.to;
  const [first] = readAddresses(to);
  if (!first || mail.isBounce) throw refused(`mail ${mail.id} has nobody to answer`);
  const { address } = first;
  const reason = await reasonNotToWrite(db, address);
  if (reason !== null) throw refused(reason);
  const [noun = '', digits = ''] = mail.about.split(':');
  const [named] = await readTitles(db, noun as Noun, [Number(digits)]);
  if (!named) throw refused(`${mail.about}, which mail ${mail.id} is about, is not there any longer`);
  return { to: addressText(first), address, about: named };
}

/** What happened to mails that are not taken back, and not sent again. */
const ENDS: Readonly<Partial<Record<MailState, string>>> = {
  queued: 'is queued already',
  sending: 'is being sent already',
  sent: 'was sent',
  bounced: 'came back',
  received: 'was not written here',
};

const STATES_TO_RETRY: ReadonlySet<MailState> = new Set(['draft', 'failed', 'cancelled', 'unknown']);

/**
 * Queues mails again, all or none, that are drafts, failed, were cancelled, or of which nobody knows whether they were sent.
 * Throws `conflict` for one that is queued or was sent.
 */
export async function retryMails(
  { store, clock }: Deps,
  numbers: readonly string[],
): Promise<readonly StoredMail[]> {
  const mails = await mailsNumbered(store.db, numbers);
  await store.change(
    async (tx) => {
      for (const { id } of mails) {
        const mail = await messageNumbered(tx, String(id));
        if (!STATES_TO_RETRY.has(mail.state)) throw conflict(`mail ${id} ${ENDS[mail.state] ?? mail.state}`);
        await queueAgain(store.engine, mail.messageId);
        const sendAt = Math.max(Date.parse(mail.sendAt), clock.now());
        await tx.update('message', id, {
          state: 'queued',
          answer: null,
          send_at: new Date(sendAt).toISOString(),
        });
      }
    },
    `queued ${mailsText(mails)} again`,
  );
  return mailsNumbered(store.db, numbers);
}

/** Takes mails back that have not left, all or none. Throws `conflict` for one that has. */
export async function cancelMails(
  { store }: Deps,
  numbers: readonly string[],
): Promise<readonly StoredMail[]> {
  const mails = await mailsNumbered(store.db, numbers);
  await store.change(
    async (tx) => {
      for (const { id } of mails) {
        const { state, sentAt } = await messageNumbered(tx, String(id));
        if (state === 'received') throw conflict(`mail ${id} ${ENDS.received}`);
        if (['sent', 'sending', 'bounced', 'cancelled'].includes(state))
          throw conflict(`mail ${id} ${state === 'cancelled' ? 'was cancelled' : 'has left'} already`);
        const end = sentAt === null ? { state: 'cancelled' } : { state: 'sent', remaining: null };
        await tx.update('message', id, end);
      }
    },
    `cancelled ${mailsText(mails)}`,
  );
  return mails;
}

/** Mails by their numbers, each once. Throws `not-found`. */
async function mailsNumbered(db: Db, numbers: readonly string[]): Promise<readonly StoredMail[]> {
  const found = new Map<number, StoredMail>();
  for (const number of numbers) {
    const mail = await messageNumbered(db, number);
    found.set(mail.id, mail);
  }
  return [...found.values()];
}

/** `mail 7 to Jane Doe`, `3 mails`. */
export function mailsText(mails: readonly StoredMail[]): string {
  const [only] = mails;
  return only && mails.length === 1 ? `mail ${only.id} to ${addressLabel(only.to)}` : `${mails.length} mails`;
}

/** Has nobody write to an address any longer; returns its usual form. Throws `conflict` if nobody does already. */
export async function suppressAddress({ store }: Deps, text: string, reason: string): Promise<string> {
  const { address } = readAddress(text);
  const key = emailKey(address);
  await store.change(async (tx) => {
    const known = await suppressionOf(tx, key);
    if (known) throw conflict(`nobody writes to ${key} already: ${known.reason}`);
    await tx.insert('mail_suppression', { address_key: key, reason, created_at: tx.now });
  }, `nobody writes to ${key} any longer`);
  return key;
}

/** Lets people write to an address again. Throws `usage` if it was not suppressed. */
export async function allowAddress({ store }: Deps, text: string): Promise<string> {
  const { address } = readAddress(text);
  const key = emailKey(address);
  await store.change(async (tx) => {
    const known = await suppressionOf(tx, key);
    if (!known) throw usage(`${key} is not suppressed`, { code: 'address-not-suppressed' });
    await tx.remove('mail_suppression', known.id);
  }, `people may write to ${key} again`);
  return key;
}

/** The addresses that nobody writes to. */
export function listSuppressed({ store }: Deps) {
  return suppressedAddresses(store.db);
}
