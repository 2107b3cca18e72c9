import { formatDay } from '../../domain/dates/format-day.ts';
import { conflict } from '../../domain/errors.ts';
import { type LeaseHolder, releaseLease, takeLease } from '../../store/worker/lease.ts';
import type { Deps } from '../deps.ts';
import { WORK, type WorkDone, type WorkKind } from './work.ts';

/** The process that works, and how it learns of others and of the time. */
export interface WorkerProcess {
  readonly holder: LeaseHolder;
  /** Whether the process of a token has ended; null if that cannot be seen from here. */
  hasEnded(token: string): boolean | null;
  /** The real time in milliseconds since the epoch, for the lease. */
  now(): number;
}

/** The lease on what is done for the whole team. */
const LEASE = 'worker';

/** Does what is due, one kind after the other; only one process at a time does so. */
export class Worker {
  readonly #process: WorkerProcess;
  readonly #kinds: readonly WorkKind[];

  constructor(process: WorkerProcess, kinds: readonly WorkKind[]) {
    this.#process = process;
    this.#kinds = kinds;
  }

  /** Takes the lease, or renews it. Throws `conflict` while another process has it. */
  async holdLease({ store }: Deps): Promise<void> {
    const { holder, hasEnded, now } = this.#process;
    const other = await store.runUnjournaled(() =>
      takeLease(store.engine, LEASE, holder, { now: now(), hasEnded }),
    );
    if (other)
      throw conflict(`another crm run is at work on ${other.host} since ${formatDay(other.since)}`, {
        code: 'worker-busy',
      });
  }

  /** Does what is due now. Between two items it renews the lease, and asks `isStopped` whether to go on. */
  async *work(deps: Deps, isStopped: () => boolean): AsyncIterable<WorkDone> {
    for (const kind of this.#kinds) {
      if (isStopped()) return;
      await this.holdLease(deps);
      for await (const done of WORK[kind](deps)) {
        yield { kind, ...done };
        if (isStopped()) return;
        await this.holdLease(deps);
      }
    }
  }

  /** Gives the lease back. */
  async end({ store }: Deps): Promise<void> {
    await store.runUnjournaled(() => releaseLease(store.engine, LEASE, this.#process.holder));
  }
}
