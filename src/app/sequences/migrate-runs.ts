import type { SequenceStep } from '../../domain/sequences/sequence.ts';
import { stepInVersion } from '../../domain/sequences/step-in-version.ts';
import { lastTouchAt } from '../../store/sequences/contacts-made.ts';
import { type SequenceRun, sequenceRuns } from '../../store/sequences/runs.ts';
import { SequencePlans, type StoredSequence } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { endWaiting, enterStep, type RunMoves, runMoves } from './move-run.ts';

/** More people are in no sequence. */
const MAX_RUNS = 1_000_000;

/** Who went on with another version. */
export interface MigratedCounts {
  readonly moved: number;
  /** Of these, those whom it had nothing left for. */
  readonly finished: number;
}

/** Moves those who are in a sequence to a version of it, as a part of a change. */
export async function migrateRuns(
  deps: Deps,
  tx: Tx,
  { id: sequenceId, version }: Pick<StoredSequence, 'id' | 'version'>,
): Promise<MigratedCounts> {
  const states = ['active', 'paused'] as const;
  const runs = await sequenceRuns(tx, { sequenceId, states, limit: MAX_RUNS });
  const older = runs.filter((run) => run.version !== version);
  const moves = runMoves(deps);
  await moves.planner.prepare(
    tx,
    older.map(({ person }) => person),
  );
  const plans = new SequencePlans(tx);
  let finished = 0;
  for (const run of older) if (await migrate(moves, tx, plans, run, version)) finished++;
  return { moved: older.length, finished };
}

/** Moves one person; says whether that is the end. */
async function migrate(
  moves: RunMoves,
  tx: Tx,
  plans: SequencePlans,
  run: SequenceRun,
  version: number,
): Promise<boolean> {
  const before = await plans.of(run);
  const plan = await plans.of({ sequenceId: run.sequenceId, version });
  const number = stepInVersion(before, plan, run.step);
  const step = plan.steps[number - 1];
  await tx.update('sequence_run', run.id, { version });
  if (step && run.state === 'paused') {
    await tx.update('sequence_run', run.id, { step: number, kind: step.kind });
    return false;
  }
  // What waits to be done and is the same in both goes on waiting.
  if (step && isSameStep(step, before.steps[run.step - 1])) {
    await tx.update('sequence_run', run.id, { step: number });
    return false;
  }
  await endWaiting(tx, run);
  const now = moves.deps.clock.now();
  const last = Date.parse((await lastTouchAt(tx, run.id)) ?? run.startsAt);
  const due = step && (await moves.planner.plan(tx, run.person, step, last));
  const isOver = typeof due === 'number' && due < now;
  await enterStep(
    moves,
    tx,
    { ...run, version },
    { plan, number, after: isOver ? now : last, isRested: isOver },
  );
  return step === undefined;
}

/** Whether a step is the same in two versions, with its delay, window and options. */
function isSameStep(one: SequenceStep, other: SequenceStep | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
