import { addDaysTo, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { domainOf, readAddress } from '../../domain/mail/address.ts';
import { countSent, type StoredMail } from '../../store/mail/messages.ts';
import { fullDayOfFirstMail } from '../../store/sequences/contacts-made.ts';
import type { Deps } from '../deps.ts';

/**
 * Which limit of a day an account has reached for mails to an address, in words; null for none. Who only plans a mail counts
 * those that are queued too.
 */
export async function reachedLimit(
  { store: { db }, clock }: Deps,
  { name, dailyLimit, domainLimit }: MailAccount,
  to: string,
  { countsQueued = false } = {},
): Promise<string | null> {
  const day = dayOf(clock.now());
  if (dailyLimit !== null && (await countSent(db, name, { ...day, countsQueued })) >= dailyLimit)
    return `the daily limit of ${dailyLimit} mails is reached`;
  const domain = domainOf(readAddress(to).address);
  if (domainLimit !== null && (await countSent(db, name, { ...day, domain, countsQueued })) >= domainLimit)
    return `the daily limit of ${domainLimit} mails to ${domain} is reached`;
  return null;
}

/** In words, that as many people have got the first mail of a sequence today as may; null if not, and for other mails. */
export async function reachedStarts(
  { store: { db }, clock }: Deps,
  { id }: StoredMail,
): Promise<string | null> {
  const begun = await fullDayOfFirstMail(db, id, dayOf(clock.now()));
  return begun === null ? null : `${begun} people have begun the sequence today`;
}

/** The day of a moment: what a clock that was ahead has sent counts for no day before. */
function dayOf(moment: number): { readonly since: string; readonly until: string } {
  const date = toLocalDate(moment);
  return { since: startOfDay(date), until: startOfDay(addDaysTo(date, 1)) };
}
