import type { Chance, ChanceOf } from './call-chances.ts';
import { type Hours, isWithin } from './calling/hours.ts';
import type { ZoneClock } from './calling/zone-clock.ts';
import { weekdayOf } from './dates/calendar.ts';
import type { WeekHour } from './week-grid.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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
 * The calls worth making in these hours. What was agreed comes first. Then each lead is called in the hour
 * with its best chance that has room left, the best chances first; of equal ones, the lead that comes first in
 * `leads`. So the hours that suit many leads go to those they suit best.
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

/** At the time agreed; where that has passed, or is no time to call there, as soon as it may be. */
function agreedCall(lead: PlanLead, rules: PlanRules): PlannedCall[] {
  const { from } = lead;
  if (from >= rules.now && isOpen(lead, from, rules)) return [callAt(lead, from, from, rules)];
  const later = rules.hours.flatMap((_, hour) => possibleCall(lead, hour, rules));
  return later.slice(0, 1).map(({ call }) => call);
}

/** A call within the hour, where the lead may be called all through what is left of it. */
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

/** A call with the chance it has around a moment. */
function callAt(lead: PlanLead, at: number, around: number, { clock, chanceOf }: PlanRules): PlannedCall {
  const { date, minutes } = clock.at(lead.zone, around);
  const there = { weekday: weekdayOf(date), hour: Math.floor(minutes / 60) };
  return { lead, at, there, chance: chanceOf(there, lead.attempts + 1) };
}

function isOpen({ zone }: PlanLead, moment: number, { callingHours, clock }: PlanRules): boolean {
  return isWithin(callingHours, clock.at(zone, moment).minutes);
}
