import { LEAD } from '../../nouns/lead/definition.ts';
import {
  FUNNEL_STEPS,
  funnelCounts,
  funnelDays,
  funnelKey,
  funnelLeads,
  type TimedStep,
} from '../../store/reports/lead-sources.ts';
import type { Key } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** A step of a funnel: how many leads of the group came so far. */
export interface FunnelRow {
  readonly group: Key;
  readonly step: (typeof FUNNEL_STEPS)[number];
  /** What tells the row apart. */
  readonly key: string;
  readonly leads: number;
  /** Of those that took the step before, and of all; null for none. */
  readonly ofPrevious: number | null;
  readonly ofAll: number | null;
  /** The median of days from the creation of a lead, where the moment of the step is known. */
  readonly days: number | null;
}

/** How far the leads of the period came. A later step counts for the earlier ones, also where they were skipped. */
export async function reportFunnel(deps: Deps, input: ReportInput): Promise<Report<FunnelRow>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, LEAD, input);
  const counts = await funnelCounts(engine, question);
  const times = new Map<string, { group: Key; days: number }[]>();
  for (const step of ['contacted', 'connected', 'converted'] as const satisfies readonly TimedStep[])
    times.set(step, await funnelDays(engine, step, question));
  const groups = [...new Set(counts.map(({ group }) => group))];
  const rows = groups.flatMap((group) => {
    const own = counts.filter((count) => count.group === group);
    const reached = FUNNEL_STEPS.map((_, depth) =>
      own.filter((count) => count.depth >= depth).reduce((sum, { leads }) => sum + leads, 0),
    );
    return FUNNEL_STEPS.map((step, at): FunnelRow => {
      const share = (of: number | undefined) => (of ? (reached[at] ?? 0) / of : null);
      return {
        group,
        step,
        key: funnelKey(group, step),
        leads: reached[at] ?? 0,
        ofPrevious: at === 0 ? null : share(reached[at - 1]),
        ofAll: share(reached[0]),
        days: times.get(step)?.find((each) => each.group === group)?.days ?? null,
      };
    });
  });
  return { group: groupName(question), rows, evidence: () => funnelLeads(engine, question) };
}
