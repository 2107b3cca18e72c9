import { OPP } from '../../nouns/opp/definition.ts';
import { type ClosedSum, closedDeals, closedExchange, closedSums } from '../../store/reports/closed-deals.ts';
import type { Deps } from '../deps.ts';
import { ownersNamed } from '../team/owners.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** What was won or lost, by the day it closed; of an `owner` (a user, a team, `me`) the parts that count for them. */
export async function reportClosed(
  deps: Deps,
  kind: 'won' | 'lost',
  input: ReportInput & { readonly owner?: string | undefined },
): Promise<Report<ClosedSum>> {
  const { engine } = deps.store;
  const { owner } = input;
  const users = owner === undefined ? undefined : (await ownersNamed(deps, owner)).users;
  const question = { ...(await readQuestion(deps, OPP, input)), users };
  const rows = await closedSums(engine, kind, question);
  const currencies = rows.map(({ currency }) => currency);
  return {
    group: groupName(question),
    rows,
    exchange: await closedExchange(engine, kind, question, currencies),
    evidence: () => closedDeals(engine, kind, question),
  };
}
