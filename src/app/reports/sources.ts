import { type Money, toMinor } from '../../domain/money.ts';
import { splitAmount } from '../../domain/shares.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Engine } from '../../store/engine.ts';
import {
  campaignCosts,
  type LeadCount,
  leadCounts,
  leadsOfCampaigns,
  sourceRecords,
  type WonSum,
  wonByFirstTouch,
  wonByLastTouch,
  wonExchange,
} from '../../store/reports/lead-sources.ts';
import type { Key, ReportQuestion } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { groupName, type Report, type ReportInput, readQuestion } from './question.ts';

/** A source, or another group of leads: how many there are, how many became deals, what was won of them. */
export interface SourceRow extends LeadCount {
  readonly first: readonly WonSum[];
  readonly last: readonly WonSum[];
  /** Its part of what campaigns cost, by currency; empty where that was not asked for. */
  readonly costs: readonly Money[];
}

/**
 * What campaigns cost, shared among the leads that name them: each group has its part for its leads. The parts of all leads
 * sum exactly to the costs.
 */
async function costsByGroup(engine: Engine, question: ReportQuestion): Promise<ReadonlyMap<Key, Money[]>> {
  const named = Map.groupBy(await leadsOfCampaigns(engine, question), ({ campaignId }) => campaignId);
  const sums = new Map<Key, Map<string, bigint>>();
  for (const { id, minor, currency } of await campaignCosts(engine)) {
    const counts = named.get(id) ?? [];
    const parts = splitAmount(
      BigInt(minor),
      counts.map(({ leads }) => leads),
    );
    for (const [at, { group, isCounted }] of counts.entries()) {
      if (!isCounted) continue;
      const own = sums.get(group) ?? new Map<string, bigint>();
      sums.set(group, own.set(currency, (own.get(currency) ?? 0n) + (parts[at] as bigint)));
    }
  }
  const amounts = (own: ReadonlyMap<string, bigint>) =>
    [...own].map(([currency, minor]): Money => ({ minor: toMinor(minor), currency }));
  return new Map([...sums].map(([group, own]) => [group, amounts(own)]));
}

/** Leads created in the period by source, and what was won of them; `last` is by the source that the deals name. */
export async function reportSources(
  deps: Deps,
  { withCosts = false, ...input }: ReportInput & { readonly withCosts?: boolean },
): Promise<Report<SourceRow>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, LEAD, { ...input, by: input.by ?? 'source' });
  const counts = await leadCounts(engine, question);
  const first = await wonByFirstTouch(engine, question);
  const last = groupName(question) === 'source' ? await wonByLastTouch(engine, question) : [];
  const costs = withCosts ? await costsByGroup(engine, question) : new Map<Key, Money[]>();
  const groups = [...new Set([...counts, ...first, ...last].map(({ group }) => group))];
  return {
    group: groupName(question),
    rows: groups.map((group) => ({
      ...(counts.find((each) => each.group === group) ?? { group, leads: 0, converted: 0 }),
      first: first.filter((each) => each.group === group),
      last: last.filter((each) => each.group === group),
      costs: costs.get(group) ?? [],
    })),
    exchange: await wonExchange(
      engine,
      question,
      first.map(({ currency }) => currency),
    ),
    evidence: () => sourceRecords(engine, question),
  };
}
