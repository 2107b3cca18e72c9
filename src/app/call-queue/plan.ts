import { type ChanceOf, learnChances } from '../../domain/call-chances.ts';
import { type PlannedCall, planCalls } from '../../domain/call-plan.ts';
import type { Hours } from '../../domain/calling/hours.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { addDaysTo, isoTime, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { sumTallies, type Tally } from '../../domain/smoothing.ts';
import type { QueueRequest } from '../../store/calls/claim-next.ts';
import { bestTime } from '../../store/reports/best-time.ts';
import { attemptCounts } from '../../store/reports/cadence.ts';
import { type Candidate, planCandidates } from '../../store/reports/plan.ts';
import type { Deps } from '../deps.ts';
import { callQuestion } from '../reports/dials.ts';

/** Days of dials that chances are estimated from. */
export const LEARNED_DAYS = 90;

/** Leads considered, from the top of the call queue. */
const MAX_CANDIDATES = 1000;

/** What to plan. */
export interface PlanInput {
  readonly request: QueueRequest;
  /** When the caller is at the phone today. */
  readonly hours: Hours;
  readonly callsPerHour: number;
  readonly calls: number;
  /** Minimum seconds of a conversation. */
  readonly conversationSeconds: number;
}

/** The plan of a day. */
export interface DayPlan {
  readonly calls: readonly { readonly call: PlannedCall; readonly lead: Candidate }[];
  /** All dials that the chances were learned from. */
  readonly learned: Tally;
  /** Whether the hours at the phone are over. */
  readonly isOver: boolean;
}

/** Gives the first leads of the call queue the hours of today in which they most likely answer. */
export async function planDay(deps: Deps, input: PlanInput): Promise<DayPlan> {
  const { request, callsPerHour, calls } = input;
  const { now } = request;
  const hours = phoneHours(input.hours, now);
  const { chanceOf, learned } = await learn(deps, input);
  const candidates = await planCandidates(deps.store, {
    now,
    until: Date.parse(startOfDay(addDaysTo(toLocalDate(now), 1))),
    where: request.where,
    most: MAX_CANDIDATES,
  });
  await request.times.load(candidates.map(({ place }) => place));
  const known = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const planned = planCalls(candidates, {
    hours,
    now,
    perHour: callsPerHour,
    calls,
    times: request.times,
    chanceOf,
  });
  return {
    calls: planned.map((call) => ({ call, lead: known.get(call.lead.id) as Candidate })),
    learned,
    isOver: hours.length === 0,
  };
}

/** The remaining full hours of today in the span, in milliseconds since the epoch. */
function phoneHours({ start, end }: Hours, now: number): { start: number; end: number }[] {
  const today = toLocalDate(now);
  const hours: { start: number; end: number }[] = [];
  for (let minutes = start; minutes < end; minutes += 60) {
    const at = (moment: number) => momentOf(today, Math.floor(moment / 60), moment % 60);
    hours.push({ start: at(minutes), end: at(Math.min(end, minutes + 60)) });
  }
  return hours.filter((hour) => hour.end > now);
}

async function learn(
  deps: Deps,
  { conversationSeconds }: PlanInput,
): Promise<{ chanceOf: ChanceOf; learned: Tally }> {
  const { engine } = deps.store;
  const now = deps.clock.now();
  const since = startOfDay(addDaysTo(toLocalDate(now), -LEARNED_DAYS));
  const question = await callQuestion(deps, { since, until: isoTime(now) }, conversationSeconds);
  const { grid } = await bestTime(engine, question);
  return {
    chanceOf: learnChances(grid, await attemptCounts(engine, question)),
    learned: sumTallies(grid.tried()),
  };
}
