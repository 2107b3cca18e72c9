import { ACCOUNT } from '../../nouns/account/definition.ts';
import {
  type CrossSellOffer,
  type CrossSellRule,
  crossSellAccounts,
  crossSellOffers,
  crossSellRules,
  offeredAccounts,
} from '../../store/reports/cross-sell.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

interface CrossSellInput extends ReportInput {
  /** A rule needs so many customers with both products. */
  readonly least: number;
  readonly limit: number | undefined;
}

/** Products that customers of others have too. */
export async function reportCrossSell(
  deps: Deps,
  { least, limit, ...input }: CrossSellInput,
): Promise<Report<CrossSellRule>> {
  const { engine } = deps.store;
  const query = { question: await readQuestion(deps, ACCOUNT, input), least, limit };
  return {
    group: null,
    rows: await crossSellRules(engine, query),
    evidence: () => crossSellAccounts(engine, query),
  };
}

/** What to offer to customers: products that they never had. */
export async function reportOffers(
  deps: Deps,
  { least, limit, ...input }: CrossSellInput,
): Promise<Report<CrossSellOffer>> {
  const { engine } = deps.store;
  const query = { question: await readQuestion(deps, ACCOUNT, input), least, limit };
  return {
    group: null,
    rows: await crossSellOffers(engine, query),
    evidence: () => offeredAccounts(engine, query),
  };
}

/** How many times as often customers of a product have the other one as all customers do. */
export function liftOf({ both, owners, other_owners: others, customers }: CrossSellRule): number {
  return (both * customers) / (owners * others);
}
