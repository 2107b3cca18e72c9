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
  const task = (await tx.read('task', id)) as RowOf<'task'>;
  if (task.every === null) return null;
  const today = toLocalDate(tx.now);
  const due = nextDue(task.every, task.due_date ?? today, today);
  const { id: _, external_id, external_source, ...rest } = task;
  const next = await tx.insert('task', {
    ...rest,
    created_at: tx.now,
    updated_at: tx.now,
    status: 'open',
    done_at: null,
    due_date: due,
    due_at: task.due_at === null ? null : sameTimeOn(due, task.due_at),
  });
  return { id: next, due };
}

function sameTimeOn(date: string, at: string): string {
  const local = new Date(at);
  return isoTime(momentOf(date, local.getHours(), local.getMinutes()));
}
