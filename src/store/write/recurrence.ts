import { momentOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { isoTime } from '../../domain/dates.ts';
import { nextDue } from '../../domain/recurrence.ts';
import type { RowOf } from '../schema.ts';
import type { Tx } from '../tx.ts';

/** What a recurring task leaves behind when it is done: the next one. */
export interface NextTask {
  readonly id: number;
  /** `YYYY-MM-DD`. */
  readonly due: string;
}

/** Makes the next task of a recurring one that was just done, at the same time of day; null for any other task. */
export async function repeatTask(tx: Tx, id: number): Promise<NextTask | null> {
  const next = nextTask((await tx.read('task', id)) as RowOf<'task'>, tx.now);
  return next && { id: await tx.insert('task', next), due: next.due_date };
}

/** The task that follows a recurring one (`task`) when that is done; null for any other. */
export function nextTask(task: RowOf<'task'>, now: string) {
  if (task.every === null) return null;
  const today = toLocalDate(now);
  const due = nextDue(task.every, task.due_date ?? today, today);
  const { id: _, external_id, external_source, ...rest } = task;
  return {
    ...rest,
    created_at: now,
    updated_at: now,
    status: 'open',
    done_at: null,
    due_date: due,
    due_at: task.due_at === null ? null : sameTimeOn(due, task.due_at),
  };
}

function sameTimeOn(date: string, at: string): string {
  const local = new Date(at);
  return isoTime(momentOf(date, local.getHours(), local.getMinutes()));
}
