import { addDaysTo, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import {
  type ActivityCount,
  activityCounts,
  countedActivities,
  type Winnings,
  type WonEffort,
  winnings,
  wonEffort,
} from '../../store/reports/activity-counts.ts';
import { type ClosedSum, closedDeals, closedSums } from '../../store/reports/closed-deals.ts';
import {
  countedLeads,
  FUNNEL_STEPS,
  funnelCounts,
  funnelDays,
  type LeadCount,
  leadCounts,
  type TimedStep,
  type WonSum,
  wonByFirstTouch,
  wonByLastTouch,
} from '../../store/reports/lead-sources.ts';
import type { Evidence, Key, ReportQuestion } from '../../store/reports/question.ts';
import {
  countedStaleDeals,
  type SalesPace,
  type StageDuration,
  type StaleDeal,
  salesPace,
  stageDurations,
  staleDeals,
} from '../../store/reports/stage-durations.ts';
import type { Deps } from '../deps.ts';
import { groupName, type ReportInput, readQuestion } from './question.ts';

/** The rows of a report, and the name of what they are grouped by. */
export interface Report<T> {
  readonly group: string | null;
  readonly rows: readonly T[];
  readonly evidence: () => Promise<Evidence>;
}

/** What was won or lost, by the day it closed. `compare` is a period to compare with. */
export async function reportClosed(
  deps: Deps,
  kind: 'won' | 'lost',
  input: ReportInput & { readonly compare?: ReportPeriod | undefined },
): Promise<Report<ClosedSum & { readonly before: Pick<ClosedSum, 'count' | 'amount'> | null }>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, OPP, input);
  const now = await closedSums(engine, kind, question);
  const before = input.compare
    ? await closedSums(engine, kind, { ...question, period: input.compare })
    : null;
  return {
    group: groupName(question),
    rows: before ? compared(now, before, question) : now.map((sum) => ({ ...sum, before: null })),
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
    evidence: () => countedLeads(engine, question),
  };
}

/** What people did. By user, it says also how much they did for each deal they won. */
export async function reportActivity(
  deps: Deps,
  input: ReportInput,
): Promise<Report<ActivityCount & { readonly effort: WonEffort | null }>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, ACTIVITY, { ...input, by: input.by ?? 'user' });
  const counts = await activityCounts(engine, question);
  const efforts = groupName(question) === 'user' ? await wonEffort(engine, question) : [];
  return {
    group: groupName(question),
    rows: counts.map((count) => ({
      ...count,
      effort: efforts.find(({ group }) => group === count.group) ?? null,
    })),
    evidence: () => countedActivities(engine, question),
  };
}

/** Everybody's place: first by what they won, then by what they did. */
export interface Rank {
  readonly rank: number;
  readonly user: string | null;
  readonly won: readonly Winnings[];
  readonly count: ActivityCount;
}

/** Who won and did how much in the period. The rank is by amount won in the user's own currency, then by activities. */
export async function reportLeaderboard(deps: Deps, input: ReportInput): Promise<Report<Rank>> {
  const { engine } = deps.store;
  const question = await readQuestion(deps, OPP, input);
  const won = await winnings(engine, question);
  const activities = await activityCounts(
    engine,
    await readQuestion(deps, ACTIVITY, { selection: { filters: [] }, period: input.period, by: 'user' }),
  );
  const users = [
    ...new Set([...won.map(({ user }) => user), ...activities.map(({ group }) => group as string | null)]),
  ];
  const rows = users.map((user) => ({
    user,
    won: won.filter((each) => each.user === user),
    count: activities.find(({ group }) => group === user) ?? {
      ...{ group: user, calls: 0, emails: 0, meetings: 0, notes: 0, total: 0 },
    },
  }));
  const amount = (row: (typeof rows)[number]) =>
    Number(row.won.find(({ currency }) => currency === deps.currency)?.amount.minor ?? 0);
  const deals = (row: (typeof rows)[number]) => row.won.reduce((sum, each) => sum + each.won, 0);
  const difference = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    amount(b) - amount(a) || deals(b) - deals(a) || b.count.total - a.count.total;
  rows.sort((a, b) => difference(a, b) || String(a.user).localeCompare(String(b.user), 'en'));
  const ranks = rows.map((row) => 1 + rows.filter((other) => difference(other, row) < 0).length);
  return {
    group: 'user',
    rows: rows.map((row, at) => ({ rank: ranks[at] ?? 0, ...row })),
    evidence: () => closedDeals(engine, 'won', question),
  };
}

/** A step of a funnel: how many leads of the group came so far. */
export interface FunnelRow {
  readonly group: Key;
  readonly step: (typeof FUNNEL_STEPS)[number];
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
        leads: reached[at] ?? 0,
        ofPrevious: at === 0 ? null : share(reached[at - 1]),
        ofAll: share(reached[0]),
        days: times.get(step)?.find((each) => each.group === group)?.days ?? null,
      };
    });
  });
  return { group: groupName(question), rows, evidence: () => countedLeads(engine, question) };
}

/** How fast deals move: days in each stage, and what that makes a day. */
export interface VelocityReport extends Report<StageDuration> {
  readonly paces: readonly SalesPace[];
}

export async function reportVelocity(deps: Deps, input: ReportInput): Promise<VelocityReport> {
  const question = await readQuestion(deps, OPP, input);
  return {
    group: null,
    rows: await stageDurations(deps.store, question),
    paces: await salesPace(deps.store.engine, question),
    evidence: () => closedDeals(deps.store.engine, 'won', question),
  };
}

/** Open deals that are longer in their stage than its limit, or without activity for so many days. */
export async function reportStale(
  deps: Deps,
  { quietDays, ...input }: ReportInput & { readonly quietDays: number },
): Promise<Report<StaleDeal>> {
  const { store } = deps;
  const { where } = await readQuestion(deps, OPP, input);
  const quietSince = startOfDay(addDaysTo(toLocalDate(store.act.now), -quietDays));
  return {
    group: null,
    rows: await staleDeals(store, where, quietSince),
    evidence: () => countedStaleDeals(store, where, quietSince),
  };
}
