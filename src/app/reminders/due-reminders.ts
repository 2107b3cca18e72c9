import { isDate, isoTime, momentOf, toLocalTime } from '../../domain/dates/calendar.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { HOUR_MS } from '../../domain/time-units.ts';
import {
  type Appointment,
  appointments,
  type CustomerCase,
  casesOfCustomers,
} from '../../store/appointments.ts';
import { keysInOutbox, type NewOutboxItem, type OutboxLane } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import type { ReminderSettings } from './reminder-settings.ts';

/** What was due longer ago is in `crm today` only: nobody wants a night's worth of reminders at once. */
const MAX_LATE_MS = 12 * HOUR_MS;

const TITLES = { task: 'Task', meeting: 'Meeting', callback: 'Callback', case: 'New case' } as const;

/** The start of the day for what has no time and a user without working hours: 9:00. */
const DEFAULT_START_MINUTES = 9 * 60;

/** What the acting user may be reminded of now. */
export interface DueReminders {
  /** What is due, shown or not. */
  readonly due: readonly NewOutboxItem[];
  /** Everything that is open, by reference: a reminder of anything else has no use any more. */
  readonly open: ReadonlySet<string>;
}

/**
 * Tasks, meetings and callbacks of the acting user that are due, and new cases of accounts to which they are selling, or which
 * have something of theirs to renew; null in quiet hours.
 */
export async function dueReminders(deps: Deps, settings: ReminderSettings): Promise<DueReminders | null> {
  const { store, clock, user } = deps;
  if (settings.quietHours && isQuiet(settings.quietHours, clock.now())) return null;
  const all: (Appointment | CustomerCase)[] = [
    ...(await appointments(store, user)),
    ...(await casesOfCustomers(store, user, isoTime(clock.now() - MAX_LATE_MS))),
  ];
  return {
    due: all.filter((appointment) => isDue(deps, settings, appointment)).map(toItem),
    open: new Set(all.map(({ ref }) => ref)),
  };
}

/** The lane of a user's reminders. */
export const reminderLane = (userId: number): OutboxLane => ({ kind: 'reminder', target: userId });

/** Those that were not shown yet. */
export async function unseen(
  { db }: Deps['store'],
  lane: OutboxLane,
  due: readonly NewOutboxItem[],
): Promise<NewOutboxItem[]> {
  const known = await keysInOutbox(db, lane);
  return due.filter(({ key }) => !known.has(key));
}

function isDue(
  { clock, timeSettings }: Deps,
  { beforeMs }: ReminderSettings,
  { kind, when }: Appointment | CustomerCase,
): boolean {
  const start = timeSettings.workingHours?.start ?? DEFAULT_START_MINUTES;
  const at = isDate(when) ? momentOf(when, Math.floor(start / 60), start % 60) : Date.parse(when);
  const moment = kind === 'meeting' && !isDate(when) ? at - beforeMs : at;
  const late = clock.now() - moment;
  return late >= 0 && late < MAX_LATE_MS;
}

/** A reminder of something. */
export function toItem({ ref, kind, when, title, detail }: Appointment | CustomerCase): NewOutboxItem {
  const time = isDate(when) ? 'today' : toLocalTime(when);
  return {
    ref,
    key: `${ref} ${when}`,
    // Neither begins like an option of a program.
    label: `${TITLES[kind]}: ${title}`,
    body: detail === null ? time : `${time}  ${detail}`,
  };
}
