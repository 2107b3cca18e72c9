import { ACCOUNT } from '../../nouns/account/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import { type Sql, sql } from '../sql.ts';
import { type Evidence, evidence, type Figure, type ReportQuestion } from './question.ts';

/** How often customers of one product have another one. */
export interface CrossSellRule {
  readonly product_id: number;
  readonly product: string;
  readonly other_id: number;
  readonly other: string;
  /** Customers that have the product, the other one, and both. */
  readonly owners: number;
  readonly other_owners: number;
  readonly both: number;
  /** Customers that have any product. */
  readonly customers: number;
}

/** What to offer to a customer, and why. */
export interface CrossSellOffer extends CrossSellRule {
  readonly id: number;
  readonly name: string;
  readonly owner: string | null;
}

export interface CrossSellQuery {
  readonly question: Pick<ReportQuestion, 'where' | 'period'>;
  /** A rule needs so many customers with both products. */
  readonly least: number;
  readonly limit: number | undefined;
}

/**
 * SQL: who has what, as account and product. What was paid back is not had. `among` says which customers rules are learned
 * from.
 */
const ownership = ({ from, to }: ReportQuestion['period'], among: Sql<boolean>): Sql => sql`
  own as (
    select distinct purchase.account_id, purchase.product_id
    from purchase join account on account.id = purchase.account_id
    where purchase.product_id is not null and purchase.status <> 'refunded' and coalesce(purchase.amount_minor, 0) >= 0
      and ${from === null ? sql`true` : sql`purchase.bought_on >= ${from}`}
      and ${to === null ? sql`true` : sql`purchase.bought_on <= ${to}`} and ${among}),
  owners as (select product_id, count(*) as owners from own group by product_id),
  everybody as (select count(distinct account_id) as customers from own),
  pair as (
    select a.product_id, b.product_id as other_id, count(*) as together
    from own a join own b on b.account_id = a.account_id and b.product_id <> a.product_id
    group by a.product_id, b.product_id)`;

/** SQL: the rules that say more than chance, for other products that are still sold. */
const rules = (least: number): Sql => sql`
  select pair.product_id, product.name as product, pair.other_id, other.name as other, owners.owners,
    others.owners as other_owners, pair.together as "both", everybody.customers
  from pair join everybody on everybody.customers > 0
    join owners on owners.product_id = pair.product_id
    join owners others on others.product_id = pair.other_id
    join product on product.id = pair.product_id
    join product other on other.id = pair.other_id
  where pair.together >= ${least} and other.active = 1
    and pair.together * everybody.customers > owners.owners * others.owners`;

const LIFT = sql`"both" * 1.0 * customers / (owners * other_owners)`;

/** Products that customers of others have too, the strongest tie first. */
export function crossSellRules(
  engine: Engine,
  { question, least, limit }: CrossSellQuery,
): Promise<CrossSellRule[]> {
  return sql<CrossSellRule>`
    with ${ownership(question.period, taken(question))}, rule_of as (${rules(least)})
    select rule_of.* from rule_of
    order by ${LIFT} desc nulls last, "both" desc nulls last, product_id nulls last, other_id nulls last
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`.all(engine);
}

/**
 * What to offer to the customers that the filter takes: products that they never had, each for the best reason. The rules are
 * those of all customers.
 */
export function crossSellOffers(engine: Engine, query: CrossSellQuery): Promise<CrossSellOffer[]> {
  return sql<CrossSellOffer>`${offers(query)}
    select id, name, owner, product_id, product, other_id, other, owners, other_owners, "both", customers
    from offer where place = 1
    order by ${LIFT} desc nulls last, "both" desc nulls last, id nulls last, other_id nulls last
    ${query.limit === undefined ? sql`` : sql`limit ${query.limit}`}`.all(engine);
}

/** SQL: the offers, as the table of a query that follows. */
const offers = ({ question, least }: CrossSellQuery): Sql => sql`
    with ${ownership(question.period, sql<boolean>`true`)}, rule_of as (${rules(least)}),
    offer as (
      select account.id, account.name, (select name from "user" where id = account.owner_id) as owner, rule_of.*,
        row_number() over (
          partition by account.id, rule_of.other_id
          order by ${LIFT} desc nulls last, rule_of."both" desc nulls last, rule_of.product_id nulls last) as place
      from own join account on account.id = own.account_id join rule_of on rule_of.product_id = own.product_id
      where ${taken(question)} and not exists (
        select 1 from purchase had
        where had.account_id = own.account_id and had.product_id = rule_of.other_id and had.status <> 'refunded'))`;

const taken = ({ where }: Pick<ReportQuestion, 'where'>): Sql<boolean> =>
  where ? filterSql(where, ACCOUNT.noun, ACCOUNT.columns()) : sql<boolean>`true`;

/** The customers behind the counts. */
export function crossSellAccounts(engine: Engine, { question, least }: CrossSellQuery): Evidence {
  const customers = (which: Sql): Figure['records'] => sql`
    with ${ownership(question.period, taken(question))}, rule_of as (${rules(least)})
    select own.account_id as id, rule_of.product_id || ' ' || rule_of.other_id as key
    from rule_of join own on ${which}`;
  const has = (product: Sql) =>
    sql`own.account_id in (select account_id from own as had where had.product_id = ${product})`;
  const [first, other] = [sql`rule_of.product_id`, sql`rule_of.other_id`];
  return evidence(
    engine,
    { columns: ['owners'], records: customers(sql`own.product_id = ${first}`) },
    { columns: ['other_owners'], records: customers(sql`own.product_id = ${other}`) },
    { columns: ['customers'], records: customers(sql`true`) },
    { records: customers(sql`own.product_id = ${first} and ${has(other)}`) },
  );
}

/** The customers to whom something is offered. */
export function offeredAccounts(engine: Engine, query: CrossSellQuery): Evidence {
  return evidence(engine, {
    records: sql`${offers(query)} select id, id as key from offer where place = 1`,
  });
}
