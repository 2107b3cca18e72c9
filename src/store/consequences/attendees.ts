import { type AttendeeKeys, type AttendeeRef, readAttendees } from '../../domain/attendees.ts';
import { emailKey, personKey } from '../../domain/matching.ts';
import type { ChangeRow } from '../change-journal.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { selectionsOf } from './touched-rows.ts';

const MEETINGS_PER_STEP = 1000;
const KEYS_PER_STATEMENT = 500;

type Meeting = Pick<RowOf<'meeting'>, 'id' | 'attendees' | 'lead_id' | 'contact_id' | 'account_id'>;
type Link = RowOf<'meeting_attendee'>;

/** Somebody who may be meant. */
interface Candidate extends AttendeeRef {
  readonly accountId: number | null;
  /** Where it was written with its number alone. */
  readonly name?: string;
}

/**
 * Links meetings to the contacts, leads and users whom their attendees name. Of several with one name it is the one who was
 * linked before, whom the meeting is with, or who is at its account; else nobody is linked, and the name stays a text. A
 * number without a name gets that.
 */
export async function linkAttendees(tx: Tx, written: readonly ChangeRow[]): Promise<void> {
  for (const among of selectionsOf(written.flatMap(inSteps), sql`meeting.id`)) {
    const meetings = await sql<Meeting>`
      select id, attendees, lead_id, contact_id, account_id from meeting where ${among} order by id`.all(tx);
    const linked = new Map<number, Link[]>();
    const links = await sql<Link>`
      select meeting_attendee.* from meeting_attendee join meeting on meeting.id = meeting_attendee.meeting_id
      where ${among} order by position, meeting_attendee.id`.all(tx);
    for (const link of links) linked.set(link.meeting_id, [...(linked.get(link.meeting_id) ?? []), link]);
    const named = meetings
      .map((meeting) => ({ meeting, parts: readAttendees(meeting.attendees ?? '') }))
      .filter(({ meeting, parts }) => parts.length > 0 || linked.has(meeting.id));
    if (named.length === 0) continue;
    const known = await candidatesOf(
      tx,
      named.flatMap(({ parts }) => parts.flat(2)),
    );
    for (const { meeting, parts } of named) {
      const before = linked.get(meeting.id) ?? [];
      const wanted = parts.flatMap((ways) => attendeesOf(ways, known, meeting, before));
      await replaceLinks(tx, meeting.id, before, wanted);
      const attendees = meeting.attendees?.replaceAll(
        /(?<=^|[;,\n]\s*)(?:contact|lead|user):\d+(?=\s*(?:$|[;,\n]))/g,
        (ref) => known.get(ref)?.[0]?.name ?? ref,
      );
      if (attendees !== undefined) await tx.update('meeting', meeting.id, { attendees });
    }
  }
}

/** Rows of a long run of numbers, a few at a time. */
function inSteps(row: ChangeRow): ChangeRow[] {
  const steps: ChangeRow[] = [];
  for (let id = row.id; id <= row.lastId; id += MEETINGS_PER_STEP)
    steps.push({ ...row, id, lastId: Math.min(row.lastId, id + MEETINGS_PER_STEP - 1) });
  return steps;
}

const keyOf = ({ noun, id }: AttendeeRef) => `${noun}:${id}`;
const refOf = ({ contact_id, lead_id, user_id }: Link): AttendeeRef =>
  contact_id !== null
    ? { noun: 'contact', id: contact_id }
    : lead_id !== null
      ? { noun: 'lead', id: lead_id }
      : { noun: 'user', id: user_id as number };

/** Whom a part of the text means, in the first of its ways that means somebody. */
function attendeesOf(
  ways: readonly (readonly AttendeeKeys[])[],
  known: ReadonlyMap<string, readonly Candidate[]>,
  meeting: Meeting,
  before: readonly Link[],
): AttendeeRef[] {
  const linkedBefore = new Set(before.map((link) => keyOf(refOf(link))));
  for (const way of ways) {
    const found = way.flatMap(({ ref, texts }): AttendeeRef[] => {
      for (const text of ref ? [keyOf(ref)] : texts) {
        const candidates = known.get(text);
        if (candidates) return chosen(candidates, meeting, linkedBefore);
      }
      return [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The one who is meant; nobody where it may be several. */
function chosen(
  candidates: readonly Candidate[],
  meeting: Meeting,
  linkedBefore: ReadonlySet<string>,
): Candidate[] {
  for (const noun of ['contact', 'lead', 'user'] as const) {
    const own = candidates.filter((each) => each.noun === noun);
    if (own.length === 0) continue;
    const surest = [
      own,
      own.filter((each) => linkedBefore.has(keyOf(each))),
      own.filter(({ id }) => id === (noun === 'contact' ? meeting.contact_id : meeting.lead_id)),
      own.filter(({ accountId }) => accountId !== null && accountId === meeting.account_id),
    ].find((some) => some.length === 1);
    return surest ?? [];
  }
  return [];
}

/** All who may be meant, by what they are written as. */
async function candidatesOf(
  tx: Tx,
  all: readonly AttendeeKeys[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const found = new Map<string, Map<string, Candidate>>();
  const add = (texts: Iterable<string>, candidate: Candidate) => {
    for (const text of texts)
      found.set(text, (found.get(text) ?? new Map<string, Candidate>()).set(keyOf(candidate), candidate));
  };
  const texts = new Set(all.flatMap((keys) => keys.texts));
  const byAddress = Map.groupBy(
    [...texts].filter((text) => text.includes('@')),
    emailKey,
  );
  const byName = Map.groupBy(
    [...texts].filter((text) => !text.includes('@')),
    personKey,
  );
  byName.delete('');
  for (const noun of ['contact', 'lead'] as const) {
    const person = sql.ref(noun);
    const columns =
      noun === 'contact'
        ? sql`contact.id, contact.account_id, null as contact_id`
        : sql`lead.id, lead.account_id, lead.contact_id`;
    const addAll = (rows: readonly AttendeeCandidate[], ways: ReadonlyMap<string, readonly string[]>) => {
      for (const { key, id, account_id: accountId, contact_id } of rows)
        add(ways.get(key) ?? [], {
          // A lead that has been converted is the contact that it became.
          ...(contact_id === null ? { noun, id } : { noun: 'contact', id: contact_id }),
          accountId,
        });
    };
    for (const keys of chunks([...byAddress.keys()]))
      addAll(
        await sql<AttendeeCandidate>`
          select address_key as key, ${columns} from email join ${person} on ${person}.id = ${sql.ref(`email.${noun}_id`)}
          where address_key ${sql.among(keys)}`.all(tx),
        byAddress,
      );
    for (const keys of chunks([...byName.keys()]))
      addAll(
        await sql<AttendeeCandidate>`select name_key as key, ${columns} from ${person} where name_key ${sql.among(keys)}`.all(
          tx,
        ),
        byName,
      );
  }
  const users = await sql<{ id: number; name: string; full_name: string | null; email: string | null }>`
    select id, name, full_name, email from "user" where is_queue = 0`.all(tx);
  const written = Map.groupBy(texts, (text) => text.toLowerCase());
  for (const { id, ...user } of users)
    for (const name of [user.name, user.full_name, user.email, ...(id === tx.userId ? ['me'] : [])])
      add(written.get(name?.toLowerCase() ?? '') ?? [], { noun: 'user', id, accountId: null });
  await addNumbered(tx, all, add);
  return new Map([...found].map(([text, candidates]) => [text, [...candidates.values()]]));
}

interface AttendeeCandidate {
  readonly key: string;
  readonly id: number;
  readonly account_id: number | null;
  readonly contact_id: number | null;
}

/** Adds those who are written with their number, if they are there. */
async function addNumbered(
  tx: Tx,
  all: readonly AttendeeKeys[],
  add: (texts: Iterable<string>, candidate: Candidate) => void,
): Promise<void> {
  const numbered = all.flatMap(({ ref }) => ref ?? []);
  for (const noun of ['contact', 'lead', 'user'] as const) {
    const numbers = new Set(numbered.filter((ref) => ref.noun === noun).map(({ id }) => id));
    for (const some of chunks([...numbers]))
      for (const { id, name } of await sql<{ id: number; name: string }>`
        select id, name from ${sql.ref(noun)} where id ${sql.among(some)}`.all(tx))
        add([keyOf({ noun, id })], { noun, id, accountId: null, name });
  }
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += KEYS_PER_STATEMENT) yield all.slice(at, at + KEYS_PER_STATEMENT);
}

async function replaceLinks(
  tx: Tx,
  meetingId: number,
  before: readonly Link[],
  wanted: readonly AttendeeRef[],
): Promise<void> {
  const places = new Map(wanted.map((ref) => [keyOf(ref), ref]));
  for (const link of before)
    if (!places.has(keyOf(refOf(link)))) await tx.remove('meeting_attendee', link.id);
  const there = new Map(before.map((link) => [keyOf(refOf(link)), link]));
  for (const [position, { noun, id }] of [...places.values()].entries()) {
    const link = there.get(keyOf({ noun, id }));
    if (link) await tx.update('meeting_attendee', link.id, { position });
    else
      await tx.insert('meeting_attendee', {
        meeting_id: meetingId,
        contact_id: noun === 'contact' ? id : null,
        lead_id: noun === 'lead' ? id : null,
        user_id: noun === 'user' ? id : null,
        position,
      });
  }
}
