import { conflict, notFound } from '../../domain/errors.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import type { RunState } from '../../domain/sequences/sequence.ts';
import { type RunQuery, type SequenceRun, sequenceRuns } from '../../store/sequences/runs.ts';
import { SequencePlans, sequenceNamed } from '../../store/sequences/sequences.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { enterStep, pauseRun, type RunMoves, runMoves, stopRun } from './move-run.ts';

/** More people are in no sequence. */
const MAX_RUNS = 1_000_000;

/** People in sequences, those that are due first. */
export async function listRuns(
  { store: { db } }: Deps,
  { sequence, ...query }: Omit<RunQuery, 'sequenceId'> & { readonly sequence?: string | undefined },
): Promise<readonly SequenceRun[]> {
  const sequenceId = sequence === undefined ? undefined : (await sequenceNamed(db, sequence)).id;
  return sequenceRuns(db, { ...query, sequenceId });
}

/** Whose runs are meant: of some people, or all of a sequence. */
export interface RunChoice {
  /** Null for everybody. */
  readonly people: readonly NamedRecord[] | null;
  /** Only in this sequence. */
  readonly sequence?: string | undefined;
}

/** What is done with runs by hand. */
const ACTS = {
  pause: {
    from: ['active'],
    done: 'paused',
    act: (_: RunMoves, tx: Tx, run: SequenceRun) => pauseRun(tx, run, 'by hand'),
  },
  resume: { from: ['paused'], done: 'resumed', act: resume },
  stop: {
    from: ['active', 'paused'],
    done: 'stopped',
    act: (_: RunMoves, tx: Tx, run: SequenceRun) => stopRun(tx, run, { reason: 'by hand' }),
  },
} as const satisfies Record<
  string,
  {
    readonly from: readonly RunState[];
    readonly done: string;
    act(moves: RunMoves, tx: Tx, run: SequenceRun): Promise<void>;
  }
>;
export type RunAct = keyof typeof ACTS;

/**
 * Pauses, resumes or stops the runs of people, all or none; returns them. Throws `not-found` for somebody in no sequence,
 * `conflict` for one whose runs are not so that it could be done.
 */
export async function changeRuns(
  deps: Deps,
  name: RunAct,
  { people, sequence }: RunChoice,
): Promise<{ readonly changeId: number | null; readonly runs: readonly SequenceRun[] }> {
  const { db } = deps.store;
  const { from, done, act } = ACTS[name];
  const states: readonly RunState[] = from;
  const found: SequenceRun[] = [];
  if (people === null) found.push(...(await listRuns(deps, { sequence, states, limit: MAX_RUNS })));
  else
    for (const person of people) {
      const all = await listRuns(deps, { sequence, person, limit: MAX_RUNS });
      const fitting = all.filter(({ state }) => states.includes(state));
      if (fitting.length === 0) throw nothingToDo(person, sequence, all, done);
      found.push(...fitting);
    }
  const { id } = await deps.store.change(
    async (tx) => {
      const moves = runMoves(deps);
      for (const run of found) await act(moves, tx, run);
    },
    found.length === 1 && found[0]
      ? `${done} ${found[0].sequence} for ${found[0].person.noun} ${found[0].person.id}  ${found[0].name}`
      : `${done} ${found.length} people in ${sequence ?? 'sequences'}`,
  );
  return { changeId: id, runs: await Promise.all(found.map((run) => reread(db, run))) };
}

async function reread(db: Deps['store']['db'], run: SequenceRun): Promise<SequenceRun> {
  const [now = run] = (
    await sequenceRuns(db, { person: run.person, sequenceId: run.sequenceId, limit: MAX_RUNS })
  ).filter(({ id }) => id === run.id);
  return now;
}

function nothingToDo(
  person: NamedRecord,
  sequence: string | undefined,
  [last]: readonly SequenceRun[],
  done: string,
) {
  if (!last)
    return notFound(
      `${recordText(person)} is in no sequence${sequence === undefined ? '' : ` "${sequence}"`}`,
    );
  return conflict(`${recordText(person)} cannot be ${done}: ${last.sequence} is ${last.state} already`);
}

/** Goes on with the step at which a run was paused, when it is due or as soon as it can be done. */
async function resume(moves: RunMoves, tx: Tx, run: SequenceRun): Promise<void> {
  // In a restored database, the task of a step is there still.
  if (run.taskId !== null && (await tx.read('task', run.taskId))?.status === 'open') {
    await tx.update('sequence_run', run.id, { state: 'active', reason: null, detail: null });
    return;
  }
  const plan = await new SequencePlans(tx).of(run);
  const due = run.dueAt === null ? 0 : Date.parse(run.dueAt);
  await enterStep(moves, tx, run, {
    plan,
    number: run.step,
    after: Math.max(due, moves.deps.clock.now()),
    isRested: true,
  });
}
