import { LEAD } from '../../nouns/lead/definition.ts';
import {
  countedLeads,
  type LeadCount,
  leadCounts,
  type WonSum,
  wonByFirstTouch,
  wonByLastTouch,
  wonExchange,
} from '../../store/reports/lead-sources.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** A source, or another group of leads: how many there are, how many became deals, what was won of them. */
export interface SourceRow extends LeadCount {
  readonly first: readonly WonSum[];
  readonly last: readonly WonSum[];
}

/** Leads created in the period by source, and what was won of them; `last` is by the source that the deals name. */
export async function reportSources(deps: Deps, input: ReportInput): Promise<Report<SourceRow>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, LEAD, { ...input, by: input.by ?? 'source' });
  const counts = await leadCounts(engine, question);
  const first = await wonByFirstTouch(engine, question);
  const last = groupName(question) === 'source' ? await wonByLastTouch(engine, question) : [];
  const groups = [...new Set([...counts, ...first, ...last].map(({ group }) => group))];
  return {
    group: groupName(question),
    rows: groups.map((group) => ({
      ...(counts.find((each) => each.group === group) ?? { group, leads: 0, converted: 0 }),
      first: first.filter((each) => each.group === group),
      last: last.filter((each) => each.group === group),
    })),
    exchange: await wonExchange(
      engine,
      question,
      first.map(({ currency }) => currency),
    ),
    evidence: () => countedLeads(engine, question),
  };
}
