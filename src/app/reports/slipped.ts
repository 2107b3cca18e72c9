import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { countedSlippedDeals, type SlippedDeal, slippedDeals } from '../../store/reports/slipped.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** Deals whose close date moved out of a period. */
export async function reportSlipped(
  deps: Deps,
  input: ReportInput & { readonly period: ClosedPeriod },
): Promise<Report<SlippedDeal>> {
  const { engine } = deps.store;
  const { where } = await readQuestion(deps, OPP, input);
  return {
    group: null,
    rows: await slippedDeals(engine, where, input.period),
    evidence: () => countedSlippedDeals(engine, where, input.period),
  };
}
