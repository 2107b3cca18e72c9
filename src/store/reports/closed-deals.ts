import type { Money } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Engine } from '../engine.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type DealAmounts, dealSums, type Exchange, exchangeOf } from '../rates.ts';
import { type RawRow, type Sql, sql } from '../sql.ts';
import { CREDITED_USER, DEAL_CREDIT, type DealCredit, WHOLE_DEALS } from './deal-credit.ts';
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

const CLOSED_ON = { day: sql<string>`opp.closed_on` };

/** What was won or lost in a period, by the day it closed: a sum for each group and currency. */
export async function closedSums(
  engine: Engine,
  kind: 'won' | 'lost',
  question: ReportQuestion,
): Promise<ClosedSum[]> {
  const { by } = question;
  const { key, join: joinGroups, isCounted, partOf } = groupsOf(question);
  const query = ({ join, currency, amount: whole }: DealAmounts) => {
    const amount = partOf(whole);
    const order =
      by?.type === 'time' ? sql`1 nulls last` : sql`sum(${amount} * 1.0) desc nulls last, 1 nulls last`;
    return sql<RawRow & { key: string | number | null; currency: string; count: number }>`
      select ${key} as key, ${currency} as currency,
        sum(case when ${isCounted} then 1 else 0 end) as count,
        ${sumColumns(amount, 'amount')}
      from ${sql.raw(OPP.columns().from)} ${join} ${joinGroups} where ${closed(kind, question)}
      group by 1, ${currency} order by ${order}, ${currency} nulls last`;
  };
  const rows = await dealSums(engine, query);
  return rows.map((row) => ({
    group: row.key,
    currency: row.currency,
    count: row.count,
    amount: { minor: readSum(row, 'amount'), currency: row.currency },
  }));
}

/** How deals are put into groups: one that is split, or has several competitors, is in several. */
interface Groups extends Pick<DealCredit, 'join' | 'isCounted' | 'partOf'> {
  readonly key: Sql<Key>;
}

function groupsOf(question: ReportQuestion): Groups {
  const { by } = question;
  if (by?.type === 'field' && by.field.name === 'owner')
    return {
      ...DEAL_CREDIT,
      key: CREDITED_USER,
    };
  return {
    ...WHOLE_DEALS,
    key: groupKey(OPP, question, CLOSED_ON),
    join: groupJoin(OPP, question),
  };
}

/** The deals behind the sums. */
export function closedDeals(
  engine: Engine,
  kind: 'won' | 'lost',
  question: ReportQuestion,
): Promise<Evidence> {
  return evidence(
    engine,
    sql`select opp.id as id from ${sql.raw(OPP.columns().from)} where ${closed(kind, question)}`,
    question.by === null
      ? undefined
      : sql`select opp.id as id, ${groupKey(OPP, question, CLOSED_ON)} as key from ${sql.raw(OPP.columns().from)}
          ${groupJoin(OPP, question)} where ${closed(kind, question)}`,
  );
}

/** How their amounts are added up. */
export function closedExchange(
  engine: Engine,
  kind: 'won' | 'lost',
  question: ReportQuestion,
  currencies: readonly string[],
): Promise<Exchange | null> {
  const ids = sql<{
    id: number;
  }>`select opp.id from ${sql.raw(OPP.columns().from)} where ${closed(kind, question)}`;
  return exchangeOf(engine, ids, currencies);
}

function closed(kind: 'won' | 'lost', question: ReportQuestion): Sql<boolean> {
  return sql<boolean>`stage.kind = ${kind} and ${counted(OPP, question, CLOSED_ON)}`;
}
