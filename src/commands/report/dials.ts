import type { CallsInput } from '../../app/reports/calls.ts';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates/calendar.ts';
import { addDaysTo, type Moment, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { optionGroup } from '../option-group.ts';
import { periodNamed, readPeriod } from '../parse-args.ts';
import { type SelectionOptions, selectionOf, wholeNumber } from '../record/selection.ts';
import { explainReport } from './explain.ts';
import { refuse } from './report-options.ts';

/** Default days of a call report, including today. */
const DAYS = 30;

/** Default minimum dials for a rate. */
const DEFAULT_MIN_DIALS = 20;

/** The dials of a report, and the period in words. */
export interface ChosenDials {
  readonly dials: CallsInput;
  /** `2026-02-11 to 2026-03-12`. */
  readonly period: string;
}

/** Adds the options that select calls. */
export const addDialSelection = optionGroup<SelectionOptions, [rows?: string]>((command, rows) => {
  refuse(command, ['pipeline'], 'leads are in no pipeline: deals are');
  if (rows !== undefined)
    refuse(
      command,
      ['by', 'compare'],
      `its rows are ${rows}; choose the calls with --who, --source, --period or --where`,
    );
  return command
    .option('--since <date>', `calls on or after this day; default: ${DAYS} days ago`)
    .option('--until <date>', 'calls on or before this day; default: today')
    .option('--period <period>', 'instead of both: month, last quarter, 2026, 2026-Q2, "last 90 days"')
    .option('--who <user>', 'calls by this user')
    .option('--mine', 'only your own calls')
    .option('-w, --where <filter>', 'calls to leads that match: industry = retail and score > 50')
    .option('--segment <name>', 'calls to leads that match a saved filter: crm segment list')
    .option('--owner <user>', 'calls to leads of this user')
    .option('--source <source>', 'calls to leads from this source')
    .option('--tag <tag>', 'calls to leads with this tag')
    .option('--explain', 'say what the figures mean, and which calls are in them');
});

/** Adds the option for the minimum dials of a rate. */
export const addLeast = optionGroup<SelectionOptions>((command) =>
  command.option('--min-dials <n>', `minimum dials for a rate; default: ${DEFAULT_MIN_DIALS}`),
);

/** Reads that option. */
export function leastDials(options: SelectionOptions): number {
  return wholeNumber('min-dials', options.minDials) ?? DEFAULT_MIN_DIALS;
}

/**
 * Reads the options that select calls, of other days if they are given. Throws `usage` for a period that ends before it
 * begins.
 */
export async function chosenDials(
  ctx: Context,
  options: SelectionOptions,
  days?: ClosedPeriod,
): Promise<ChosenDials> {
  const { where, segment, owner, source, tag, who } = options;
  const { since, until, text } = days ? momentsOf(days) : periodOf(ctx, options);
  return {
    dials: {
      since,
      until,
      leads: selectionOf(ctx, LEAD, { where, segment, owner, source, tag }),
      by: typeof who === 'string' ? who : options.mine ? 'me' : undefined,
      conversationSeconds: Number(ctx.config.get('conversation_seconds')),
    },
    period: text,
  };
}

/** The days of the options that select calls. */
export function chosenDays(ctx: Context, options: SelectionOptions): ClosedPeriod {
  if (typeof options.period === 'string') return periodNamed(ctx, options.period);
  const today = toLocalDate(ctx.clock.now());
  const { from, to } = readPeriod(ctx, options, true);
  return { from: from?.date ?? addDaysTo(today, 1 - DAYS), to: to?.date ?? today };
}

const momentsOf = ({ from, to }: ClosedPeriod) => ({
  since: startOfDay(from),
  until: startOfDay(addDaysTo(to, 1)),
  text: daysText({ from, to }),
});

/** `2026-02-11 to 2026-03-12`. */
export const daysText = ({ from, to }: ClosedPeriod): string => (from === to ? from : `${from} to ${to}`);

function periodOf(ctx: Context, options: SelectionOptions) {
  if (typeof options.period === 'string') {
    if (options.since !== undefined || options.until !== undefined)
      throw usage('--period and --since or --until exclude each other');
    return momentsOf(periodNamed(ctx, options.period));
  }
  const now = ctx.clock.now();
  const today = toLocalDate(now);
  const ends = readPeriod(ctx, options, true);
  const wholeDay = (date: string): Moment => ({ date, time: null, at: null });
  const from = ends.from ?? wholeDay(addDaysTo(today, 1 - DAYS));
  const to = ends.to ?? wholeDay(today);
  const since = from.at === null ? startOfDay(from.date) : isoTime(from.at);
  const until = to.at === null ? startOfDay(addDaysTo(to.date, 1)) : isoTime(to.at + 1);
  const say = ({ date, time }: typeof from) => (time === null ? date : `${date} ${time}`);
  if (since >= until) throw usage(`the period ends (${say(to)}) before it begins (${say(from)})`);
  return { since, until, text: from.date === to.date && !from.time ? say(to) : `${say(from)} to ${say(to)}` };
}

/** What a report of calls means, and the calls in it, for `--explain`. */
export function explainDials(
  ctx: Context,
  options: SelectionOptions,
  explained: Omit<Parameters<typeof explainReport>[2], 'noun' | 'period'>,
): Promise<Answer> {
  return explainReport(ctx, options, { ...explained, noun: ACTIVITY, period: chosenDays(ctx, options) });
}
