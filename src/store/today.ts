import { addDaysTo, daysBetween, startOfDay, toLocalDate } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import { addressLabel } from '../domain/mail/address.ts';
import { dueRecords } from './due-records.ts';
import { LEAD_STATUS } from './leads.ts';
import { unansweredMails } from './mail/unanswered.ts';
import { type Sql, sql } from './sql.ts';
import { isStale } from './stage-age.ts';
import type { Store } from './store.ts';

/** An opportunity closes soon within so many days. */
const SOON_DAYS = 7;

/** An answer to a mail is not waited for after so many days. */
const ANSWER_WITHIN_DAYS = 14;

/** What is due today, each list in order of urgency. */
export interface Agenda {
  /** Open tasks due today or earlier: id, due_date, due_at, there, subject, about, priority, owner. */
  readonly tasks: readonly Row[];
  /** Planned meetings of today and earlier: id, starts_on, starts_at, ends_at, there, subject, place, about, owner. */
  readonly meetings: readonly Row[];
  /** Leads to call back by the end of the day: id, at, there, name, phone, attempts, owner. */
  readonly callbacks: readonly Row[];
  /** Mails of the last two weeks that nobody has answered: id, at, subject, who, owner. */
  readonly mails: readonly Row[];
  /** Cases that were not answered or solved in time: id, at, subject, about, priority, owner. */
  readonly cases: readonly Row[];
  /**
   * Open opportunities that close within a week or should have closed: id, close_date, name, account, stage, amount,
   * owner.
   */
  readonly closing: readonly Row[];
  /** Stuck opportunities: id, name, account, stage, since, days, limit, amount, owner. */
  readonly stuck: readonly Row[];
  /**
   * Purchases, contracts and the like that end within a month, whose notice is due then, or a service: noun, id, name,
   * account, day, what, amount, owner.
   */
  readonly ending: readonly Row[];
}

/** What is due on the store's local day: for a user and without an owner; for everybody if `user` is null. */
export async function agenda(store: Store, user: string | null): Promise<Agenda> {
  return readAgenda(store, user, (order) => sql`order by ${order}`);
}

/** The same, at most so many of each list, in no order: enough to say that there is something. */
export async function someOfAgenda(store: Store, most: number): Promise<Agenda> {
  return readAgenda(store, null, () => sql`limit ${most}`);
}

/** SQL after the conditions of a query, whose order is given. */
type Ending = (order: Sql) => Sql;

async function readAgenda(store: Store, user: string | null, ending: Ending): Promise<Agenda> {
  const today = toLocalDate(store.act.now);
  const own = (table: string) => mine(table, user);
  return {
    tasks: await tasks(store, today, own('task'), ending),
    meetings: await meetings(store, today, myMeeting(user), ending),
    callbacks: await callbacks(store, today, own('lead'), ending),
    mails: await mailsToAnswer(store, today, user),
    cases: await lateCases(store, own('case'), ending),
    closing: await closing(store, today, user, ending),
    stuck: await stuckDeals(store, today, user, ending),
    ending: await dueRecords(store.db, today, own),
  };
}

/** SQL: the row belongs to the user or nobody; any row if no user is given. */
export function mine(table: string, user: string | null): Sql<boolean> {
  if (user === null) return sql`true`;
  const owner = sql.ref(`${table}.owner_id`);
  return sql`(${owner} is null or ${owner} in (select id from "user" where name = ${user}))`;
}

/** SQL: the same of a meeting, in which the user may also take part. */
export function myMeeting(user: string | null): Sql<boolean> {
  if (user === null) return sql`true`;
  return sql`(${mine('meeting', user)} or exists (
    select 1 from meeting_attendee link join "user" on "user".id = link.user_id
    where link.meeting_id = meeting.id and "user".name = ${user}))`;
}

const ownerOf = (table: string) => sql`(select name from "user" where id = ${sql.ref(`${table}.owner_id`)})`;

async function tasks({ db }: Store, today: string, own: Sql<boolean>, ending: Ending): Promise<Row[]> {
  const rows = await sql<Row>`
    select task.id, task.due_date, task.due_at, task.subject, task.priority, ${ownerOf('task')} as owner,
      coalesce(
        (select name || coalesce(' · ' || nullif(company, name), '') from lead where id = task.lead_id),
        (select name from contact where id = task.contact_id),
        (select name from opp where id = task.opp_id),
        (select name from account where id = task.account_id),
        (select subject from "case" where id = task.case_id)) as about
    from task
    where task.status = 'open' and task.due_date <= ${today} and ${own}
    ${ending(sql`task.due_date nulls first, task.due_at nulls last,
      case task.priority when 'high' then 1 when 'normal' then 2 else 3 end nulls last, task.id`)}`.all(db);
  return rows;
}

async function meetings({ db }: Store, today: string, own: Sql<boolean>, ending: Ending): Promise<Row[]> {
  const rows = await sql<Row>`
    select meeting.id, meeting.starts_on, meeting.starts_at, meeting.ends_at, meeting.subject, meeting.place,
      ${ownerOf('meeting')} as owner,
      coalesce(
        (select name || coalesce(' · ' || nullif(company, name), '') from lead where id = meeting.lead_id),
        (select name from contact where id = meeting.contact_id),
        (select name from opp where id = meeting.opp_id),
        (select name from account where id = meeting.account_id),
        (select subject from "case" where id = meeting.case_id)) as about
    from meeting
    where meeting.status = 'planned' and meeting.starts_on <= ${today} and ${own}
    ${ending(sql`meeting.starts_on nulls first, meeting.starts_at nulls last, meeting.id`)}`.all(db);
  return rows;
}

async function callbacks({ db }: Store, today: string, own: Sql<boolean>, ending: Ending): Promise<Row[]> {
  const rows = await sql<Row>`
    select lead.id, lead.next_attempt_at as at, lead.attempts, ${ownerOf('lead')} as owner,
      lead.name || coalesce(' · ' || nullif(lead.company, lead.name), '') as name,
      (select e164 || coalesce('x' || extension, '') from phone where lead_id = lead.id and bad = 0 and e164 not in (select e164 from suppression)
        order by position limit 1) as phone
    from lead ${LEAD_STATUS}
    where lead.next_attempt_at < ${startOfDay(addDaysTo(today, 1))} and lead.do_not_call = 0
      and lead_status.kind not in ('converted', 'disqualified') and ${own}
      and not exists (
        select 1 from task where task.lead_id = lead.id and task.kind = 'callback' and task.status = 'open'
          and task.due_date <= ${today})
    ${ending(sql`lead.next_attempt_at nulls first, lead.id`)}`.all(db);
  return rows;
}

async function mailsToAnswer({ db }: Store, today: string, user: string | null): Promise<Row[]> {
  const since = startOfDay(addDaysTo(today, -ANSWER_WITHIN_DAYS));
  return (await unansweredMails(db, user, since)).map(({ id, at, subject, sender, owner }) => ({
    id,
    at,
    subject,
    who: addressLabel(sender).replace(/\s*<[^<>]*>$/, ''),
    owner,
  }));
}

async function lateCases({ db, act }: Store, own: Sql<boolean>, ending: Ending): Promise<Row[]> {
  return sql<Row>`
    select "case".id, case_clock.due_at as at, "case".subject, "case".priority, ${ownerOf('case')} as owner,
      coalesce(
        (select name from contact where id = "case".contact_id),
        (select name from account where id = "case".account_id)) as about
    from case_clock join "case" on "case".id = case_clock.case_id
    where case_clock.due_at < ${act.now} and ${own}
    ${ending(sql`case_clock.due_at nulls first, "case".id`)}`.all(db);
}

const DEAL = sql`opp.id, opp.name, stage.name as stage, opp.amount_minor, opp.currency,
  (select name from account where id = opp.account_id) as account, ${ownerOf('opp')} as owner`;

/** The day that an open deal is to close, as the index of the board has it: that of all closed ones would be read too. */
const CLOSES = sql<string>`coalesce(opp.closed_on, opp.close_date, '9999-12-31')`;

/**
 * SQL: open deals of the user and of nobody, or of everybody, that fit. Those of each owner are looked up by themselves: the
 * index of owners is not read where one condition names both.
 */
function openDeals(user: string | null, fits: Sql<boolean>): Sql<boolean> {
  if (user === null) return sql`stage.kind = 'open' and ${fits}`;
  const of = (isTheirs: Sql) => sql`
    select opp.id from stage join opp on opp.stage_id = stage.id and ${isTheirs} and ${fits} where stage.kind = 'open'`;
  return sql`opp.id in (${of(sql`opp.owner_id is null`)}
    union all ${of(sql`opp.owner_id = (select id from "user" where name = ${user})`)})`;
}

async function closing({ db }: Store, today: string, user: string | null, ending: Ending): Promise<Row[]> {
  const rows = await sql<DealRow>`
    select ${DEAL}, opp.close_date from opp join stage on stage.id = opp.stage_id
    where ${openDeals(user, sql`${CLOSES} <= ${addDaysTo(today, SOON_DAYS)}`)}
    ${ending(sql`opp.close_date nulls first, opp.id`)}`.all(db);
  return rows.map(withAmount);
}

async function stuckDeals({ db }: Store, today: string, user: string | null, ending: Ending): Promise<Row[]> {
  const limits = await sql<{ limit: number }>`
    select distinct rotting_days as "limit" from stage where kind = 'open' and rotting_days is not null`.all(
    db,
  );
  const over = isStale(
    limits.map(({ limit }) => limit),
    today,
    sql`"limit"`,
    sql`since`,
  );
  const rows = await sql<DealRow & { since: string; limit: number }>`
    select * from (
      select ${DEAL}, stage.rotting_days as "limit",
        (select entered_at from stage_history where opp_id = opp.id order by id desc limit 1) as since
      from opp join stage on stage.id = opp.stage_id
      where ${openDeals(user, sql`true`)}) as deal
    where ${over} ${ending(sql`since, id`)}`.all(db);
  return rows.map((row) => ({
    ...withAmount(row),
    limit: row.limit,
    days: daysBetween(toLocalDate(row.since), today),
  }));
}

type DealRow = Row & { amount_minor: number | null; currency: string };

function withAmount({ amount_minor: minor, currency, ...row }: DealRow): Row {
  return { ...row, amount: minor === null ? null : { minor, currency } };
}
