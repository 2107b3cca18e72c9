import type { Moment } from '../../domain/dates.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { TASK } from '../../nouns/task/definition.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from '../records/describe.ts';
import { completeTask, type DoneTask, reopenTask, snoozeTask } from './status-changes.ts';

/** Tasks to change together, all or none. */
interface TasksInput {
  readonly tasks: readonly NamedRecord[];
}

/** Marks tasks as done; recurring ones create the next. Returns the results in order. */
export async function completeTasks(
  deps: Deps,
  { tasks }: TasksInput,
): Promise<{ readonly changeId: number | null; readonly completed: readonly DoneTask[] }> {
  const { id, result } = await deps.store.change(
    async (tx) => {
      const completed: DoneTask[] = [];
      await forEachRecord(deps, tx, tasks, async (task) => completed.push(await completeTask(tx, task.id)));
      return completed;
    },
    () => `done: ${describeRecords(TASK, tasks)}`,
  );
  return { changeId: id, completed: result };
}

/** Reopens done or cancelled tasks. Returns the number of the change; null if all were open. */
export async function reopenTasks(
  deps: Deps,
  { tasks }: TasksInput,
): Promise<{ readonly changeId: number | null }> {
  const { id } = await deps.store.change(
    (tx) => forEachRecord(deps, tx, tasks, (task) => reopenTask(tx, task.id)),
    () => `reopened ${describeRecords(TASK, tasks)}`,
  );
  return { changeId: id };
}

/**
 * Postpones tasks; a day alone keeps the time of day. Returns the new due days and moments without duplicates. Throws
 * `refused` for a task that is not open.
 */
export async function snoozeTasks(
  deps: Deps,
  { tasks, until }: TasksInput & { readonly until: Moment },
): Promise<{ readonly due: readonly string[] }> {
  const { result } = await deps.store.change(
    async (tx) => {
      const due = new Set<string>();
      await forEachRecord(deps, tx, tasks, async (task) => due.add(await snoozeTask(tx, task.id, until)));
      return [...due];
    },
    () => `postponed ${describeRecords(TASK, tasks)}`,
  );
  return { due: result };
}
