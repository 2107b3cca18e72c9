import { addDaysTo } from '../../domain/dates.ts';
import { addressText } from '../../domain/mail/address.ts';
import type { BouncedAddress, IncomingMail } from '../../domain/mail/incoming.ts';
import { emailKey } from '../../domain/matching.ts';
import { inheritRelations } from '../../store/inherit-relations.ts';
import {
  addressesOfMail,
  type EarlierMail,
  lastMailTo,
  mailsOfIds,
  ownerOfAddress,
  workingRowsOf,
} from '../../store/mail/incoming.ts';
import { suppressionOf } from '../../store/mail/recipients.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { type FilingResult, timeOf } from './filing.ts';
import { partyOf } from './log-mail.ts';

/** A report that names no mail of ours is of one that left in so many days before it. */
const MAX_REPORT_AGE_DAYS = 30;

/**
 * Files the report that a mail came back: an address that will not work later either is marked, and nobody writes to it.
 * Anybody can write such a report. So an address counts only if the mail that it names went to it, or, where it names none
 * that is here, if somebody wrote to its person lately.
 */
export async function fileBounce(
  deps: Deps,
  tx: Tx,
  mail: IncomingMail,
  account: string,
): Promise<FilingResult> {
  const { bounce } = mail;
  if (!bounce) return { type: 'auto-reply' };
  const [named] = bounce.messageId === null ? [] : await mailsOfIds(tx, [bounce.messageId]);
  const until = timeOf(deps, mail);
  const since = `${addDaysTo(until.slice(0, 10), -MAX_REPORT_AGE_DAYS)}T00:00:00.000Z`;
  const marked: string[] = [];
  let original: EarlierMail | null = null;
  for (const each of bounce.addresses) {
    if (!each.isFinal) continue;
    const sent = named ?? (await lastMailTo(tx, each.address, { since, until }));
    if (!sent || (named && !(await wentTo(tx, named, each.address)))) continue;
    const { about } = sent;
    await markAddress(tx, each, isOfPerson(await ownerOfAddress(tx, each.address)));
    original = sent;
    await tx.update('message', sent.id, { state: 'bounced', answer: each.problem });
    await note(deps, tx, mail, about, each);
    if (marked.length === 0) await insertReport(deps, tx, mail, { account, about, original });
    marked.push(each.address);
  }
  return marked.length === 0 ? { type: 'auto-reply' } : { type: 'bounce', addresses: marked };
}

/** Marks an address of which the server said at once that there is no such mailbox (5.1.1 of RFC 3463). */
export async function noteNoMailbox(
  tx: Tx,
  bounced: Pick<BouncedAddress, 'address' | 'problem'>,
): Promise<void> {
  if (!/^5\d\d[ -]5\.1\.1\b/.test(bounced.problem)) return;
  await markAddress(tx, bounced, isOfPerson(await ownerOfAddress(tx, bounced.address)));
}

/** Whether we sent a mail to an address. */
async function wentTo(tx: Tx, { id, isOurs }: EarlierMail, address: string): Promise<boolean> {
  const key = emailKey(address);
  return isOurs && (await addressesOfMail(tx, id)).some((each) => emailKey(each) === key);
}

const isOfPerson = (owner: { readonly noun: string } | null) => owner !== null && owner.noun !== 'account';

async function markAddress(
  tx: Tx,
  { address, problem }: Pick<BouncedAddress, 'address' | 'problem'>,
  isOfSomebody: boolean,
): Promise<void> {
  const rows = await workingRowsOf(tx, address);
  for (const id of rows) await tx.update('email', id, { bad: 1 });
  if (rows.length > 0 || isOfSomebody) return;
  const key = emailKey(address);
  if (await suppressionOf(tx, key)) return;
  const reason = `mail came back: ${problem}`.trim();
  await tx.insert('mail_suppression', { address_key: key, reason, created_at: tx.now });
}

async function note(
  deps: Deps,
  tx: Tx,
  mail: IncomingMail,
  about: string,
  { address, problem }: BouncedAddress,
): Promise<void> {
  const party = await partyOf(tx, about);
  if (!party) return;
  const links = await inheritRelations(tx, 'activity', { [`${party.noun}_id`]: party.id });
  const subject = `mail to ${address} came back${problem === '' ? '' : `: ${problem}`}`;
  const at = timeOf(deps, mail);
  await insertRecord(tx, 'activity', { type: 'event', at, subject, ...links }, deps);
}

async function insertReport(
  deps: Deps,
  tx: Tx,
  mail: IncomingMail,
  {
    account,
    about,
    original,
  }: { readonly account: string; readonly about: string; readonly original: EarlierMail | null },
): Promise<void> {
  await tx.insert('message', {
    message_id: mail.messageId,
    thread_id: original?.threadId ?? null,
    in_reply_to: original?.messageId ?? null,
    refs: original?.messageId ?? '',
    account,
    state: 'received',
    sender: mail.from ? addressText(mail.from) : '',
    recipient: mail.to.map(addressText).join(', '),
    cc: '',
    bcc: '',
    subject: mail.subject,
    text: mail.text,
    html: '',
    bulk: 0,
    send_at: timeOf(deps, mail),
    sent_at: null,
    answer: null,
    about,
    user_id: tx.userId,
    kind: 'bounce',
    answers_id: null,
  });
}
