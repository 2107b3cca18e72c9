import { MAX_WAIT_MS } from '../../domain/backoff.ts';
import { isoTime } from '../../domain/dates.ts';
import { refText } from '../../domain/record-ref.ts';
import { runsMovedAfter, runsNumbered, type SequenceRun } from '../../store/sequences/runs.ts';
import { SequencePlans } from '../../store/sequences/sequences.ts';
import { touchesAfter } from '../../store/sequences/write-sequences.ts';
import type { Tx } from '../../store/tx.ts';
import { requireLease } from '../../store/worker/lease.ts';
import type { Deps } from '../deps.ts';
import type { WorkItem } from '../worker/work-item.ts';
import { endWaiting, enterStep, runMoves } from './move-run.ts';

/**
 * Plans those anew whom a clock that was far ahead moved through a sequence: they would wait for its days. What it did
 * stays done, and counts as done now.
 */
export async function* replanAhead(deps: Deps, token: string): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const ahead = isoTime(clock.now() + MAX_WAIT_MS);
  const moves = runMoves(deps);
  for (const { id, sequence, person } of await runsMovedAfter(store.db, ahead)) {
    const { result } = await store.change(async (tx) => {
      await requireLease(tx, token);
      const [run] = await runsNumbered(tx, [id]);
      if (run?.state !== 'active' && run?.state !== 'paused') return null;
      await dateBack(tx, run);
      if (run.state === 'paused') {
        await tx.update('sequence_run', id, { due_at: tx.now });
        return 'can be resumed now';
      }
      await endWaiting(tx, run);
      const plan = await new SequencePlans(tx).of(run);
      const due = await enterStep(moves, tx, run, { plan, number: run.step, after: clock.now() });
      return due === null ? 'no day fits' : `planned for ${due}`;
    }, `${sequence}: planned anew, as the clock was ahead`);
    const what = `${sequence} ${refText(person)}`;
    if (result !== null) yield { what, result: `the clock was ahead: ${result}`, hasFailed: false };
  }
}

/** What was done or begun on days to come was done and begun now. */
async function dateBack(tx: Tx, { id, startedAt, startsAt, step }: SequenceRun): Promise<void> {
  for (const touch of await touchesAfter(tx, id, tx.now))
    await tx.update('sequence_touch', touch, { at: tx.now });
  const hasBegun = step > 1 && startsAt > tx.now;
  if (startedAt > tx.now) await tx.update('sequence_run', id, { started_at: tx.now });
  if (hasBegun) await tx.update('sequence_run', id, { starts_at: tx.now });
}
