import type { ReportPeriod } from '../../domain/reports/period.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type ClosedSum, closedDeals, closedExchange, closedSums } from '../../store/reports/closed-deals.ts';
import type { Key, ReportQuestion } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** What was won or lost, by the day it closed. `compare` is a period to compare with. */
export async function reportClosed(
  deps: Deps,
  kind: 'won' | 'lost',
  input: ReportInput & { readonly compare?: ReportPeriod | undefined },
): Promise<Report<ClosedSum & { readonly before: Pick<ClosedSum, 'count' | 'amount'> | null }>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, OPP, { ...input, groupsByLists: true });
  const now = await closedSums(engine, kind, question);
  const before = input.compare
    ? await closedSums(engine, kind, { ...question, period: input.compare })
    : null;
  return {
    group: groupName(question),
    rows: before ? compared(now, before, question) : now.map((sum) => ({ ...sum, before: null })),
    exchange: await closedExchange(
      engine,
      kind,
      question,
      now.map(({ currency }) => currency),
    ),
    evidence: () => closedDeals(engine, kind, question),
  };
}

/** The sums of both periods side by side. Groups that are times differ between the periods, and are matched by order. */
function compared(now: readonly ClosedSum[], before: readonly ClosedSum[], { by }: ReportQuestion) {
  const orderOf = (sums: readonly ClosedSum[]) => [...new Set(sums.map(({ group }) => group))];
  const [groups, earlier] = [orderOf(now), orderOf(before)];
  const keyOf = (group: Key, order: readonly Key[]) => (by?.type === 'time' ? order.indexOf(group) : group);
  const rows = now.map((sum) => {
    const found = before.find(
      (each) => keyOf(each.group, earlier) === keyOf(sum.group, groups) && each.currency === sum.currency,
    );
    const none = { count: 0, amount: { minor: 0, currency: sum.currency } };
    return { ...sum, before: found ?? none };
  });
  const gone = before.filter(
    (each) =>
      !now.some(
        (sum) => keyOf(sum.group, groups) === keyOf(each.group, earlier) && sum.currency === each.currency,
      ),
  );
  return [
    ...rows,
    ...gone.map((each) => ({
      ...each,
      count: 0,
      amount: { minor: 0, currency: each.currency },
      before: { count: each.count, amount: each.amount },
    })),
  ];
}
