import { momentOf } from '../../domain/dates/calendar.ts';
import { isoTime, type Moment } from '../../domain/dates.ts';
import { refused } from '../../domain/errors.ts';
import { type NextTask, repeatTask } from '../../nouns/task/rules.ts';
import type { RowOf } from '../../store/schema.ts';
import { sql } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';

/** What became of a task that was to be done. */
export interface DoneTask {
  readonly wasDone: boolean;
  /** The next one of a recurring task. */
  readonly next: NextTask | null;
}

/** Marks a task as done; a recurring one makes the next. One that is done already stays as it is. */
export async function completeTask(tx: Tx, id: number): Promise<DoneTask> {
  const task = await tx.read('task', id);
  if (task?.status === 'done') return { wasDone: true, next: null };
  await tx.update('task', id, { status: 'done', done_at: tx.now });
  return { wasDone: false, next: await repeatTask(tx, id) };
}

/**
 * Puts an open task off; returns the day or moment it is due now. A day alone keeps the time of day that was
 * agreed. Throws `refused` for a task that is not open.
 */
export async function snoozeTask(tx: Tx, id: number, until: Moment): Promise<string> {
  const task = await sql<RowOf<'task'>>`select * from task where id = ${id}`.one(tx);
  if (task.status !== 'open')
    throw refused(`task ${id}  ${task.subject} is ${task.status}`, { code: 'task-not-open', id });
  const was = task.due_at === null ? null : new Date(task.due_at);
  const at = until.at ?? (was && momentOf(until.date, was.getHours(), was.getMinutes()));
  const due_at = at === null ? null : isoTime(at);
  await tx.update('task', id, { due_date: until.date, due_at });
  return due_at ?? until.date;
}

/** Makes a task that is done or cancelled an open one again; returns whether it was not open. */
export function reopenTask(tx: Tx, id: number): Promise<boolean> {
  return tx.update('task', id, { status: 'open', done_at: null });
}
