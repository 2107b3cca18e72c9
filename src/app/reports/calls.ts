import {
  type AttemptYield,
  attemptYields,
  type CallCounts,
  type CallGrouping,
} from '../../domain/call-metrics.ts';
import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { type BestTime, bestTime } from '../../store/reports/best-time.ts';
import { attemptCalls, attemptCounts } from '../../store/reports/cadence.ts';
import { type CallGroup, callGroups, callTotals, countedCalls } from '../../store/reports/calls.ts';
import type { Evidence } from '../../store/reports/question.ts';
import { segments } from '../../store/segments.ts';
import type { Deps } from '../deps.ts';
import { callQuestion, type DialsInput, resolveDials } from './dials.ts';
import { reportParts } from './parts.ts';

/** What to count. */
export interface CallsInput extends DialsInput {
  /** Minimum seconds of a conversation. */
  readonly conversationSeconds: number;
}

/** Counts all calls out. */
export async function countCalls(deps: Deps, input: CallsInput): Promise<CallCounts> {
  return callTotals(deps.store.engine, await questionOf(deps, input));
}

/** Counts calls out by group. Segments are groups too: a lead may be in several of them, or in none. */
export async function countCallsBy(
  deps: Deps,
  by: CallGrouping | 'segment',
  input: CallsInput,
): Promise<readonly CallGroup[]> {
  if (by !== 'segment') return callGroups(deps.store.engine, by, await questionOf(deps, input));
  const groups: CallGroup[] = [];
  for (const { name } of await segments(deps.store.db, 'lead')) {
    const leads = { ...input.leads, segment: name };
    groups.push({ group: name, ...(await countCalls(deps, { ...input, leads })) });
  }
  return groups;
}

/**
 * Counts calls out for each group of a field of the called leads, or for each unit of the days. Throws `usage` for what is no
 * field and no unit, with the nearest.
 */
export async function countCallsByField(
  deps: Deps,
  by: string,
  input: CallsInput,
  period: ClosedPeriod,
): Promise<{ readonly name: string; readonly groups: readonly CallGroup[] }> {
  const { name, parts } = await reportParts(deps, LEAD, { selection: input.leads, period, by });
  const groups: CallGroup[] = [];
  for (const { key, input: part } of parts) {
    const { from, to } = { ...period, ...part.period };
    const isUnit = part.period !== period;
    const days = isUnit
      ? { since: startOfDay(from ?? period.from), until: startOfDay(addDaysTo(to ?? period.to, 1)) }
      : {};
    const counts = await countCalls(deps, { ...input, ...days, leads: part.selection });
    if (counts.dials > 0) groups.push({ group: key, ...counts });
  }
  return { name, groups };
}

/** Counts dials and answers by weekday and hour at the called person's place. */
export async function reportBestTime(deps: Deps, input: DialsInput): Promise<BestTime> {
  return bestTime(deps.store.engine, await resolveDials(deps, input));
}

/** Says for each attempt at a lead what it yields; `minDials` are enough to tell a rate. */
export async function reportCadence(
  deps: Deps,
  { minDials, ...input }: CallsInput & { readonly minDials: number },
): Promise<readonly AttemptYield[]> {
  return attemptYields(await attemptCounts(deps.store.engine, await questionOf(deps, input)), minDials);
}

/** The calls behind the counts of a report of calls, by group where it has one of the usual groups. */
export async function callRecords(
  deps: Deps,
  input: CallsInput,
  by: CallGrouping | null = null,
): Promise<Evidence> {
  return countedCalls(deps.store.engine, by, await questionOf(deps, input));
}

/** The calls behind the counts of attempts. */
export async function cadenceRecords(deps: Deps, input: CallsInput): Promise<Evidence> {
  return attemptCalls(deps.store.engine, await questionOf(deps, input));
}

async function questionOf(deps: Deps, input: CallsInput) {
  return callQuestion(deps, await resolveDials(deps, input), input.conversationSeconds);
}
