import { momentOf } from '../../domain/dates/calendar.ts';
import { isoTime, type Moment } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { HOUR_MS } from '../../domain/time-units.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { appointments } from '../../store/appointments.ts';
import { openTasksOfLead } from '../../store/tasks.ts';
import { addToOutbox } from '../../store/worker/outbox.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';
import { snoozeTask } from '../tasks/status-changes.ts';
import { reminderLane, toItem } from './due-reminders.ts';

/** A reminder is put off by this much at most; what is later is planned for another time. */
const MAX_SNOOZE_MS = 12 * HOUR_MS;

/**
 * Puts the callbacks of leads off; a day alone keeps the time of day. Returns the new moments without duplicates. Throws
 * `refused` for a lead without a callback.
 */
export async function snoozeCallbacks(
  deps: Deps,
  { leads, until }: { readonly leads: readonly NamedRecord[]; readonly until: Moment },
): Promise<{ readonly due: readonly string[] }> {
  const { result } = await deps.store.change(
    async (tx) => {
      const due = new Set<string>();
      await forEachRecord(deps, tx, leads, async ({ id, title }) => {
        const tasks = await openTasksOfLead(tx, id, 'callback');
        for (const task of tasks) due.add(await snoozeTask(tx, task, until));
        const was = (await tx.read('lead', id))?.next_attempt_at ?? null;
        if (was === null && tasks.length === 0)
          throw refused(`lead ${id}  ${title} is not to be called back`, { code: 'no-callback', id });
        if (was === null) return true;
        const before = new Date(String(was));
        const at = until.at ?? momentOf(until.date, before.getHours(), before.getMinutes());
        due.add(isoTime(at));
        return updateRecord(tx, 'lead', id, { next_attempt_at: isoTime(at) }, deps);
      });
      return [...due];
    },
    () => `put off the callback of ${describeRecords(LEAD, leads)}`,
  );
  return { due: result };
}

/**
 * Reminds of planned meetings once more, at another time before they begin; the meetings stay where they are. Throws
 * `refused` for a meeting that is not planned or begins earlier, and `usage` for a time that is too far away.
 */
export async function snoozeMeetings(
  { store, clock }: Deps,
  { meetings, until }: { readonly meetings: readonly NamedRecord[]; readonly until: Moment },
): Promise<void> {
  const now = clock.now();
  if (until.at === null) throw usage('give a time at which to remind of it: 10m, 14:30');
  const { at } = until;
  if (at - now > MAX_SNOOZE_MS)
    throw usage('a reminder is put off by 12 hours at most', {
      code: 'reminder-too-late',
      meeting: meetings[0]?.id ?? null,
    });
  const planned = new Map((await appointments(store, null)).map((each) => [each.ref, each]));
  const items = meetings.map(({ id, title }) => {
    const meeting = planned.get(`meeting:${id}`);
    if (!meeting)
      throw refused(`meeting ${id}  ${title} is not planned`, { code: 'meeting-not-planned', id });
    if (meeting.when.length > 10 && Date.parse(meeting.when) < at)
      throw refused(`meeting ${id}  ${title} begins before that`);
    return { ...toItem(meeting), key: `meeting:${id} again ${isoTime(at)}` };
  });
  await store.runUnjournaled(async (userId) => {
    await addToOutbox(store.engine, reminderLane(userId), items, now, at);
  });
}
