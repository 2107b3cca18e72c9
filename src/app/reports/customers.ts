import { ACCOUNT } from '../../nouns/account/definition.ts';
import {
  type Customer,
  type CustomerQuery,
  customerRecords,
  customers,
} from '../../store/reports/customers.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** The customers by what they bought; with `winBack` those that have gone quiet. */
export async function reportCustomers(
  deps: Deps,
  { winBack, limit, ...input }: ReportInput & Pick<CustomerQuery, 'winBack' | 'limit'>,
): Promise<Report<Customer>> {
  const { engine } = deps.store;
  const query = { question: await readQuestion(deps, ACCOUNT, input), winBack, limit };
  return {
    group: null,
    rows: await customers(engine, query),
    evidence: () => customerRecords(engine, query),
  };
}

/** Where the scores of customers begin and end. */
export interface CutPoint {
  readonly score: number;
  readonly from: number;
  readonly to: number;
}

/** The cut points of scores, the best first. */
export function cutPoints(
  rows: readonly Customer[],
  score: (row: Customer) => number,
  value: (row: Customer) => number,
): CutPoint[] {
  const byScore = Map.groupBy(rows, score);
  return [...byScore]
    .sort(([a], [b]) => b - a)
    .map(([each, own]) => ({
      score: each,
      from: own.reduce((least, row) => Math.min(least, value(row)), Number.POSITIVE_INFINITY),
      to: own.reduce((most, row) => Math.max(most, value(row)), Number.NEGATIVE_INFINITY),
    }));
}
