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

/** Collects the values of an option that may be given several times, for Commander. */
export const repeat = (value: string, sofar: string[] | undefined): string[] => [...(sofar ?? []), value];

/** A day or moment to come. Throws `usage` for one that has passed. */
export async function readFuture({ clock, timeSettings }: Context, text: string): Promise<Moment> {
  const moment = readMoment(text, clock.now(), timeSettings);
  rejectPast(moment, text, clock.now());
  return moment;
}

/** A day up to today, if one is given. Throws `usage` for one to come. */
export async function readPastDay(
  { clock, timeSettings }: Context,
  text: string | undefined,
): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const day = tryReadPastDay(text, clock.now(), timeSettings) ?? readDate(text, clock.now(), timeSettings);
  if (day > toLocalDate(clock.now())) throw usage(`"${text}" is still to come: ${day}`);
  return day;
}

/** The number of a change, if one is given. Throws `usage` for anything else. */
export function parseChangeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, digits] = /^#?(\d{1,15})$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw usage(`"${text}" is not the number of a change`, 'See all: crm history');
  return Number(digits);
}
