import { addDaysTo } from '../../domain/dates/calendar.ts';
import { isoTime, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { personColumns } from '../../domain/record-ref.ts';
import {
  type SequencePlan,
  type SequenceStep,
  type StopReason,
  stepText,
} from '../../domain/sequences/sequence.ts';
import { inheritRelations } from '../../store/inherit-relations.ts';
import { canBeCalled } from '../../store/sequences/callable.ts';
import type { SequenceRun } from '../../store/sequences/runs.ts';
import { waitingMailsOf } from '../../store/sequences/write-sequences.ts';
import type { Db, RawRow } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { StartDays } from './start-days.ts';
import { StepPlanner } from './step-planner.ts';

/** What it takes to move people through sequences. */
export interface RunMoves {
  readonly deps: Deps;
  readonly planner: StepPlanner;
  readonly starts: StartDays;
}

/** What a change needs to move people. */
export function runMoves(deps: Deps, planner = new StepPlanner(deps)): RunMoves {
  return { deps, planner, starts: new StartDays(deps.clock.now()) };
}

/** Why a call is skipped. */
export const NOBODY_TO_CALL = 'no number that may be called';

/** Which step a run comes to, and after what. */
interface NextStep {
  readonly plan: SequencePlan;
  /** From 1. */
  readonly number: number;
  /** The moment that its delay counts from. */
  readonly after: number;
  /** Whether the delay is over already. */
  readonly isRested?: boolean;
}

/**
 * When a run can come to a step after a moment: the first one on a day with room for one more person who begins. Null where
 * its window never comes.
 */
export async function planRun(
  { planner, starts }: Pick<RunMoves, 'planner' | 'starts'>,
  db: Db,
  run: SequenceRun,
  { number, step, after }: { readonly number: number; readonly step: SequenceStep; readonly after: number },
): Promise<number | null> {
  let due = await planner.plan(db, run.person, step, after);
  if (number > 1) return due;
  while (due !== null && !(await starts.hasRoom(db, run, due))) {
    const next = Date.parse(startOfDay(addDaysTo(toLocalDate(due), 1)));
    due = await planner.plan(db, run.person, { ...step, delayDays: 0 }, next);
  }
  return due;
}

/**
 * Brings a run to a step, in a change: plans it, and makes the task of a call or task. Calls are skipped for who has no number.
 * After the last step the run is finished. Returns when the step is due; null where there is none.
 */
export async function enterStep(
  moves: RunMoves,
  tx: Tx,
  run: SequenceRun,
  { plan, number, after, isRested = false }: NextStep,
): Promise<string | null> {
  const { deps, planner, starts } = moves;
  const given = plan.steps[number - 1];
  if (!given) {
    await finishRun(tx, run);
    return null;
  }
  const step = isRested ? { ...given, delayDays: 0 } : given;
  const due = await planRun(moves, tx, run, { number, step, after });
  if (due !== null && step.kind === 'call' && !(await canBeCalled(tx, run.person))) {
    await noteOnTimeline(
      tx,
      run,
      `Skipped ${stepText(step)} of the sequence ${run.sequence}: ${NOBODY_TO_CALL}`,
    );
    if (number === 1) await starts.take(tx, run, due);
    return enterStep(moves, tx, run, { plan, number: number + 1, after: due });
  }
  if (due === null) {
    await pauseRun(tx, run, 'no day fits', `step ${number} has a window that never comes`);
    return null;
  }
  const isByHand = step.kind !== 'email';
  const skip =
    isByHand && step.skipAfterDays !== null
      ? await planner.plan(tx, run.person, { ...step, delayDays: step.skipAfterDays }, due)
      : null;
  if (number === 1) await starts.take(tx, run, due);
  await tx.update('sequence_run', run.id, {
    state: 'active',
    step: number,
    kind: step.kind,
    due_at: isoTime(due),
    ...(number === 1 ? { starts_at: isoTime(due) } : {}),
    skip_at: skip === null ? null : isoTime(skip),
    task_id: isByHand ? await addTask(deps, tx, run, step, due) : null,
    reason: null,
    detail: null,
  });
  return isoTime(due);
}

async function addTask(
  deps: Deps,
  tx: Tx,
  { person, userId }: SequenceRun,
  { kind, text, priority }: SequenceStep,
  due: number,
): Promise<number> {
  const row = await tx.read(person.noun, person.id);
  const links = await inheritRelations(tx, 'task', { [`${person.noun}_id`]: person.id });
  return insertRecord(
    tx,
    'task',
    {
      subject: kind === 'call' ? `Call: ${text}` : text,
      kind: kind === 'call' ? 'callback' : 'todo',
      due_date: toLocalDate(due),
      due_at: kind === 'call' ? isoTime(due) : null,
      priority,
      owner_id: (row?.owner_id as number | null) ?? userId ?? tx.userId,
      ...links,
    },
    deps,
  );
}

/** Notes that a step was done. */
export async function noteTouch(
  tx: Tx,
  { id, person, step, version }: SequenceRun,
  touch: {
    readonly kind: SequenceStep['kind'];
    /** UTC ISO 8601. */
    readonly at: string;
    readonly variant?: string;
    readonly messageId?: number;
    readonly taskId?: number;
  },
): Promise<void> {
  await tx.insert('sequence_touch', {
    run_id: id,
    ...personColumns(person),
    step,
    kind: touch.kind,
    variant: touch.variant ?? null,
    at: touch.at,
    message_id: touch.messageId ?? null,
    task_id: touch.taskId ?? null,
    version,
  });
}

/** Ends a run before its last step: its open task and the mails that wait are cancelled. */
export async function stopRun(
  tx: Tx,
  run: SequenceRun,
  { reason, detail = null }: { readonly reason: StopReason; readonly detail?: string | null },
): Promise<void> {
  await endWaiting(tx, run);
  await tx.update('sequence_run', run.id, {
    ...ENDED,
    state: 'stopped',
    reason,
    detail,
    ended_at: tx.now,
  });
  for (const id of await waitingMailsOf(tx, run.id)) await tx.update('message', id, { state: 'cancelled' });
  const why = detail === null ? reason : `${reason} (${detail})`;
  await noteOnTimeline(tx, run, `Stopped the sequence ${run.sequence} at step ${run.step}: ${why}`);
}

/** Has a run wait until somebody resumes it. */
export async function pauseRun(
  tx: Tx,
  run: SequenceRun,
  reason: string,
  detail: string | null = null,
): Promise<void> {
  await endWaiting(tx, run);
  await tx.update('sequence_run', run.id, { state: 'paused', skip_at: null, task_id: null, reason, detail });
}

async function finishRun(tx: Tx, run: SequenceRun): Promise<void> {
  await tx.update('sequence_run', run.id, {
    ...ENDED,
    state: 'finished',
    reason: null,
    detail: null,
    ended_at: tx.now,
  });
  await noteOnTimeline(tx, run, `Finished the sequence ${run.sequence}`);
}

const ENDED = { due_at: null, skip_at: null, task_id: null } as const;

/** Cancels the open task of a run. */
export async function endWaiting(tx: Tx, { taskId }: SequenceRun): Promise<void> {
  const task = taskId === null ? undefined : await tx.read('task', taskId);
  if (taskId !== null && task?.status === 'open') await tx.update('task', taskId, { status: 'cancelled' });
}

/** Notes something of a run on the timeline of its person. */
export async function noteOnTimeline(
  tx: Tx,
  { person }: Pick<SequenceRun, 'person'>,
  subject: string,
): Promise<void> {
  const links = await inheritRelations(tx, 'activity', { [`${person.noun}_id`]: person.id });
  await tx.insertRow('activity', {
    type: 'event',
    at: tx.now,
    user_id: tx.userId,
    subject,
    ...(links as RawRow),
  });
}
