import type { Money } from '../../domain/money.ts';
import { ACCOUNT } from '../../nouns/account/definition.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { counted, type Evidence, evidence, type Figure, type ReportQuestion } from './question.ts';

/**
 * A customer in one currency: when, how often and how much it bought. What has no amount, such as a subscription, counts
 * as a purchase alone.
 */
export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly owner: string | null;
  readonly last: string;
  /** Days since the last purchase. */
  readonly recency: number;
  /** Days on which it bought. */
  readonly frequency: number;
  readonly amount: Money;
  /** The median of the days between two purchases; null for a single one. */
  readonly rhythm: number | null;
  /** From 1 to 5, the best; equal customers have equal ones. Of amounts, among customers in the currency. 0 of those to win back. */
  readonly recency_score: number;
  readonly frequency_score: number;
  readonly amount_score: number;
}

/** Purchases count from so many days on which a customer bought, to know its rhythm. */
const LEAST_PURCHASES = 2;

/** A customer has gone quiet when it is silent for so many times its own rhythm. */
const QUIET_TIMES = 2;

export interface CustomerQuery {
  readonly question: Pick<ReportQuestion, 'where' | 'period' | 'today'>;
  /** Only those that have gone quiet, the longest against their rhythm first. */
  readonly winBack: boolean;
  readonly limit: number | undefined;
}

/** SQL: what customers bought, as account, day, amount: their purchases, or won deals where they have none. */
function bought({ period: { from, to }, today }: CustomerQuery['question']): Sql {
  const within = (day: Sql) =>
    sql`${day} <= ${to !== null && to < today ? to : today} ${from === null ? sql`` : sql`and ${day} >= ${from}`}`;
  return sql`
    select 'purchase' as noun, id, account_id, bought_on as day, amount_minor, currency from purchase
    where account_id is not null and status <> 'refunded' and coalesce(amount_minor, 0) >= 0 and ${within(sql`bought_on`)}
    union all
    select 'opp', opp.id, opp.account_id, opp.closed_on, opp.amount_minor, opp.currency
    from opp join stage on stage.id = opp.stage_id
    where stage.kind = 'won' and opp.account_id is not null and ${within(sql`opp.closed_on`)}
      and not exists (select 1 from purchase where purchase.account_id = opp.account_id and status <> 'refunded')`;
}

const NUMBER_OF_SCORES = 5;

/** SQL: 5 for the best fifth of the rows in an order, 1 for the last; equal rows have equal ones. */
const scoreBy = (order: Sql, among: Sql): Sql => sql`
  ${sql.lit(NUMBER_OF_SCORES)} - (rank() over (${among} order by ${order}) - 1) * ${sql.lit(NUMBER_OF_SCORES)}
    / count(*) over (${among})`;

/**
 * SQL: the tables of customers with what they are judged by, as `rated` and `rhythms`, for a query that follows: all of them
 * with scores, or without those that have gone quiet.
 */
function ratedCustomers(engine: Engine, question: CustomerQuery['question'], winBack: boolean): Sql {
  const epoch = (day: Sql) => sql`${(dialect) => dialect.epoch(day)}`;
  const isCounted = counted(
    ACCOUNT,
    { where: question.where, period: { from: null, to: null } },
    { day: sql.raw<string>('visits.last') },
  );
  // Nothing else is asked of those who keep to their rhythm.
  const among = winBack ? sql`where account_id in (select account_id from scored)` : sql`where true`;
  const score = (scored: Sql) => (winBack ? sql`0` : scored);
  return sql`
    with bought as (${bought(question)}),
      days as (select distinct account_id, day from bought),
      gaps as (
        select account_id, (${epoch(sql`day`)} - ${epoch(sql`lag(day) over (partition by account_id order by day nulls last)`)}) / 86400 as gap
        from days),
      placed as (
        select account_id, gap, row_number() over (partition by account_id order by gap nulls last) as place,
          count(*) over (partition by account_id) as gaps
        from gaps where gap is not null),
      rhythms as (
        select account_id, avg(gap) as rhythm from placed
        where place in ((gaps + 1) / 2, (gaps + 2) / 2) group by account_id),
      visits as (
        select account_id, max(day) as last, count(*) as frequency,
          (${epoch(sql`${question.today}`)} - ${epoch(sql`max(day)`)}) / 86400 as recency
        from days group by account_id),
      scored as (
        select visits.account_id, visits.last, visits.frequency, visits.recency,
          ${score(scoreBy(sql`visits.recency`, sql``))} as recency_score,
          ${score(scoreBy(sql`visits.frequency desc`, sql``))} as frequency_score
        from visits join account on account.id = visits.account_id
          ${winBack ? sql`join rhythms on rhythms.account_id = visits.account_id` : sql``}
        where ${isCounted} and ${winBack ? IS_QUIET : sql`true`}),
      priced as (
        select account_id, amount_minor, coalesce(currency, ${engine.acting.currency}) as currency from bought
        ${among} and amount_minor is not null
        union all
        select distinct account_id, 0, ${engine.acting.currency} from bought as unpriced
        ${among} and not exists (
          select 1 from bought where bought.account_id = unpriced.account_id and bought.amount_minor is not null)),
      sums as (
        select account_id, currency, sum(amount_minor * 1.0) as amount, ${sumColumns(sql`amount_minor`, 'amount')}
        from priced group by account_id, currency),
      rated as (
        select scored.*, sums.currency, sums.amount, sums.amount_high, sums.amount_low,
          ${score(scoreBy(sql`sums.amount desc nulls last`, sql`partition by sums.currency`))} as amount_score
        from scored join sums on sums.account_id = scored.account_id)`;
}

/** The customers with their scores, best first. */
export async function customers(engine: Engine, query: CustomerQuery): Promise<Customer[]> {
  const { question, winBack, limit } = query;
  const order = winBack
    ? sql`rated.recency * 1.0 / rhythms.rhythm desc nulls last, rated.account_id`
    : sql`rated.recency_score + rated.frequency_score + rated.amount_score desc nulls last, rated.amount desc nulls last, rated.account_id`;
  const rows = await sql<CustomerRow>`
    ${ratedCustomers(engine, question, winBack)}
    select rated.account_id as id, account.name, (select name from "user" where id = account.owner_id) as owner,
      rated.last, rated.recency, rated.frequency, rated.currency, rated.amount_high, rated.amount_low,
      rhythms.rhythm * 1.0 as rhythm, rated.recency_score, rated.frequency_score, rated.amount_score
    from rated join account on account.id = rated.account_id
      left join rhythms on rhythms.account_id = rated.account_id
    order by ${order} ${limit === undefined ? sql`` : sql`limit ${limit}`}`.all(engine);
  return rows.map(({ currency, amount_high: _, amount_low: __, ...row }) => ({
    ...row,
    amount: {
      minor: readSum({ amount_high: _, amount_low: __ }, 'amount'),
      currency,
    },
  }));
}

type CustomerRow = RawRow &
  Omit<Customer, 'amount'> & {
    readonly currency: string;
    readonly amount_high: number;
    readonly amount_low: number;
  };

/** SQL: a customer is silent for longer than its rhythm allows. */
const IS_QUIET = sql<boolean>`visits.frequency >= ${sql.lit(LEAST_PURCHASES)} and visits.recency > ${sql.lit(QUIET_TIMES)} * rhythms.rhythm`;

/** The accounts that have gone quiet. */
function quietAccounts(engine: Engine, question: CustomerQuery['question']): Sql {
  return sql`${ratedCustomers(engine, question, true)} select account_id from rated`;
}

/** What the customers bought: purchases or, where they have none, won deals. */
export function customerRecords(engine: Engine, { question, winBack }: CustomerQuery): Evidence {
  const { where } = question;
  const fits = winBack
    ? sql`account.id in (${quietAccounts(engine, question)})`
    : counted(
        ACCOUNT,
        { where, period: { from: null, to: null } },
        { day: sql.raw<string>('account.created_at') },
      );
  const of = (noun: 'purchase' | 'opp'): Figure => ({
    noun,
    records: sql`select bought.id as id, account.id as key
      from (${bought(question)}) as bought join account on account.id = bought.account_id
      where bought.noun = ${noun} and ${fits}`,
  });
  return evidence(engine, of('purchase'), of('opp'));
}
