import { LEAD_STATUS } from './leads.ts';
import { sql } from './sql.ts';
import type { Store } from './store.ts';
import { mine, myMeeting } from './today.ts';

/** An open task, planned meeting or callback with a day or time. */
export interface Appointment {
  readonly ref: string;
  readonly kind: 'task' | 'meeting' | 'callback';
  /** When a meeting ends, UTC ISO 8601. */
  readonly until: string | null;
  /** `YYYY-MM-DD`, or UTC ISO 8601 if a time was agreed. */
  readonly when: string;
  readonly title: string;
  /** The person, and the number to call. */
  readonly detail: string | null;
}

/** All appointments of a user and of nobody; of everybody if `user` is null. */
export async function appointments({ db }: Store, user: string | null): Promise<Appointment[]> {
  const rows = await sql<Appointment>`
    select 'task:' || task.id as ref, 'task' as kind, coalesce(task.due_at, task.due_date) as "when",
      null as "until", task.subject as title,
      coalesce(
        (select 'lead ' || id || ' ' || name || coalesce(' · ' || nullif(company, name), '') from lead where id = task.lead_id),
        (select 'contact ' || id || ' ' || name from contact where id = task.contact_id),
        (select 'opp ' || id || ' ' || name from opp where id = task.opp_id),
        (select 'account ' || id || ' ' || name from account where id = task.account_id)) as detail
    from task
    where task.status = 'open' and coalesce(task.due_at, task.due_date) is not null and ${mine('task', user)}
    union all
    select 'meeting:' || meeting.id, 'meeting', coalesce(meeting.starts_at, meeting.starts_on), meeting.ends_at,
      meeting.subject, nullif(coalesce(meeting.place || ' · ', '') || coalesce(
        (select 'lead ' || id || ' ' || name || coalesce(' · ' || nullif(company, name), '') from lead where id = meeting.lead_id),
        (select 'contact ' || id || ' ' || name from contact where id = meeting.contact_id),
        (select 'opp ' || id || ' ' || name from opp where id = meeting.opp_id),
        (select 'account ' || id || ' ' || name from account where id = meeting.account_id), ''), '')
    from meeting
    where meeting.status = 'planned' and coalesce(meeting.starts_at, meeting.starts_on) is not null
      and ${myMeeting(user)}
    union all
    select 'lead:' || lead.id, 'callback', lead.next_attempt_at, null,
      'Call back ' || lead.name || coalesce(' · ' || nullif(lead.company, lead.name), ''),
      (select e164 || coalesce(' ext ' || extension, '') from phone where lead_id = lead.id and bad = 0
        and e164 is not null and e164 not in (select e164 from suppression) order by position limit 1)
    from lead ${LEAD_STATUS}
    where lead.next_attempt_at is not null and lead.do_not_call = 0
      and lead_status.kind not in ('converted', 'disqualified') and ${mine('lead', user)}
      and not exists (
        select 1 from task where task.lead_id = lead.id and task.kind = 'callback' and task.status = 'open')
    order by "when", ref`.all(db);
  return rows;
}

/** A new case of a customer, for those who are selling something to it, or have what it will renew. */
export interface CustomerCase extends Omit<Appointment, 'kind'> {
  readonly kind: 'case';
}

/**
 * Open cases since a moment (UTC ISO 8601) of accounts with open deals of a user, or with a contract or purchase of theirs
 * that ends one day; the user's own cases are no news.
 */
export async function casesOfCustomers({ db }: Store, user: string, since: string): Promise<CustomerCase[]> {
  const isTheirs = (noun: string) =>
    sql`${sql.ref(`${noun}.owner_id`)} = (select id from "user" where name = ${user})`;
  const ending = [...db.nouns].flatMap(({ noun, dueDays }) => {
    if (!dueDays?.days.some(({ what }) => what === 'end')) return [];
    const of = (column: string) => sql.ref(`${noun}.${column}`);
    return sql`exists (
      select 1 from ${sql.ref(noun)} where ${of('account_id')} = account.id and ${of('status')} = ${dueDays.status}
        and ${of('ends_on')} is not null and ${isTheirs(noun)})`;
  });
  const selling = sql`exists (
    select 1 from opp join stage on stage.id = opp.stage_id
    where opp.account_id = account.id and stage.kind = 'open' and ${isTheirs('opp')})`;
  return sql<CustomerCase>`
    select 'case:' || "case".id as ref, 'case' as kind, "case".created_at as "when", null as "until",
      "case".subject as title, 'account ' || account.id || ' ' || account.name as detail
    from "case" join account on account.id = "case".account_id
    where "case".solved_at is null and "case".created_at >= ${since}
      and coalesce("case".owner_id, 0) <> coalesce((select id from "user" where name = ${user}), 0)
      and (${sql.join([selling, ...ending], ' or ')})
    order by "when", ref`.all(db);
}
