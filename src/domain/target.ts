import { addDaysTo, addMonthsTo, daysBetween, startOf, weekdayOf } from './dates/calendar.ts';
import {
  type FiscalCalendar,
  MONTHS_OF_UNIT,
  startOfUnit,
  USUAL_CALENDAR,
  unitName,
} from './dates/fiscal.ts';
import { usage } from './errors.ts';
import { addMinor, type Money, parseMoney } from './money.ts';
import { type ClosedPeriod, readReportPeriod } from './reports/period.ts';

/** What a target can be for: won amounts, won deals, calls, long calls, and meetings that took place. */
export const TARGET_MEASURES = ['amount', 'count', 'dials', 'conversations', 'meetings'] as const;
export type TargetMeasure = (typeof TARGET_MEASURES)[number];

/** What somebody is to reach in a month, a quarter or a year. */
export interface Target {
  /** The user or the team whose it is; both null for everybody together. */
  readonly userId: number | null;
  readonly teamId: number | null;
  readonly period: ClosedPeriod;
  readonly measure: TargetMeasure;
  /** Minor units of the currency, or a count. */
  readonly wanted: number;
  /** Of an amount; else null. */
  readonly currency: string | null;
}

/** Reads the period of a target. Throws `usage` for what is no month, quarter or year. */
export function readTargetPeriod(text: string, today: string, calendar: FiscalCalendar): ClosedPeriod {
  const days = OWN_DAYS.exec(text.trim())?.groups;
  const ofDays = days && { from: days.from!, to: days.to! };
  if (ofDays && isTargetPeriod(ofDays)) return ofDays;
  const period = readReportPeriod(text, today, calendar);
  if (isTargetPeriod(period) && nameIn(period, [calendar, USUAL_CALENDAR]) !== null) return period;
  throw usage(
    `a target is for a month, a quarter or a year, and "${text}" is none of them`,
    'Write it like month, 2026-12, 2026-Q4, 2026 or "next quarter".',
  );
}

/** What lists of targets show of years that begin in another month than those of now. */
const OWN_DAYS = /^(?<from>\d{4}-\d\d-\d\d) to (?<to>\d{4}-\d\d-\d\d)$/;

/** Whether these are the days of a month, a quarter or a year, in whichever month years begin. */
export function isTargetPeriod(period: ClosedPeriod): boolean {
  return unitOf(period) !== null;
}

/** `2026-12`, `2026-Q4`, `2026`; `FY2027-Q1` of a year of its own, and `CY2026` of another than that. */
export function targetPeriodText(period: ClosedPeriod, calendar: FiscalCalendar): string {
  const own = nameIn(period, [calendar]);
  if (own !== null) return own;
  const usual = nameIn(period, [USUAL_CALENDAR]);
  return usual === null ? `${period.from} to ${period.to}` : `CY${usual}`;
}

function nameIn(period: ClosedPeriod, calendars: readonly FiscalCalendar[]): string | null {
  const unit = unitOf(period);
  const calendar = unit && calendars.find((each) => startOfUnit(unit, period.from, each) === period.from);
  return unit && calendar ? unitName(unit, period.from, calendar) : null;
}

function unitOf({ from, to }: ClosedPeriod): keyof typeof MONTHS_OF_UNIT | null {
  if (!from.endsWith('-01')) return null;
  const units = Object.keys(MONTHS_OF_UNIT) as (keyof typeof MONTHS_OF_UNIT)[];
  return units.find((unit) => addDaysTo(addMonthsTo(from, MONTHS_OF_UNIT[unit]), -1) === to) ?? null;
}

/** Reads what is to be reached: an amount of money above 0, or a whole number. Throws `usage`. */
export function readWanted(
  text: string,
  measure: TargetMeasure,
  currency: string,
): Pick<Target, 'wanted' | 'currency'> {
  if (measure === 'amount') {
    const amount = parseMoney(text, currency);
    if (amount.minor > 0) return { wanted: amount.minor, currency: amount.currency };
    throw usage(`the target "${text}" is not above 0`, { code: 'target-of-nothing' });
  }
  const digits = text.trim().replace(/(?<=\d)[,. ](?=\d{3}(?!\d))/g, '');
  if (/^\d{1,9}$/.test(digits) && Number(digits) > 0) return { wanted: Number(digits), currency: null };
  throw usage(
    `"${text}" is not a number of ${measure === 'count' ? 'deals' : measure}`,
    'Give a whole number, such as 20.',
  );
}

/** What is reached of a target, in whole percent; 100 only if all of it is. */
export function reachedPercent({ wanted }: Target, reached: number | bigint): number {
  return Math.floor((Number(reached) / wanted) * 100);
}

/** Targets of money by month. */
export interface MonthTargets {
  /** Those of single months, by `YYYY-MM`. */
  readonly months: Readonly<Record<string, Money>>;
  /** That of all others; null for none. */
  readonly usual: Money | null;
}

export const NO_TARGETS: MonthTargets = { months: {}, usual: null };

/** The target of a month; null if there is none. */
export function targetOfMonth({ months, usual }: MonthTargets, month: string | null): Money | null {
  return (month === null ? undefined : months[month]) ?? usual;
}

/**
 * What a person is to reach in each month: the targets of their own, then those of the team, and in each the month before
 * the quarter before the year, of which a month has an equal share.
 */
export function monthTargetsOf(targets: readonly Target[], usual: Money | null): MonthTargets {
  const months: Record<string, Money> = {};
  for (const { period, wanted, currency } of weakestFirst(targets)) {
    if (currency === null) continue;
    const count = MONTHS_OF_UNIT[unitOf(period) ?? 'month'];
    const share = { minor: Math.round(wanted / count), currency };
    for (let at = 0; at < count; at++) months[startOf('month', period.from, at).slice(0, 7)] = share;
  }
  return { months, usual };
}

/**
 * The target of money of a period: its own, or the sum of those of its months if all of them have one in a currency. A month
 * that is not all in the period counts for the share of its days.
 */
export function targetOfPeriod(
  targets: readonly Target[],
  usual: Money | null,
  { from, to }: ClosedPeriod,
): Money | null {
  const own = targets.find(
    ({ period, currency }) => currency !== null && period.from === from && period.to === to,
  );
  if (own?.currency) return { minor: own.wanted, currency: own.currency };
  const byMonth = monthTargetsOf(targets, usual);
  const parts: Money[] = [];
  for (let month = startOf('month', from); month <= to; month = startOf('month', month, 1)) {
    const target = targetOfMonth(byMonth, month.slice(0, 7));
    if (target === null || (parts[0] && parts[0].currency !== target.currency)) return null;
    const last = addDaysTo(startOf('month', month, 1), -1);
    const days = daysBetween(from > month ? from : month, to < last ? to : last) + 1;
    const share = days / (daysBetween(month, last) + 1);
    parts.push({ minor: Math.round(Number(target.minor) * share), currency: target.currency });
  }
  const [first] = parts;
  return first ? { minor: addMinor(...parts.map(({ minor }) => minor)), currency: first.currency } : null;
}

/** What a person is to reach on a working day, Monday to Friday, by the shortest of targets that has it; rounded up. */
export function dailyShare(targets: readonly Target[], today: string): number | null {
  const target = weakestFirst(targets).findLast(({ period }) => period.from <= today && today <= period.to);
  if (!target) return null;
  return Math.ceil(target.wanted / workingDaysIn(target.period));
}

/** Days from Monday to Friday. */
export function workingDaysIn({ from, to }: ClosedPeriod): number {
  let days = 0;
  for (let day = from; day <= to; day = addDaysTo(day, 1)) if (weekdayOf(day) < SATURDAY) days++;
  return days;
}

const SATURDAY = 5;

/** Those of everybody first, then of teams, then the longest. */
function weakestFirst(targets: readonly Target[]): readonly Target[] {
  const days = ({ period }: Target) => daysBetween(period.from, period.to);
  const strength = ({ userId, teamId }: Target) => (userId !== null ? 2 : teamId !== null ? 1 : 0);
  return [...targets].sort((one, other) => strength(one) - strength(other) || days(other) - days(one));
}
