import type { DealCard } from '../../domain/board.ts';
import type { PageLine } from '../../domain/surroundings.ts';
import type { Engine } from '../engine.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import { CARD, type CardRow, toCard } from './cards.ts';
import { DEALS } from './scope.ts';

/** People and deals of a page, at most. */
const MAX_RECORDS = 100;

/** A firm, as its page needs it. */
export interface Firm {
  readonly id: number;
  readonly name: string;
  readonly website: string | null;
  readonly about: string | null;
}

export function firm(db: Db, id: number): Promise<Firm | undefined> {
  return sql<Firm>`
    select id, name, website, coalesce(city, industry) as about from account where id = ${id}`.first(db);
}

/** The firm of a deal; undefined where it has none. */
export function firmOfDeal(db: Db, id: number): Promise<Firm | undefined> {
  return sql<Firm>`
    select account.id, account.name, account.website, coalesce(account.city, account.industry) as about
    from opp join account on account.id = opp.account_id where opp.id = ${id}`.first(db);
}

/** A person, as their page needs them. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly about: string | null;
  readonly account_id: number | null;
  readonly do_not_call: number;
  readonly do_not_email: number;
}

const PERSON = sql<Person>`contact.id, contact.name, contact.title as about, contact.account_id,
  contact.do_not_call, contact.do_not_email`;

export function person(db: Db, id: number): Promise<Person | undefined> {
  return sql<Person>`select ${PERSON} from contact where contact.id = ${id}`.first(db);
}

/** The people of a deal, the primary one first. */
export function peopleOfDeal(db: Db, id: number): Promise<Person[]> {
  return sql<Person>`
    select ${PERSON} from contact
    left join opp_contact on opp_contact.contact_id = contact.id and opp_contact.opp_id = ${id}
    where contact.id = (select contact_id from opp where id = ${id}) or opp_contact.id is not null
    order by case when opp_contact.id is null then 0 else 1 end nulls last, opp_contact.position, contact.id
    limit ${MAX_RECORDS}`.all(db);
}

/** The people of a firm, by name. */
export function peopleOfFirm(db: Db, id: number): Promise<Person[]> {
  return sql<Person>`
    select ${PERSON} from contact
    where contact.id in (select id from contact where account_id = ${id}
      union select contact_id from contact_account where account_id = ${id})
    order by contact.name_key, contact.id limit ${MAX_RECORDS}`.all(db);
}

/** The deals of a firm or a person, open ones first, the largest first. */
export function dealsOf(engine: Engine, noun: 'account' | 'contact', id: number): Promise<DealCard[]> {
  return dealsWhere(
    engine,
    noun === 'account'
      ? sql`opp.account_id = ${id}`
      : sql`(opp.contact_id = ${id} or opp.id in (select opp_id from opp_contact where contact_id = ${id}))`,
  );
}

async function dealsWhere(engine: Engine, fits: Sql<unknown>): Promise<DealCard[]> {
  const rows = await sql<CardRow>`
    select ${CARD} from ${DEALS} where ${fits}
    order by case when stage.kind = 'open' then 0 else 1 end nulls last, opp.amount_minor desc nulls last, opp.id
    limit ${MAX_RECORDS}`.all(engine);
  return rows.map(toCard);
}

/** The deal of that number; undefined if there is none. */
export async function dealNumbered(engine: Engine, id: number): Promise<DealCard | undefined> {
  const row = await sql<CardRow>`select ${CARD} from ${DEALS} where opp.id = ${id}`.first(engine);
  return row && toCard(row);
}

type ContactWay = Extract<PageLine, { readonly value: string }>;

/** The numbers and addresses of a firm or a person; those that must not be called, or do not work, say so. */
export async function waysToReach(db: Db, noun: 'account' | 'contact', id: number): Promise<ContactWay[]> {
  const owner = sql.ref(`${noun}_id`);
  const phones = await sql<{ value: string; bad: number; is_blocked: number }>`
    select coalesce(e164, typed) || coalesce('x' || extension, '') as value,
      case when bad = 1 or e164 is null then 1 else 0 end as bad,
      case when exists (select 1 from suppression where suppression.e164 = phone.e164) then 1 else 0 end as is_blocked
    from phone where ${owner} = ${id} order by position, phone.id`.all(db);
  const emails = await sql<{ value: string }>`
    select address as value from email where ${owner} = ${id} order by position, email.id`.all(db);
  return [
    ...phones.map(({ value, bad, is_blocked }): ContactWay => {
      const blocked = is_blocked ? 'is on the do-not-call list' : bad ? 'does not work' : null;
      return { type: 'phone', value, shown: value, blocked };
    }),
    ...emails.map(({ value }): ContactWay => ({ type: 'email', value, shown: value, blocked: null })),
  ];
}
