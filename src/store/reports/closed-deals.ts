import { addMinor, type Money } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { type Exchange, exchangeOf, firstDaysOf } from '../exchange.ts';
import { readSum, sizeOfSum } from '../money-sums.ts';
import { type DealAmounts, dealSums } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { creditedFigures } from './credited-figures.ts';
import {
  CREDITED_USER,
  comparesUsers,
  countsFor,
  creditedSums,
  creditOf,
  DEAL_CREDIT,
} from './deal-credit.ts';
import {
  counted,
  type Evidence,
  evidence,
  groupJoin,
  groupKey,
  type Key,
  type ReportQuestion,
} from './question.ts';

/** Deals of a group that were won, or lost, in one currency. */
export interface ClosedSum {
  readonly group: Key;
  readonly currency: string;
  readonly count: number;
  readonly amount: Money;
}

type ClosedRow = RawRow & { key: string | number | null; currency: string; count: number };

const CLOSED_ON = { day: sql<string>`opp.closed_on` };

/** Which closed deals count, and for whom. */
export interface ClosedQuestion extends ReportQuestion {
  /** The names of the users whose parts count; all deals as they are without. */
  readonly users?: readonly string[] | undefined;
}

/** What was won or lost in a period, by the day it closed: a sum for each group and currency. */
export async function closedSums(
  engine: Engine,
  kind: 'won' | 'lost',
  question: ClosedQuestion,
): Promise<ClosedSum[]> {
  const { by, users } = question;
  const from = sql.raw(OPP.columns().from);
  const where = closed(kind, question);
  const byOwner = isByOwner(question);
  const isParted = byUsers(question);
  const credit = creditOf(users, isParted);
  const count = users || isParted ? sql`sum(case when ${credit.isCounted} then 1 else 0 end)` : sql`count(*)`;
  const query = ({ join, currency, amount: whole, sum }: DealAmounts): Sql<ClosedRow> => {
    const amount = credit.partOf(whole);
    if (byOwner && !users)
      return sql<ClosedRow>`
        select "user".name as key, currency, count, amount_high, amount_low
        from (${creditedSums({ from, join, where }, { currency, amount: whole })}) as credited left join "user" on "user".id = user_id
        order by ${sizeOfSum('amount')} desc nulls last, 1 nulls last, currency nulls last`;
    const sums = sql`${currency} as currency, ${count} as count, ${sum(amount, 'amount')} from ${from} ${join} ${credit.join}`;
    const isCounted = sql`${where} and ${credit.isOfUser}`;
    // All together are added up by stage, in the order of an index, which needs no sorting.
    if (by === null)
      return sql<ClosedRow>`select null as key, ${sums} where ${isCounted} group by stage.id, ${currency}`;
    const order =
      by.type === 'time' ? sql`1 nulls last` : sql`sum(${amount} * 1.0) desc nulls last, 1 nulls last`;
    return sql<ClosedRow>`
      select ${keyOf(question)} as key, ${sums} ${groupJoin(OPP, question, DEAL_CREDIT.userId)} where ${isCounted}
      group by 1, ${currency} order by ${order}, ${currency} nulls last`;
  };
  const rows = await dealSums(engine, query);
  const sums = rows.map((row) => ({
    group: row.key,
    currency: row.currency,
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency: row.currency },
  }));
  return by === null ? ofStages(sums) : sums;
}

/** Adds up the sums of stages in each currency; the largest is first. */
function ofStages(sums: readonly ClosedSum[]): ClosedSum[] {
  const added = [...Map.groupBy(sums, ({ currency }) => currency)].map(([currency, own]) => ({
    group: null,
    currency,
    count: own.reduce((sum, { count }) => sum + count, 0),
    amount: { minor: addMinor(...own.map(({ amount }) => amount.minor)), currency },
  }));
  return added.sort(
    (a, b) => Number(b.amount.minor) - Number(a.amount.minor) || (a.currency < b.currency ? -1 : 1),
  );
}

/** The deals behind the sums. */
export function closedDeals(engine: Engine, kind: 'won' | 'lost', question: ClosedQuestion): Evidence {
  return evidence(
    engine,
    ...creditedFigures(
      question.users,
      byUsers(question),
      (join, which) => sql`
        select opp.id as id, ${keyOf(question)} as key from ${sql.raw(OPP.columns().from)}
        ${join} ${groupJoin(OPP, question, DEAL_CREDIT.userId)} where ${closed(kind, question)} and ${which}`,
    ),
  );
}

/** How their amounts are added up. */
export function closedExchange(
  engine: Engine,
  kind: 'won' | 'lost',
  question: ClosedQuestion,
  currencies: readonly string[],
): Promise<Exchange | null> {
  const from = sql.raw(OPP.columns().from);
  const deals = (join: Sql) => sql`${from} ${join} where ${closed(kind, question)}`;
  return exchangeOf(engine, deals, currencies, {
    firstDays: (foreign) => firstDaysOf(engine, deals(sql``), foreign),
  });
}

const isByOwner = ({ by }: ClosedQuestion) => by?.type === 'field' && by.field.name === 'owner';

const byUsers = ({ by }: ClosedQuestion) => by?.type === 'field' && comparesUsers(by.field);

/** SQL of the group of a deal or, by owner, of a part of one. */
const keyOf = (question: ClosedQuestion): Sql<Key> =>
  isByOwner(question) ? CREDITED_USER : groupKey(OPP, question, CLOSED_ON);

function closed(kind: 'won' | 'lost', question: ClosedQuestion): Sql<boolean> {
  const { users } = question;
  const ofUsers = users ? countsFor(users) : sql`true`;
  return sql<boolean>`stage.kind = ${kind} and ${counted(OPP, question, CLOSED_ON)} and ${ofUsers}`;
}
