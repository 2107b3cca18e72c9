import type { Context } from '../context.ts';
import {
  type Moment,
  readDate,
  readMoment,
  rejectPast,
  toLocalDate,
  tryReadPastDay,
} from '../domain/dates.ts';
import { usage } from '../domain/errors.ts';
import { type ClosedPeriod, readReportPeriod } from '../domain/reports/period.ts';

/** Collects the values of a repeatable option, for Commander. */
export const repeat = (value: string, sofar: string[] | undefined): string[] => [...(sofar ?? []), value];

/** A future day or moment. Throws `usage` for a past one. */
export async function readFuture({ clock, timeSettings }: Context, text: string): Promise<Moment> {
  const moment = readMoment(text, clock.now(), { ...timeSettings, isAhead: true });
  rejectPast(moment, text, clock.now());
  return moment;
}

/** A day up to today, if given. Throws `usage` for a future one. */
export async function readPastDay(
  { clock, timeSettings }: Context,
  text: string | undefined,
): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const day = tryReadPastDay(text, clock.now(), timeSettings) ?? readDate(text, clock.now(), timeSettings);
  if (day > toLocalDate(clock.now())) throw usage(`"${text}" is in the future: ${day}`);
  return day;
}

/** The ends of a period, days or moments; null for one that is not given. */
interface PeriodEnds {
  readonly from: Moment | null;
  readonly to: Moment | null;
}

/** Reads `--since` and `--until`. Where `isPast` is set, days have been: `monday` is the last one, not the next. */
export function readPeriod(
  ctx: Pick<Context, 'clock' | 'timeSettings'>,
  { since, until }: { readonly since?: unknown; readonly until?: unknown },
  isPast: boolean,
): PeriodEnds {
  const read = (text: unknown) =>
    typeof text === 'string' ? readMoment(text, ctx.clock.now(), { ...ctx.timeSettings, isPast }) : null;
  return { from: read(since), to: read(until) };
}

/** A period by name: `month`, `last quarter`, `2026-Q2`. Throws `usage` for anything else. */
export function periodNamed(
  { clock, calendar }: Pick<Context, 'clock' | 'calendar'>,
  text: string,
): ClosedPeriod {
  return readReportPeriod(text, toLocalDate(clock.now()), calendar);
}

/** The number of a change, if given. Throws `usage` for anything else. */
export function parseChangeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, digits] = /^#?(\d{1,15})$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw usage(`"${text}" is not the number of a change`, 'See all: crm history');
  return Number(digits);
}
