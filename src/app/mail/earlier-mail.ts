import { addDaysTo } from '../../domain/dates.ts';
import { replySubject } from '../../domain/mail/address.ts';
import type { IncomingMail } from '../../domain/mail/incoming.ts';
import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { type EarlierMail, mailsOfIds, mailsSentAbout } from '../../store/mail/incoming.ts';
import type { Tx } from '../../store/tx.ts';

/** For so many days the same subject to the same person is one thread. */
const SAME_SUBJECT_DAYS = 30;

/**
 * The mails that a mail follows, the nearest first: those that it names, else the last one with its subject to the person
 * who answers.
 */
export async function findEarlierMail(
  tx: Tx,
  mail: IncomingMail & { readonly date: string },
  from: RecordRef | null,
): Promise<readonly EarlierMail[]> {
  const named = await mailsOfIds(tx, mail.follows);
  if (named.length > 0 || !from) return named;
  const subject = replySubject(mail.subject);
  if (mail.subject === '' || !/^\s*(?:re|aw|sv|antw|rif|vs|odp)\s*:/i.test(mail.subject)) return [];
  const since = `${addDaysTo(mail.date.slice(0, 10), -SAME_SUBJECT_DAYS)}T00:00:00.000Z`;
  const sent = await mailsSentAbout(tx, refText(from), { since, until: mail.date });
  return sent
    .filter((each) => replySubject(each.subject).toLowerCase() === subject.toLowerCase())
    .slice(0, 1);
}
