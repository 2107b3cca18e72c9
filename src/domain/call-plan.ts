import type { Chance, ChanceOf } from './call-chances.ts';
import { type Hours, isWithin } from './calling/hours.ts';
import type { ZoneClock } from './calling/zone-clock.ts';
import { weekdayOf } from './dates/calendar.ts';
import type { WeekHour } from './week-grid.ts';

const HOUR_MS = 3_600_000;

/** A lead that may be called today. */
export interface PlanLead {
  readonly id: number;
  /** IANA name, empty for the user's own. */
  readonly zone: string;
  /** Dials so far. */
  readonly attempts: number;
  /** The earliest time, or the time agreed, in milliseconds since the epoch. */
  readonly from: number;
  /** Whether that time was agreed with them. */
  readonly callback: boolean;
}

/** What there is to plan with. Times are milliseconds since the epoch. */
export interface PlanRules {
  /** When the caller sits at the phone: full hours, of which the first may have begun. */
  readonly hours: readonly { readonly start: number; readonly end: number }[];
  readonly now: number;
  /** How many calls the caller makes in an hour, and wants in all. */
  readonly perHour: number;
  readonly calls: number;
  /** When people are called, on the clock where they are. */
  readonly callingHours: Hours;
  readonly clock: ZoneClock;
  readonly chanceOf: ChanceOf;
}

/** A call worth making: whom, when, and how likely it is answered. */
export interface PlannedCall {
  readonly lead: PlanLead;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Weekday and hour where the lead is. */
  readonly there: WeekHour;
  readonly chance: Chance | null;
}

/**
 * The calls worth making in these hours. What was agreed comes first, at its time. Then each lead is called in the hour
 * with its best chance that has room left, the best chances first; of equal ones, the lead that comes first in
 * `leads`. So the hours that suit many leads go to those they suit best.
 */
export function planCalls(leads: readonly PlanLead[], rules: PlanRules): PlannedCall[] {
  const room = rules.hours.map(({ start, end }) =>
    Math.round((rules.perHour * (end - Math.max(start, rules.now))) / HOUR_MS),
  );
  const agreed = leads.filter((lead) => lead.callback).map((lead) => agreedCall(lead, rules));
  for (const { at } of agreed) {
    const hour = rules.hours.findIndex(({ start, end }) => start <= at && at < end);
    if (hour >= 0) room[hour] = (room[hour] ?? 0) - 1;
  }
  const possible = leads
    .filter((lead) => !lead.callback)
    .flatMap((lead) => rules.hours.flatMap((_, hour) => possibleCall(lead, hour, rules)))
    .sort((a, b) => (b.call.chance?.mean ?? 0) - (a.call.chance?.mean ?? 0));
  const planned: PlannedCall[] = [];
  const taken = new Set<number>();
  for (const { hour, call } of possible) {
    if (agreed.length + planned.length >= rules.calls) break;
    const left = room[hour] ?? 0;
    if (left <= 0 || taken.has(call.lead.id)) continue;
    room[hour] = left - 1;
    taken.add(call.lead.id);
    planned.push(call);
  }
  return [...agreed.toSorted((a, b) => a.at - b.at), ...planned];
}

function agreedCall(lead: PlanLead, { now, clock, chanceOf }: PlanRules): PlannedCall {
  const at = Math.max(lead.from, now);
  const there = weekHourThere(clock, lead.zone, at);
  return { lead, at, there, chance: chanceOf(there, lead.attempts + 1) };
}

/** A call within the hour, where the lead may be called all through what is left of it. */
function possibleCall(
  lead: PlanLead,
  hour: number,
  { hours, now, callingHours, clock, chanceOf }: PlanRules,
): { readonly hour: number; readonly call: PlannedCall }[] {
  const { start, end } = hours[hour] as { start: number; end: number };
  const at = Math.max(start, lead.from, now);
  const last = end - 60_000;
  const open = (moment: number) => isWithin(callingHours, clock.at(lead.zone, moment).minutes);
  if (at > last || !open(at) || !open(last)) return [];
  const there = weekHourThere(clock, lead.zone, Math.floor((at + last) / 2));
  return [{ hour, call: { lead, at, there, chance: chanceOf(there, lead.attempts + 1) } }];
}

function weekHourThere(clock: ZoneClock, zone: string, moment: number): WeekHour {
  const { date, minutes } = clock.at(zone, moment);
  return { weekday: weekdayOf(date), hour: Math.floor(minutes / 60) };
}
