import type { Command as Commander } from '@commander-js/extra-typings';
import type { Context } from '../../context.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { isoTime, readMoment, tryReadMoment } from '../../domain/dates.ts';
import { parseDuration } from '../../domain/duration.ts';
import { usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { Interaction } from '../../store/activities/activity.ts';
import type { Named } from '../../store/references.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';

/** What can be talked to or about; a bare number is a lead. */
const PARTIES: readonly Noun[] = ['lead', 'contact', 'account', 'opp'];

/** What Commander gives for the options of a log command. */
export type LogOptions = {
  at?: string;
  duration?: string;
  outcome?: string;
  next?: string;
  subject?: string;
  in?: boolean;
};

/** Adds arguments and options that all log commands take. */
export function addLogOptions(command: Commander): Commander<[string, string[]], LogOptions> {
  return command
    .argument('<ref>', 'a lead by number, e-mail, phone or name; others as contact:7, account:3, opp:9')
    .argument('[text...]', 'what was said')
    .option('--at <when>', 'when it was: "10:30", yesterday, "last mon 3pm"; now if not given')
    .option('--next <when>', 'what is agreed for later: "tue 3pm", tomorrow, +3d')
    .option('--subject <text>', 'in a line') as never;
}

/** The records a log command is about. */
export function parties(ctx: Context, ref: string): Promise<Named[]> {
  return resolveRecordsOfAnyNoun(ctx, PARTIES, [ref]);
}

/** What the command says of an interaction, save who it was with. Throws `usage` for what cannot be read. */
export async function readInteraction<T extends Interaction['type']>(
  ctx: Context,
  type: T,
  words: readonly string[],
  options: LogOptions,
): Promise<Omit<Interaction, 'with'> & { type: T }> {
  const body = words.join(' ').trim();
  return {
    type,
    at: await readPast(ctx, options.at),
    direction: type === 'note' ? null : options.in ? 'in' : 'out',
    duration: options.duration === undefined ? null : parseDuration(options.duration),
    outcome: options.outcome?.trim() || null,
    subject: options.subject?.trim() || null,
    body: body === '' ? null : body,
    next: options.next === undefined ? null : await readFuture(ctx, options.next),
  };
}

/** When something was, UTC ISO 8601: a time alone is today's, a day alone its morning. */
async function readPast(ctx: Context, text: string | undefined): Promise<string> {
  const now = ctx.clock.now();
  if (text === undefined) return isoTime(now);
  const settings = { ...ctx.timeSettings, isPast: true };
  // A time alone would be tomorrow's once it has passed; what is logged has been.
  const moment = tryReadMoment(`today ${text.trim()}`, now, settings) ?? readMoment(text, now, settings);
  const at = moment.at ?? Math.min(momentOf(moment.date, 9, 0), Math.max(now, momentOf(moment.date, 0, 0)));
  if (at <= now) return isoTime(at);
  throw usage(
    `"${text}" is still to come; --at says when it was`,
    'Say it as "10:30", yesterday or "last mon 3pm"; plan what is to come: crm task add … --due …',
  );
}
