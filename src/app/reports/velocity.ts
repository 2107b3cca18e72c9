import { OPP } from '../../nouns/opp/definition.ts';
import { closedExchange } from '../../store/reports/closed-deals.ts';
import {
  type SalesPace,
  type StageDuration,
  salesPace,
  stageDurations,
} from '../../store/reports/stage-durations.ts';
import { durationDeals } from '../../store/reports/stage-moves.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** How fast deals move: days in each stage, and what that makes a day. */
export interface VelocityReport extends Report<StageDuration> {
  readonly paces: readonly SalesPace[];
}

export async function reportVelocity(deps: Deps, input: ReportInput): Promise<VelocityReport> {
  const question = await readQuestion(deps, OPP, input);
  const { engine } = deps.store;
  const [rows = []] = await stageDurations(deps.store, question.where, [question.period]);
  const paces = await salesPace(engine, question);
  return {
    group: null,
    rows,
    paces,
    exchange: await closedExchange(
      engine,
      'won',
      question,
      paces.map(({ currency }) => currency),
    ),
    evidence: () => durationDeals(engine, question),
  };
}
