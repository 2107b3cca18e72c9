import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { nameColumn } from '../../nouns/definition.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import { mine, myMeeting } from '../today.ts';

/** A record and those that belong to the same matter: the deals of a contact, the people of a deal. */
export interface Circle {
  readonly lead: readonly number[];
  readonly contact: readonly number[];
  readonly account: readonly number[];
  readonly opp: readonly number[];
  readonly case: readonly number[];
  /** A record of another noun, which only tasks, meetings and activities are about. */
  readonly other: RecordRef | null;
}

const NOBODY: Circle = { lead: [], contact: [], account: [], opp: [], case: [], other: null };

/** The circle of a record. */
export async function circleOf(db: Db, { noun, id }: RecordRef): Promise<Circle> {
  switch (noun) {
    case 'lead':
      return { ...NOBODY, lead: [id] };
    case 'contact':
      return { ...NOBODY, contact: [id], opp: await dealsOfContact(db, id) };
    case 'account':
      return {
        ...NOBODY,
        account: [id],
        contact: await peopleOfAccount(db, id),
        opp: await dealsOfAccount(db, id),
      };
    case 'opp': {
      const account = await sql<{ id: number | null }>`select account_id as id from opp where id = ${id}`.one(
        db,
      );
      return {
        ...NOBODY,
        opp: [id],
        account: account.id === null ? [] : [account.id],
        contact: await peopleOfDeal(db, id),
      };
    }
    case 'case': {
      const { account_id, contact_id } = await sql<{ account_id: number | null; contact_id: number | null }>`
        select account_id, contact_id from "case" where id = ${id}`.one(db);
      return {
        ...NOBODY,
        case: [id],
        account: account_id === null ? [] : [account_id],
        contact: contact_id === null ? [] : [contact_id],
      };
    }
    default:
      return { ...NOBODY, other: { noun, id } };
  }
}

async function dealsOfContact(db: Db, id: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from opp where contact_id = ${id} union select opp_id from opp_contact where contact_id = ${id}`.all(
    db,
  );
  return rows.map((row) => row.id);
}

async function dealsOfAccount(db: Db, id: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`select id from opp where account_id = ${id}`.all(db);
  return rows.map((row) => row.id);
}

async function peopleOfAccount(db: Db, id: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from contact where account_id = ${id}
    union select contact_id from contact_account where account_id = ${id}`.all(db);
  return rows.map((row) => row.id);
}

/** The people of a deal. */
async function peopleOfDeal(db: Db, id: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select contact_id as id from opp where id = ${id} and contact_id is not null
    union select contact_id from opp_contact where opp_id = ${id}`.all(db);
  return rows.map((row) => row.id);
}

/** Of what is read: whose, about what, and how much of it. */
export interface Scope {
  /** Null for everybody's. */
  readonly user: string | null;
  /** Null for all. */
  readonly circle: Circle | null;
  readonly limit: number;
  /** UTC ISO 8601. */
  readonly now: string;
}

/** The user's day of the scope. */
export const todayOf = ({ now }: Scope): string => toLocalDate(now);

/** SQL: the row is in the scope. What belongs to a deal counts with the deal alone. */
export function inScope(
  table: 'task' | 'meeting' | 'activity' | 'case' | 'purchase' | 'contract' | 'opp' | 'lead',
  { user, circle }: Scope,
): Sql<boolean> {
  if (circle === null) return table === 'meeting' ? myMeeting(user) : mine(table, user);
  if (table === 'opp' || table === 'lead') return sql`${sql.ref(`${table}.id`)} ${sql.among(circle[table])}`;
  const tied = (noun: Exclude<keyof Circle, 'other'>) =>
    sql`${sql.ref(`${table}.${noun}_id`)} ${sql.among(circle[noun])}`;
  const own = table === 'case' ? [sql`"case".id ${sql.among(circle.case)}`] : [];
  const isOfCustomer = table === 'case' || table === 'purchase' || table === 'contract';
  const leads = isOfCustomer ? [] : [tied('lead')];
  const cases = isOfCustomer ? [] : [tied('case')];
  const { other } = circle;
  const further =
    other === null || isOfCustomer ? [] : [sql`${sql.ref(`${table}.${other.noun}_id`)} = ${other.id}`];
  const others = [tied('contact'), tied('account')];
  return sql`(${sql.join(
    [
      ...own,
      ...leads,
      ...cases,
      ...further,
      tied('opp'),
      sql`(${sql.ref(`${table}.opp_id`)} is null and (${sql.join(others, ' or ')}))`,
    ],
    ' or ',
  )})`;
}

/** SQL: the name of the owner of a row. */
export const ownerName = (table: string): Sql<string | null> =>
  sql`(select name from "user" where id = ${sql.ref(`${table}.owner_id`)})`;

/** SQL: a lead and its company in words. */
export const LEAD_TITLE = sql<string>`lead.name || coalesce(' · ' || nullif(lead.company, lead.name), '')`;

/** SQL: what a row of a table is about, in words. */
export const aboutOf = ({ nouns }: Db, table: 'task' | 'meeting'): Sql<string | null> => {
  const names = nouns.subjectsBy('people', table).map((noun) => {
    const name = noun === 'lead' ? LEAD_TITLE : sql.ref(`${noun}.${nameColumn(nouns.get(noun))}`);
    return sql`(select ${name} from ${sql.ref(noun)} where ${sql.ref(`${noun}.id`)} = ${sql.ref(`${table}.${noun}_id`)})`;
  });
  return sql`coalesce(${sql.join(names)})`;
};
