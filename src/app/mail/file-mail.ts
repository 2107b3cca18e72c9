import { byteSizeText } from '../../domain/byte-size.ts';
import type { MailAddress } from '../../domain/mail/address.ts';
import { addressText } from '../../domain/mail/address.ts';
import { caseOfSubject, type IncomingMail, ownText, wantsNoMail } from '../../domain/mail/incoming.ts';
import { emailKey } from '../../domain/matching.ts';
import { type RecordRef, refText } from '../../domain/record-ref.ts';
import { logActivity } from '../../store/activities/activity.ts';
import { noteCustomerAnswer } from '../../store/activities/case-messages.ts';
import { recordFile } from '../../store/files/stored-files.ts';
import {
  activitiesOfMail,
  addressesOfMail,
  type EarlierMail,
  laterMailsOf,
  mailsOfIds,
  ownerOfAddress,
} from '../../store/mail/incoming.ts';
import { suppressionOf } from '../../store/mail/recipients.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { fileBounce } from './bounces.ts';
import { noteResponse } from './campaign-responses.ts';
import { findEarlierMail } from './earlier-mail.ts';
import { type Filing, type FilingResult, timeOf } from './filing.ts';
import { MAIL_SOURCE, MAX_BODY_CHARS, partyOf } from './log-mail.ts';
import { makePerson } from './unmatched.ts';

/** A larger file of a mail is not kept. */
const MAX_FILE_BYTES = 25_000_000;

/** All files of a mail that are kept. */
const MAX_FILES_BYTES = 50_000_000;

/** People of one mail on whose timelines it is noted. */
const MAX_PEOPLE = 20;

/** Who a mail is with. */
interface Correspondence {
  readonly isOut: boolean;
  /** The people of it that are known: who wrote it, or who it was written to. */
  readonly people: readonly RecordRef[];
}

/** Files one mail, once: on the timelines of its people, in its thread. */
export async function fileMail(
  deps: Deps,
  tx: Tx,
  parsed: IncomingMail,
  filing: Filing,
): Promise<FilingResult> {
  const kind = parsed.kind === 'posted' ? await kindOfPosted(tx, parsed, filing) : parsed.kind;
  const mail = { ...parsed, kind };
  const [there] = await mailsOfIds(tx, [mail.messageId]);
  if (there) return (filing.about && (await addAbout(tx, mail, there, filing.about))) ?? { type: 'there' };
  if (kind === 'bounce') return fileBounce(deps, tx, mail, filing.account);
  const isOut = await isWrittenHere(tx, mail, filing);
  const others = [...mail.to, ...mail.cc].filter(({ address }) => !filing.own.has(address));
  if (!filing.about) {
    if (!isOut && kind !== 'person') return { type: kind };
    if (isOut && others.length === 0) return { type: 'colleagues' };
  }
  const met = isOut ? others : mail.from ? [mail.from] : [];
  const known = await peopleOf(tx, met);
  const made = known.length === 0 && filing.makesLeads ? await makeLeads(deps, tx, met) : [];
  const people = [...known, ...made];
  const at = timeOf(deps, mail);
  const earlier = await findEarlierMail(tx, { ...mail, date: at }, isOut ? null : (people[0] ?? null));
  const named = await partyFor(tx, mail, filing, { isOut, people }, earlier);
  if (!named) return { type: 'stranger' };
  const isAnswered = named.noun === 'case' && !isOut && mail.kind === 'person';
  const party = isAnswered
    ? { ...named, id: await noteCustomerAnswer(tx, named.id, { at, body: bodyOf(mail) }, deps) }
    : named;
  const answers = isOut || mail.kind !== 'person' ? null : (earlier.find(({ isOurs }) => isOurs) ?? null);
  const id = await insertMessage(tx, mail, { filing, isOut, about: refText(party), at, earlier, answers });
  await logOnPeople(deps, tx, mail, { party, isOut, people, isAnswer: answers !== null, at, filing });
  const problems = await keepFiles(deps, tx, id, mail);
  if (!isOut && mail.from && wantsNoMail(mail)) await suppress(tx, mail.from.address);
  else if (answers) await noteResponse(tx, answers, at);
  return { type: 'filed', id, about: refText(party), problems, leads: made.length };
}

/**
 * What passed a list is of a person whom we know if they wrote to a group of ours, or answer a mail that went to them: lists
 * and newsletters know none of these.
 */
async function kindOfPosted(
  tx: Tx,
  { from, to, cc, follows, group }: IncomingMail,
  { own }: Filing,
): Promise<'person' | 'list'> {
  const [writer] = from ? await peopleOf(tx, [from]) : [];
  if (!writer) return 'list';
  const isOurGroup = ({ address }: MailAddress) =>
    address.toLowerCase().replace('@', '.') === group && own.has(address);
  if ([...to, ...cc].some(isOurGroup)) return 'person';
  if (writer.noun === 'account') return 'list';
  for (const { id, isOurs } of await mailsOfIds(tx, follows)) {
    if (!isOurs) continue;
    const addresses = (await addressesOfMail(tx, id)).map((address) => ({ name: '', address }));
    if ((await peopleOf(tx, addresses)).some((each) => refText(each) === refText(writer))) return 'person';
  }
  return 'list';
}

/** What its writer wrote, without what it quotes. */
function bodyOf({ text }: IncomingMail): string | null {
  return ownText(text).slice(0, MAX_BODY_CHARS) || null;
}

/** Makes leads of people, each once. */
async function makeLeads(deps: Deps, tx: Tx, met: readonly MailAddress[]): Promise<RecordRef[]> {
  const made = new Map<string, RecordRef>();
  for (const each of met.slice(0, MAX_PEOPLE)) {
    const key = emailKey(each.address);
    if (!made.has(key)) made.set(key, await makePerson(deps, tx, 'lead', each));
  }
  return [...made.values()];
}

/** Puts a mail that is there already on one more deal or case. */
async function addAbout(
  tx: Tx,
  mail: IncomingMail,
  there: EarlierMail,
  { noun, id }: RecordRef,
): Promise<FilingResult | null> {
  if (noun !== 'opp' && noun !== 'case') return null;
  const [activity] = await activitiesOfMail(tx, mail.messageId);
  const column = noun === 'opp' ? 'opp_id' : 'case_id';
  if (!activity || activity[column] !== null) return null;
  await tx.update('activity', activity.id, { [column]: id });
  await tx.update('message', there.id, { about: `${noun}:${id}` });
  return { type: 'filed', id: there.id, about: `${noun}:${id}`, problems: [], leads: 0 };
}

/** Whether one of us wrote it. Where nobody is known to be ours, that is who writes to people that are known. */
async function isWrittenHere(tx: Tx, { from, to, cc }: IncomingMail, { own }: Filing): Promise<boolean> {
  if (!from) return false;
  if (!own.isEmpty) return own.has(from.address);
  if (await ownerOfAddress(tx, from.address)) return false;
  return (await peopleOf(tx, [...to, ...cc])).length > 0;
}

async function peopleOf(tx: Tx, addresses: readonly MailAddress[]): Promise<RecordRef[]> {
  const found = new Map<string, RecordRef>();
  for (const { address } of addresses) {
    const owner = await ownerOfAddress(tx, address);
    const party = owner && (await partyOf(tx, refText(owner)));
    if (party) found.set(refText(party), party);
    if (found.size === MAX_PEOPLE) break;
  }
  // A company is named by its people.
  const people = [...found.values()].filter(({ noun }) => noun !== 'account');
  return people.length > 0 ? people : [...found.values()];
}

/** The record that a mail is about: the one that was named, its case, that of its thread, or its first person. */
async function partyFor(
  tx: Tx,
  mail: IncomingMail,
  { about }: Filing,
  { people }: Correspondence,
  earlier: readonly EarlierMail[],
): Promise<RecordRef | null> {
  if (about) return (await partyOf(tx, refText(about))) ?? about;
  const [first = null] = people;
  const thread = earlier[0] ? await partyOf(tx, earlier[0].about) : null;
  const number = caseOfSubject(mail.subject);
  // Anybody can write a number into a subject: it counts from people that are known.
  if (number !== null && (first ?? thread) && (await tx.read('case', number)))
    return { noun: 'case', id: number };
  return thread ?? first;
}

interface MessageFacts {
  readonly filing: Filing;
  readonly isOut: boolean;
  readonly about: string;
  readonly at: string;
  readonly earlier: readonly EarlierMail[];
  readonly answers: EarlierMail | null;
}

async function insertMessage(
  tx: Tx,
  mail: IncomingMail,
  { filing, isOut, about, at, earlier, answers }: MessageFacts,
): Promise<number> {
  const list = (addresses: readonly MailAddress[]) => addresses.map(addressText).join(', ');
  const threadId = earlier[0]?.threadId ?? null;
  const id = await tx.insert('message', {
    message_id: mail.messageId,
    thread_id: threadId,
    in_reply_to: mail.follows[0] ?? null,
    refs: mail.follows.toReversed().join(' '),
    account: filing.account,
    state: isOut ? 'sent' : 'received',
    sender: mail.from ? addressText(mail.from) : '',
    recipient: list(mail.to),
    cc: list(mail.cc),
    bcc: '',
    subject: mail.subject,
    text: mail.text,
    html: '',
    bulk: 0,
    send_at: at,
    sent_at: null,
    answer: null,
    about,
    user_id: writerOf(mail, filing) ?? tx.userId,
    answers_id: answers?.id ?? null,
  });
  for (const later of await laterMailsOf(tx, mail.messageId))
    if (later !== id) await tx.update('message', later, { thread_id: threadId ?? id });
  return id;
}

/** The user who wrote a mail, or got it. */
function writerOf({ from, to }: IncomingMail, { users }: Filing): number | undefined {
  for (const each of [...(from ? [from] : []), ...to]) {
    const user = users.get(emailKey(each.address));
    if (user !== undefined) return user;
  }
  return undefined;
}

interface LoggedMail extends Correspondence {
  readonly party: RecordRef;
  readonly isAnswer: boolean;
  readonly at: string;
  readonly filing: Filing;
}

async function logOnPeople(
  deps: Deps,
  tx: Tx,
  mail: IncomingMail,
  { party, isOut, people, isAnswer, at, filing }: LoggedMail,
): Promise<void> {
  const user = writerOf(mail, filing);
  const log = async (about: RecordRef, key: string, extra: { contact_id?: number; lead_id?: number }) => {
    const title = '';
    const id = await logActivity(
      tx,
      {
        type: 'email',
        with: { ...about, title },
        at,
        // What a program wrote is no answer of a person, and waits for none.
        direction: isOut ? 'out' : mail.kind === 'person' ? 'in' : null,
        duration: null,
        outcome: isAnswer ? 'reply' : null,
        subject: mail.subject === '' ? null : mail.subject,
        body: bodyOf(mail),
        next: null,
      },
      null,
      deps,
    );
    await tx.update('activity', id, {
      external_source: MAIL_SOURCE,
      external_id: key,
      ...(user === undefined ? {} : { user_id: user }),
      ...extra,
    });
  };
  const [first, ...more] = people;
  // A deal or case has a contact, who need not be the one that wrote.
  const isWork = party.noun !== 'lead' && party.noun !== 'contact';
  const writer =
    isWork && first?.noun === 'contact'
      ? { contact_id: first.id }
      : isWork && first?.noun === 'lead'
        ? { lead_id: first.id }
        : {};
  await log(party, mail.messageId, writer);
  const rest = isWork ? more : people.filter((each) => refText(each) !== refText(party));
  for (const person of rest)
    if (person.noun !== 'account') await log(person, `${mail.messageId} ${refText(person)}`, {});
}

/** Keeps the files of a mail; returns what was not kept, which stands beside its state too: who reads it asks where they are. */
async function keepFiles(
  { store }: Deps,
  tx: Tx,
  message: number,
  { files }: IncomingMail,
): Promise<string[]> {
  const problems: string[] = [];
  let total = 0;
  for (const { name, bytes } of files) {
    if (bytes.length > MAX_FILE_BYTES || total + bytes.length > MAX_FILES_BYTES) {
      problems.push(`${name} (${byteSizeText(bytes.length)}) is too large to keep`);
      continue;
    }
    total += bytes.length;
    const kept = await store.engine.files.keep([bytes], { name });
    await recordFile(tx, store.engine.files, kept);
    await tx.insert('message_file', { message_id: message, hash: kept.hash, name });
  }
  if (problems.length > 0) await tx.update('message', message, { answer: problems.join('; ') });
  return problems;
}

async function suppress(tx: Tx, address: string): Promise<void> {
  const key = emailKey(address);
  if (await suppressionOf(tx, key)) return;
  await tx.insert('mail_suppression', {
    address_key: key,
    reason: 'unsubscribed by mail',
    created_at: tx.now,
  });
}
