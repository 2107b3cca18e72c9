import type { CallingTimes } from './calendar/calling-times.ts';
import type { Place } from './calendar/place.ts';
import type { Chance, ChanceOf } from './call-chances.ts';
import { weekdayOf } from './dates/calendar.ts';
import { HOUR_MS, MINUTE_MS } from './time-units.ts';
import type { WeekHour } from './week-grid.ts';

/** A lead that may be called today. */
export interface PlanLead {
  readonly id: number;
  readonly place: Place;
  /** Dials so far. */
  readonly attempts: number;
  /** The earliest time, or the agreed time, in milliseconds since the epoch. */
  readonly from: number;
  /** Whether that time was agreed with the lead. */
  readonly callback: boolean;
}

/** Input of the plan. Times are milliseconds since the epoch. */
export interface PlanRules {
  /** When the caller works: full hours; the first may have begun already. */
  readonly hours: readonly { readonly start: number; readonly end: number }[];
  readonly now: number;
  /** Calls the caller can make in an hour, and the total to plan. */
  readonly perHour: number;
  readonly calls: number;
  /** When leads may be called; loaded for theirs. */
  readonly times: Pick<CallingTimes, 'isOpen' | 'clock'>;
  readonly chanceOf: ChanceOf;
}

/** A planned call: whom, when, and the chance that it is answered. */
export interface PlannedCall {
  readonly lead: PlanLead;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Weekday and hour in the lead's zone. */
  readonly there: WeekHour;
  readonly chance: Chance | null;
}

/**
 * Plans the most promising calls for these hours. Agreed callbacks come first. Then each lead gets the hour with its
 * best chance that has room left, best chances first; ties go to the lead that comes first in `leads`. The plan is in the
 * order of time.
 */
export function planCalls(leads: readonly PlanLead[], rules: PlanRules): PlannedCall[] {
  const room = rules.hours.map(({ start, end }) =>
    Math.round((rules.perHour * (end - Math.max(start, rules.now))) / HOUR_MS),
  );
  const agreed = leads.filter((lead) => lead.callback).flatMap((lead) => agreedCall(lead, rules));
  for (const { at } of agreed) {
    const hour = rules.hours.findIndex(({ start, end }) => start <= at && at < end);
    if (hour >= 0) room[hour] = (room[hour] ?? 0) - 1;
  }
  const possible = leads
    .filter((lead) => !lead.callback)
    .flatMap((lead) => rules.hours.flatMap((_, hour) => possibleCall(lead, hour, rules)))
    .sort((a, b) => (b.call.chance?.mean ?? 0) - (a.call.chance?.mean ?? 0));
  const planned: PlannedCall[] = [];
  const plannedLeads = new Set<number>();
  for (const { hour, call } of possible) {
    if (agreed.length + planned.length >= rules.calls) break;
    const left = room[hour] ?? 0;
    if (left <= 0 || plannedLeads.has(call.lead.id)) continue;
    room[hour] = left - 1;
    plannedLeads.add(call.lead.id);
    planned.push(call);
  }
  return [...agreed, ...planned].sort(byTime);
}

/** In the order of time; at the same time callbacks first, then by chance. */
function byTime(one: PlannedCall, other: PlannedCall): number {
  return (
    one.at - other.at ||
    Number(other.lead.callback) - Number(one.lead.callback) ||
    (other.chance?.mean ?? 0) - (one.chance?.mean ?? 0)
  );
}

/** At the agreed time or, if that has passed or is outside calling hours, as soon as possible. */
function agreedCall(lead: PlanLead, rules: PlanRules): PlannedCall[] {
  const { from } = lead;
  if (from >= rules.now && isOpen(lead, from, rules)) return [callAt(lead, from, from, rules)];
  const later = rules.hours.flatMap((_, hour) => possibleCall(lead, hour, rules));
  return later.slice(0, 1).map(({ call }) => call);
}

/** A call in the hour, if the lead may be called throughout the rest of it. */
function possibleCall(
  lead: PlanLead,
  hour: number,
  rules: PlanRules,
): { readonly hour: number; readonly call: PlannedCall }[] {
  const { start, end } = rules.hours[hour] as { start: number; end: number };
  const at = Math.max(start, lead.from, rules.now);
  const last = end - MINUTE_MS;
  if (at > last || !isOpen(lead, at, rules) || !isOpen(lead, last, rules)) return [];
  return [{ hour, call: callAt(lead, at, (at + last) / 2, rules) }];
}

/** A call with its chance of an answer around a moment. */
function callAt(lead: PlanLead, at: number, around: number, { times, chanceOf }: PlanRules): PlannedCall {
  const { date, minutes } = times.clock.at(lead.place.zone, around);
  const there = { weekday: weekdayOf(date), hour: Math.floor(minutes / 60) };
  return { lead, at, there, chance: chanceOf(there, lead.attempts + 1) };
}

function isOpen({ place }: PlanLead, moment: number, { times }: PlanRules): boolean {
  return times.isOpen(place, moment);
}
