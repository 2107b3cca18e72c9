import { isDate, momentOf, toLocalTime } from '../../domain/dates/calendar.ts';
import { isQuiet, type QuietHours } from '../../domain/quiet-hours.ts';
import { type Appointment, appointments } from '../../store/appointments.ts';
import { requireLease } from '../../store/worker/lease.ts';
import {
  addToOutbox,
  claimItem,
  finishItem,
  keysInOutbox,
  type OutboxLane,
} from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** How the acting user is reminded. */
export interface ReminderPort {
  /** Names this run of the worker. */
  readonly token: string;
  readonly reminders: {
    /** Whether there is a way to reach the user. */
    readonly areOn: boolean;
    readonly quietHours: QuietHours | null;
    /** How long before its start a meeting is announced, in milliseconds. */
    readonly beforeMs: number;
  };
  /** Shows a reminder; returns what went wrong. */
  notify(title: string, text: string): Promise<string | null>;
}

/** What was due longer ago is in `crm today` only: nobody wants a night's worth of reminders at once. */
const MAX_LATE_MS = 12 * 3_600_000;

const TITLES = { task: 'Task', meeting: 'Meeting', callback: 'Callback' } as const;

/** The start of the day for what has no time and a user without working hours: 9:00. */
const DEFAULT_START = 9 * 60;

/**
 * Reminds the acting user of tasks, meetings and callbacks, each once: another time of the same record is a new reminder. In
 * quiet hours nothing is shown; what became due in them follows.
 */
export async function* sendReminders(deps: Deps, port: ReminderPort): AsyncIterable<WorkItem> {
  const { store, clock, user } = deps;
  const { areOn, quietHours } = port.reminders;
  const now = clock.now();
  if (!areOn || (quietHours && isQuiet(quietHours, now))) return;
  const due = (await appointments(store, user)).filter((appointment) => isDue(deps, port, appointment));
  const lane = await store.runUnjournaled(async (userId) => {
    const own: OutboxLane = { kind: 'reminder', target: userId };
    const known = await keysInOutbox(store.db, own);
    const fresh = due.map(toItem).filter(({ key }) => !known.has(key));
    await addToOutbox(store.engine, own, fresh, now);
    return own;
  });
  const at = { now, token: port.token };
  for (;;) {
    const item = await store.runUnjournaled(
      async () => {
        await requireLease(store.db, port.token);
        return claimItem(store.engine, lane, at);
      },
      { isSynced: true },
    );
    if (!item) return;
    const problem = await port.notify(item.label, item.body);
    await store.runUnjournaled(() =>
      finishItem(store.engine, item, problem === null ? { state: 'done' } : { state: 'failed', problem }, at),
    );
    yield { what: item.ref, result: problem ?? 'reminded', hasFailed: problem !== null };
  }
}

function isDue(
  { clock, timeSettings }: Deps,
  { reminders }: ReminderPort,
  { kind, when }: Appointment,
): boolean {
  const start = timeSettings.workingHours?.start ?? DEFAULT_START;
  const at = isDate(when) ? momentOf(when, Math.floor(start / 60), start % 60) : Date.parse(when);
  const moment = kind === 'meeting' && !isDate(when) ? at - reminders.beforeMs : at;
  const late = clock.now() - moment;
  return late >= 0 && late < MAX_LATE_MS;
}

function toItem({ ref, kind, when, title, detail }: Appointment) {
  const time = isDate(when) ? 'today' : toLocalTime(when);
  return {
    ref,
    key: `${ref} ${when}`,
    // Neither begins like an option of a program.
    label: `${TITLES[kind]}: ${title}`,
    body: detail === null ? time : `${time}  ${detail}`,
  };
}
