import { momentOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { isoTime } from '../../domain/dates.ts';
import type { Value } from '../../domain/field.ts';
import { nextDue, readEvery } from '../../domain/recurrence.ts';
import type { ColumnValues, FollowingRow, RuleFacts, WrittenRecord } from '../shared/rules.ts';

/** The day and the time of a task agree; one that is done says when. */
export function checkTask({ now }: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  if (typeof columns.every === 'string') columns.every = readEvery(columns.every);
  const dueAt = columns.due_at === undefined ? before?.due_at : columns.due_at;
  if (typeof dueAt === 'string') {
    const day = toLocalDate(dueAt);
    if (typeof columns.due_at === 'string') columns.due_date = day;
    else if (columns.due_date !== undefined && columns.due_date !== day) columns.due_at = null;
  }
  if (columns.status === 'done') columns.done_at ??= before?.done_at ?? now;
  else if (columns.status !== undefined) columns.done_at = null;
}

/** An open task was not done at any time, and the time that a task is due tells its day. */
export function overruledInTask(
  _: RuleFacts,
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): string[] {
  return [
    ...(typeof given.done_at === 'string' && record.done_at === null ? ['done_at'] : []),
    ...(typeof given.due_date === 'string' && given.due_date !== record.due_date ? ['due_date'] : []),
  ];
}

/** The task that a recurring one (`task`) leaves behind when it is done, at the same time of day; null for any other. */
export function nextTask(task: ColumnValues, now: string): (ColumnValues & { due_date: string }) | null {
  const { id: _, external_id, external_source, every, due_date, due_at, ...rest } = task;
  if (typeof every !== 'string') return null;
  const today = toLocalDate(now);
  const due = nextDue(every, typeof due_date === 'string' ? due_date : today, today);
  return {
    ...rest,
    every,
    created_at: now,
    updated_at: now,
    status: 'open',
    done_at: null,
    due_date: due,
    due_at: typeof due_at === 'string' ? sameTimeOn(due, due_at) : null,
  };
}

export function nextTaskRows({ now }: RuleFacts, { before, after }: WrittenRecord): FollowingRow[] {
  if (before?.status !== 'open' || after.status !== 'done') return [];
  const next = nextTask(after, now);
  return next ? [{ table: 'task', row: next }] : [];
}

function sameTimeOn(date: string, at: string): string {
  const local = new Date(at);
  return isoTime(momentOf(date, local.getHours(), local.getMinutes()));
}
