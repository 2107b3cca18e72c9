import { type SequencePlan, stepText } from '../../domain/sequences/sequence.ts';
import type { CallFact, EndFact, RunFacts } from '../../store/sequences/run-facts.ts';
import { runsNumbered, type SequenceRun } from '../../store/sequences/runs.ts';
import { SequencePlans } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { enterStep, NOBODY_TO_CALL, noteOnTimeline, noteTouch, runMoves, stopRun } from './move-run.ts';

/** Ends the runs that a change ends, and goes on with those whose call or task was done. */
export async function followChange(
  deps: Deps,
  tx: Tx,
  { ends, calls, tasks, uncallable }: RunFacts,
): Promise<void> {
  const plans = new SequencePlans(tx);
  const moves = runMoves(deps);
  const ending = await endingRuns(tx, plans, ends);
  const done = await doneSteps(
    tx,
    plans,
    calls,
    new Map([...uncallable.map((id) => [id, false] as const), ...tasks]),
  );
  for (const { run, plan, wasDone, at } of done) {
    const step = plan.steps[run.step - 1];
    if (wasDone && step)
      await noteTouch(tx, run, {
        kind: step.kind,
        at,
        ...(run.taskId === null ? {} : { taskId: run.taskId }),
      });
    if (!wasDone && step && uncallable.includes(run.id))
      await noteOnTimeline(
        tx,
        run,
        `Skipped ${stepText(step)} of the sequence ${run.sequence}: ${NOBODY_TO_CALL}`,
      );
    if (run.taskId !== null && (await tx.read('task', run.taskId))?.status === 'open')
      await tx.update('task', run.taskId, {
        status: wasDone ? 'done' : 'cancelled',
        done_at: wasDone ? tx.now : null,
      });
    // What was done last is no part of what waits any longer.
    if (ending.has(run.id)) await tx.update('sequence_run', run.id, { task_id: null });
    else
      await enterStep(moves, tx, run, {
        plan,
        number: run.step + 1,
        after: Math.max(Date.parse(at), deps.clock.now()),
      });
  }
  for (const run of await runsNumbered(tx, [...ending.keys()])) {
    const end = ending.get(run.id);
    if (end) await stopRun(tx, run, end);
  }
}

/** The first thing that ends each run, if its sequence does not go on in spite of it. */
async function endingRuns(
  tx: Tx,
  plans: SequencePlans,
  ends: readonly EndFact[],
): Promise<ReadonlyMap<number, EndFact>> {
  const found = new Map<number, EndFact>();
  const runs = await runsNumbered(tx, [...new Set(ends.map(({ runId }) => runId))]);
  for (const run of runs) {
    const { stops } = await plans.of(run);
    const first = ends.find((end) => end.runId === run.id && isStopping(end, stops));
    if (first) found.set(run.id, first);
  }
  return found;
}

function isStopping({ reason, status }: EndFact, stops: SequencePlan['stops']): boolean {
  switch (reason) {
    case 'replied':
      return stops.reply;
    case 'meeting':
      return stops.meeting;
    case 'answered call':
      return stops.answeredCall;
    case 'deal':
      return stops.opp;
    case 'status':
      if (!status || stops.statuses === null) return false;
      return stops.statuses === 'ended'
        ? status.isEnd
        : stops.statuses.some((name) => name.toLowerCase() === status.name.toLowerCase());
    default:
      return true;
  }
}

interface DoneStep {
  readonly run: SequenceRun;
  readonly plan: SequencePlan;
  readonly wasDone: boolean;
  /** UTC ISO 8601. */
  readonly at: string;
}

/** The calls and tasks of runs that are over: somebody was called, or the task was done, cancelled or removed. */
async function doneSteps(
  tx: Tx,
  plans: SequencePlans,
  calls: readonly CallFact[],
  tasks: RunFacts['tasks'],
): Promise<DoneStep[]> {
  const done = new Map<number, DoneStep>();
  for (const run of await runsNumbered(tx, [...tasks.keys()]))
    done.set(run.id, {
      run,
      plan: await plans.of(run),
      wasDone: tasks.get(run.id) === true,
      at: tx.now,
    });
  for (const run of await runsNumbered(tx, [...new Set(calls.map(({ runId }) => runId))])) {
    const plan = await plans.of(run);
    const call = calls.findLast(({ runId }) => runId === run.id);
    if (!call || run.state !== 'active' || plan.steps[run.step - 1]?.kind !== 'call') continue;
    done.set(run.id, { run, plan, wasDone: true, at: call.at });
  }
  return [...done.values()];
}
