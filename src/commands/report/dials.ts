import type { Command as Commander } from '@commander-js/extra-typings';
import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates/calendar.ts';
import { addDaysTo, readMoment, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { DialSelection } from '../../store/reports/dials.ts';
import type { Store } from '../../store/store.ts';
import { userNamed, userNumber } from '../../store/users.ts';
import { type SelectionOptions, selection, wholeNumber } from '../record/selection.ts';

/** Days a report on calls looks back when nothing is said, today among them. */
const DAYS = 30;

/** Dials below which a rate is not worth telling, when nothing is said. */
const LEAST = 20;

/** The dials a report is about, and the period in words. */
export interface ChosenDials {
  readonly dials: DialSelection;
  /** `2026-02-11 to 2026-03-12`. */
  readonly period: string;
}

/** Adds the options that say which calls are meant. */
export function addDialSelection(command: Commander): Commander {
  return command
    .option('--since <date>', `calls on or after this day; ${DAYS} days when not given`)
    .option('--until <date>', 'calls on or before this day; today when not given')
    .option('--who <user>', 'calls of this user')
    .option('--mine', 'only your own calls')
    .option('-w, --where <filter>', 'calls to leads that fit: industry = retail and score > 50')
    .option('--segment <name>', 'calls to leads that fit a saved filter: crm segment list')
    .option('--source <source>', 'calls to leads from this source')
    .option('--tag <tag>', 'calls to leads with this tag') as never;
}

/** Adds the option that says from how many dials on a rate is told. */
export function addLeast(command: Commander): Commander {
  return command.option(
    '--min-dials <n>',
    `fewer dials are too few to tell; ${LEAST} when not given`,
  ) as never;
}

/** Reads the option of `addLeast`. */
export function leastDials(options: SelectionOptions): number {
  return wholeNumber('min-dials', options.minDials) ?? LEAST;
}

/** Reads the options of `addDialSelection`. Throws `usage` for a period that ends before it begins. */
export async function chosenDials(
  ctx: Context,
  store: Store,
  options: SelectionOptions,
): Promise<ChosenDials> {
  const { where, segment, source, tag } = options;
  const { since, until, said } = await period(ctx, options);
  const leads = await selection(ctx, LEAD, await fieldsOf(store, LEAD), { where, segment, source, tag });
  return { dials: { since, until, leads, userId: await caller(ctx, store, options) }, period: said };
}

async function period(ctx: Context, options: SelectionOptions) {
  const now = ctx.clock.now();
  const today = toLocalDate(now);
  // Calls have been: monday is the latest one, not the next.
  const read = (said: unknown) => readMoment(String(said), now, { ...ctx.timeSettings, isPast: true });
  const from = read(options.since ?? addDaysTo(today, 1 - DAYS));
  const to = read(options.until ?? today);
  const since = from.at === null ? startOfDay(from.date) : isoTime(from.at);
  const until = to.at === null ? startOfDay(addDaysTo(to.date, 1)) : isoTime(to.at + 1);
  const say = ({ date, time }: typeof from) => (time === null ? date : `${date} ${time}`);
  if (since >= until) throw usage(`the period ends, ${say(to)}, before it begins, ${say(from)}`);
  return { since, until, said: from.date === to.date && !from.time ? say(to) : `${say(from)} to ${say(to)}` };
}

/** The number of the user whose calls are meant; 0, which nobody has, for an acting user who has not done anything. */
async function caller(ctx: Context, store: Store, options: SelectionOptions): Promise<number | undefined> {
  if (typeof options.who === 'string' && options.who.trim() !== 'me')
    return (await userNamed(store.db, options.who)).id;
  if (!options.mine && options.who === undefined) return undefined;
  return (await userNumber(store.db, ctx.user)) ?? 0;
}
