import { requireLease } from '../../store/worker/lease.ts';
import { addToOutbox, claimItem, finishItem } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { dueReminders, reminderLane, unseen } from './due-reminders.ts';
import type { ReminderSettings } from './reminder-settings.ts';

/** How the acting user is reminded. */
export interface ReminderPort {
  /** Names this run of the worker. */
  readonly token: string;
  readonly reminders: ReminderSettings & {
    /** Whether there is a way to reach the user. */
    readonly areOn: boolean;
  };
  /** Shows a reminder; returns what went wrong. */
  notify(title: string, text: string): Promise<string | null>;
}

/**
 * Reminds the acting user of tasks, meetings and callbacks, each once: another time of the same record is a new reminder. In
 * quiet hours nothing is shown; what became due in them follows.
 */
export async function* sendReminders(deps: Deps, port: ReminderPort): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const now = clock.now();
  const found = port.reminders.areOn ? await dueReminders(deps, port.reminders) : null;
  if (!found) return;
  const lane = await store.runUnjournaled(async (userId) => {
    const own = reminderLane(userId);
    await addToOutbox(store.engine, own, await unseen(store, own, found.due), now);
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
    // What was put off may be done by now.
    const problem = found.open.has(item.ref) ? await port.notify(item.label, item.body) : null;
    await store.runUnjournaled(() =>
      finishItem(store.engine, item, problem === null ? { state: 'done' } : { state: 'failed', problem }, at),
    );
    yield { what: item.ref, result: problem ?? 'reminded', hasFailed: problem !== null };
  }
}
