import type { Command as Commander } from '@commander-js/extra-typings';
import type { Context } from '../../context.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { isoTime, readMoment, tryReadMoment } from '../../domain/dates.ts';
import { parseDuration } from '../../domain/duration.ts';
import { usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import type { Interaction } from '../../store/activities/activity.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** What Commander gives for the options of a log command. */
export type LogOptions = {
  at?: string;
  duration?: string;
  outcome?: string;
  next?: string;
  subject?: string;
  in?: boolean;
};

/** Adds the arguments and options of all log commands. */
export function addLogOptions(command: Commander): Commander<[string, string[]], LogOptions> {
  return command
    .argument(
      '<ref>',
      'a lead by number, e-mail, phone or name; other records as contact:7, account:3, opp:9, case:12',
    )
    .argument('[text...]', 'what was said')
    .option('--at <when>', 'when it happened: "10:30", yesterday, "last mon 3pm"; default: now')
    .option('--next <when>', 'when to follow up: "tue 3pm", tomorrow, +3d')
    .option('--subject <text>', 'subject line');
}

/** The records that a log command is about, of any noun that activities are about; a bare number is a lead. */
export async function parties(ctx: Context, ref: string): Promise<NamedRecord[]> {
  return resolveRecordsOfAnyNoun(ctx, (await ctx.nouns()).subjectsOf('activity'), [ref]);
}

/** Reads an interaction from the command line, without its parties. Throws `usage` for invalid values. */
export async function readInteraction<T extends Interaction['type']>(
  ctx: Context,
  type: T,
  words: readonly string[],
  options: LogOptions,
): Promise<Omit<Interaction, 'with'> & { type: T }> {
  const body = words.join(' ').trim();
  return {
    type,
    at: await readPastTime(ctx, options.at),
    direction: type === 'note' ? null : options.in || type === 'form' ? 'in' : 'out',
    duration: options.duration === undefined ? null : parseDuration(options.duration),
    outcome: options.outcome?.trim() || null,
    subject: options.subject?.trim() || null,
    body: body === '' ? null : body,
    next: options.next === undefined ? null : await readFuture(ctx, options.next),
  };
}

/** A past moment, UTC ISO 8601: a time alone is today, a day alone its morning. */
export async function readPastTime(ctx: Context, text: string | undefined): Promise<string> {
  const now = ctx.clock.now();
  if (text === undefined) return isoTime(now);
  const settings = { ...ctx.timeSettings, isPast: true };
  // A past time alone would mean tomorrow, but a log is about the past.
  const moment = tryReadMoment(`today ${text.trim()}`, now, settings) ?? readMoment(text, now, settings);
  const at = moment.at ?? Math.min(momentOf(moment.date, 9, 0), Math.max(now, momentOf(moment.date, 0, 0)));
  if (at <= now) return isoTime(at);
  throw usage(
    `"${text}" is in the future; --at is when it happened`,
    'For example "10:30", yesterday or "last mon 3pm". To plan ahead: crm task add … --due …',
  );
}
