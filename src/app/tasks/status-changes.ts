import { momentOf } from '../../domain/dates/calendar.ts';
import { isoTime, type Moment } from '../../domain/dates.ts';
import { refused } from '../../domain/errors.ts';
import { nextTask } from '../../nouns/task/rules.ts';
import type { RowOf } from '../../store/schema.ts';
import type { RawRow } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';
import { copyTags } from '../../store/write/lists.ts';

/** The result of completing an open task. */
export interface DoneTask {
  readonly wasDone: boolean;
  /** The next task of a recurring one. */
  readonly next: { readonly id: number; readonly due: string } | null;
}

/** Marks a task as done; a recurring one creates the next. A done task stays the same. */
export async function completeTask(tx: Tx, id: number): Promise<DoneTask> {
  const task = await tx.read('task', id);
  if (task?.status === 'done') return { wasDone: true, next: null };
  await tx.update('task', id, { status: 'done', done_at: tx.now });
  const next = nextTask((await tx.read('task', id)) as RawRow, tx.now);
  if (!next) return { wasDone: false, next };
  const made = await tx.insertRow('task', next);
  await copyTags(tx, 'task', id, made);
  return { wasDone: false, next: { id: made, due: next.due_date } };
}

/**
 * Postpones an open task; returns the new due day or moment. A day alone keeps the time of day. Throws `refused` for
 * a task that is not open.
 */
export async function snoozeTask(tx: Tx, id: number, until: Moment): Promise<string> {
  const task = (await tx.read('task', id)) as RowOf<'task'>;
  if (task.status !== 'open')
    throw refused(`task ${id}  ${task.subject} is ${task.status}`, { code: 'task-not-open', id });
  const was = task.due_at === null ? null : new Date(task.due_at);
  const at = until.at ?? (was && momentOf(until.date, was.getHours(), was.getMinutes()));
  const due_at = at === null ? null : isoTime(at);
  await tx.update('task', id, { due_date: until.date, due_at });
  return due_at ?? until.date;
}

/** Reopens a done or cancelled task; returns whether it was not open. */
export function reopenTask(tx: Tx, id: number): Promise<boolean> {
  return tx.update('task', id, { status: 'open', done_at: null });
}
