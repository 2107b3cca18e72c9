import { addToOutbox, claimItem, finishItem, hasNewReminder } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import { dueReminders, reminderLane, unseen } from './due-reminders.ts';
import type { ReminderSettings } from './reminder-settings.ts';

/** A reminder that is to be shown now. */
export interface Reminder {
  readonly ref: string;
  readonly title: string;
  readonly text: string;
}

/** Names what a screen has begun; it ends in the same transaction. */
const TOKEN = 'screen';

/**
 * The reminders that an open screen is to show now. They count as shown: neither another screen nor `crm run` shows them
 * again. Writes only if something is due.
 */
export async function takeReminders(deps: Deps, settings: ReminderSettings): Promise<Reminder[]> {
  const { store, clock, user } = deps;
  const found = await dueReminders(deps, settings);
  if (!found) return [];
  const now = clock.now();
  const keys = found.due.map(({ key }) => key);
  if (!(await hasNewReminder(store.db, user, keys, now))) return [];
  return store.runUnjournaled(async (userId) => {
    const lane = reminderLane(userId);
    await addToOutbox(store.engine, lane, await unseen(store, lane, found.due), now);
    const taken: Reminder[] = [];
    const at = { now, token: TOKEN };
    for (;;) {
      const item = await claimItem(store.engine, lane, at);
      if (!item) return taken;
      await finishItem(store.engine, item, { state: 'done' }, at);
      if (found.open.has(item.ref)) taken.push({ ref: item.ref, title: item.label, text: item.body });
    }
  });
}
