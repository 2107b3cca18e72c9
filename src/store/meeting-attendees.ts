import { readAttendees } from '../domain/attendees.ts';
import type { Row } from '../domain/field.ts';
import { emailKey, personKey } from '../domain/matching.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** The contacts, leads and users who take part in a meeting, with what one calls or writes to. */
export function meetingAttendees(db: Db, meetingId: number): Promise<Row[]> {
  return sql<Row>`
    select
      case when contact.id is not null then 'contact:' || contact.id when lead.id is not null then 'lead:' || lead.id
        else 'user:' || "user".id end as record,
      coalesce(contact.name, lead.name, "user".full_name, "user".name) as name,
      coalesce(contact.title, lead.title) as title,
      coalesce((select name from account where account.id = contact.account_id), lead.company) as company,
      case when "user".id is not null then "user".email else (
        select address from email
        where (email.contact_id = contact.id or email.lead_id = lead.id) and bad = 0 order by position limit 1) end as email,
      (select coalesce(e164, typed) from phone
        where (phone.contact_id = contact.id or phone.lead_id = lead.id) and bad = 0 order by position limit 1) as phone
    from meeting_attendee link
      left join contact on contact.id = link.contact_id
      left join lead on lead.id = link.lead_id
      left join "user" on "user".id = link.user_id
    where link.meeting_id = ${meetingId} order by link.position, link.id`.all(db);
}

/** Somebody who takes part in a meeting; `email` is null where it is unknown. */
export interface Guest {
  readonly name: string;
  readonly email: string | null;
}

/** All who take part in each of these meetings: who is known by the name and address that they have now, others as written. */
export async function guestsOf(db: Db, meetingIds: readonly number[]): Promise<ReadonlyMap<number, Guest[]>> {
  const guests = new Map<number, Guest[]>();
  for (let at = 0; at < meetingIds.length; at += MEETINGS_PER_STATEMENT) {
    const among = sql.among(meetingIds.slice(at, at + MEETINGS_PER_STATEMENT));
    const meetings = await sql<{ id: number; attendees: string }>`
      select id, attendees from meeting where id ${among} and attendees is not null`.all(db);
    const known = Map.groupBy(
      await sql<Guest & { meeting_id: number; as_written: string | null }>`
        select link.meeting_id, coalesce(contact.name, lead.name, "user".full_name, "user".name) as name,
          "user".name as as_written,
          case when "user".id is not null then "user".email else (
            select address from email
            where (email.contact_id = contact.id or email.lead_id = lead.id) and bad = 0
            order by position limit 1) end as email
        from meeting_attendee link
          left join contact on contact.id = link.contact_id
          left join lead on lead.id = link.lead_id
          left join "user" on "user".id = link.user_id
        where link.meeting_id ${among} order by link.position, link.id`.all(db),
      ({ meeting_id }) => meeting_id,
    );
    for (const { id, attendees } of meetings) {
      const own = known.get(id) ?? [];
      const keys = new Set(
        own.flatMap(({ name, email, as_written }) => [
          personKey(name),
          ...(email === null ? [] : [emailKey(email)]),
          ...(as_written === null ? [] : [personKey(as_written)]),
        ]),
      );
      guests.set(id, [
        ...own.map(({ name, email }) => ({ name, email })),
        ...readAttendees(attendees)
          .filter(
            (ways) =>
              !ways.flat().some(({ ref, texts }) => ref || texts.some((text) => keys.has(keyOf(text)))),
          )
          .flatMap(([way = []]) => way.map(({ texts }) => strangerOf(texts))),
      ]);
    }
  }
  return guests;
}

/** Removes those who take part in meetings of these numbers, in a change: a migration linked some outside of any. */
export async function removeAttendees(tx: Tx, id: number, lastId: number): Promise<void> {
  const links = await sql<{ id: number }>`
    select id from meeting_attendee where meeting_id between ${id} and ${lastId} order by id desc`.all(tx);
  for (const link of links) await tx.remove('meeting_attendee', link.id);
}

const MEETINGS_PER_STATEMENT = 500;

const keyOf = (text: string) => (text.includes('@') ? emailKey(text) : personKey(text));

function strangerOf(texts: readonly string[]): Guest {
  const email = texts.find((text) => /^[^\s<>]+@[^\s<>]+$/.test(text)) ?? null;
  return { name: texts.find((text) => !text.includes('@')) ?? email ?? '', email };
}
