import { addDaysTo, daysBetween, relativeDay, toLocalDate, toLocalTime } from '../dates/calendar.ts';
import { formatDay } from '../dates/format-day.ts';
import { refText } from '../record-ref.ts';
import { shellQuote } from '../split-line.ts';
import { sanitize } from '../terminal-text.ts';
import type { Waiting, WaitingKind } from './waiting.ts';

/** What to do now: why, and the command that does it. */
export interface NextStep {
  readonly kind: WaitingKind;
  /** The record that it is about: `opp:7`. */
  readonly ref: string;
  readonly title: string;
  readonly reason: string;
  /** As it is typed: `crm task done 31`. */
  readonly command: string;
  readonly owner: string | null;
}

/** A subject in a command is cut after so many characters. */
const MAX_SUBJECT_CHARS = 72;

/** Days by which a proposal moves a close date that has passed. */
const MOVED_BY_DAYS = 14;

/** What to do about something that waits, on a day. */
export function nextStepOf(kind: WaitingKind, waiting: Waiting, today: string): NextStep {
  const { noun, id, title, about, owner } = waiting;
  const named = about === null || title.includes(about) ? title : `${title} · ${about}`;
  const { action, reason, words } = STEPS[kind](waiting, today);
  return {
    kind,
    ref: refText({ noun, id }),
    title: `${action}: ${named}`,
    reason,
    command: ['crm', ...words].map(shellQuote).join(' '),
    owner,
  };
}

interface Step {
  /** What to do, in a few words. */
  readonly action: string;
  readonly reason: string;
  /** The command without the program. */
  readonly words: readonly string[];
}

const STEPS: Readonly<Record<WaitingKind, (waiting: Waiting, today: string) => Step>> = {
  callback: ({ id, at }, today) => ({
    action: 'Call back',
    reason: `a call was agreed for ${whenText(at, today)}`,
    words: ['call', String(id)],
  }),
  meeting: ({ id, at }, today) =>
    dayOf(at) < today
      ? {
          action: 'Say how it went',
          reason: `nobody has said whether it was held; it was planned for ${whenText(at, today)}`,
          words: ['meeting', 'done', String(id)],
        }
      : {
          action: 'Prepare the meeting',
          reason: `it is ${whenText(at, today)}`,
          words: ['brief', `meeting:${id}`],
        },
  reply: ({ noun, id, at, detail }, today) => ({
    action: 'Answer',
    reason: `wrote ${relativeDay(dayOf(at), today)}, and nobody has answered`,
    words: ['log', 'email', noun === 'lead' ? String(id) : `${noun}:${id}`, subject('Re:', detail)],
  }),
  case: ({ id, at, detail, title }, today) => ({
    action: 'Answer the case',
    reason: `${detail === null || detail === 'open' ? 'it' : `${detail}; it`} came ${relativeDay(dayOf(at), today)}, and nobody has answered`,
    words: ['log', 'email', `case:${id}`, subject('Re:', title)],
  }),
  task: ({ id, at, detail }, today) => ({
    action: 'Do the task',
    reason: `${detail === 'high' ? 'high priority, ' : ''}${dueText(dayOf(at), today)}`,
    words: ['task', 'done', String(id)],
  }),
  slipped: ({ id, at }, today) => ({
    action: 'Close it, or say when it closes',
    reason: `the close date passed ${relativeDay(dayOf(at), today)}`,
    words: ['opp', 'edit', String(id), '--close', addDaysTo(today, MOVED_BY_DAYS)],
  }),
  closing: ({ id, at, detail, title }, today) => ({
    action: 'Talk about closing',
    reason: `closes ${relativeDay(dayOf(at), today)}, and nothing is planned`,
    words: taskFor(id, `Call ${detail ?? 'them'} to close:`, title, today),
  }),
  stuck: ({ id, at, detail, number, title }, today) => ({
    action: 'Move it on',
    reason: `${daysBetween(dayOf(at), today)} days in its stage, ${number} are usual, and nothing is planned`,
    words: taskFor(id, `Ask ${detail ?? 'them'} what holds it up:`, title, today),
  }),
  'no-step': ({ id, detail, title }, today) => ({
    action: 'Plan the next step',
    reason: 'no next step, no task and no meeting',
    words: taskFor(id, `Agree with ${detail ?? 'them'} what comes next:`, title, addDaysTo(today, 1)),
  }),
  'new-lead': ({ id, at, number, detail }, today) => ({
    action: 'Make the first contact',
    reason: `score ${number}, came ${relativeDay(dayOf(at), today)}, and nobody has been in touch`,
    words: detail === 'phone' ? ['call', String(id)] : ['log', 'email', String(id), 'First contact'],
  }),
  qualified: ({ id, at }, today) => ({
    action: 'Make it a deal',
    reason: `qualified, not converted; last changed ${relativeDay(dayOf(at), today)}`,
    words: ['lead', 'convert', String(id)],
  }),
  renewal: ({ noun, id, at, detail }, today) => ({
    action: 'Offer the renewal',
    reason: `${detail === 'notice' ? 'notice is due' : 'it ends'} ${relativeDay(dayOf(at), today)}, and no renewal is open`,
    words: [noun, 'renew', String(id)],
  }),
};

function taskFor(oppId: number, start: string, title: string, day: string): string[] {
  return ['task', 'add', subject(start, title), '--opp', String(oppId), '--due', day];
}

/** A subject of one line that a shell takes as it is. */
function subject(start: string, text: string | null): string {
  const line = sanitize(`${start} ${text ?? 'your message'}`).trim();
  const letters = [...line];
  return letters.length > MAX_SUBJECT_CHARS ? `${letters.slice(0, MAX_SUBJECT_CHARS - 1).join('')}…` : line;
}

/** The user's day of a day or moment. */
function dayOf(at: string | null): string {
  if (at === null) return '';
  return at.length > 10 ? toLocalDate(at) : at;
}

/** `today at 15:15`, `Tue 2026-03-17 15:00, 2 days ago`. */
function whenText(at: string | null, today: string): string {
  const day = dayOf(at);
  if (at === null) return '';
  if (day !== today) return `${formatDay(at)}, ${relativeDay(day, today)}`;
  return at.length > 10 ? `today at ${toLocalTime(at)}` : 'today';
}

function dueText(day: string, today: string): string {
  const days = daysBetween(day, today);
  if (days <= 0) return 'due today';
  return days === 1 ? 'overdue since yesterday' : `overdue for ${days} days`;
}
