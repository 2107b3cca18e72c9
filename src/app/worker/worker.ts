import { formatDay } from '../../domain/dates/format-day.ts';
import { conflict } from '../../domain/errors.ts';
import { type LeaseHolder, releaseLease, takeLease } from '../../store/worker/lease.ts';
import { markLost } from '../../store/worker/outbox.ts';
import type { Deps } from '../deps.ts';
import { WORK, type WorkKind, type WorkPort, type WorkResult } from './work.ts';

/** The process that works, and how it learns of others and of the time. */
export interface WorkerProcess {
  readonly holder: LeaseHolder;
  /** Whether the process of a token has ended; null if that cannot be seen from here. */
  hasEnded(token: string): boolean | null;
  /** The real time in milliseconds since the epoch, for the lease. */
  now(): number;
}

/** Work goes on for so long before the lease is renewed. */
const RENEWAL_MS = 10_000;

/** Does what is due, one kind after the other; only one process at a time does so. */
export class Worker {
  readonly #process: WorkerProcess;
  readonly #kinds: readonly WorkKind[];
  #renewedAt = Number.NEGATIVE_INFINITY;

  constructor(process: WorkerProcess, kinds: readonly WorkKind[]) {
    this.#process = process;
    this.#kinds = kinds;
  }

  /** Takes the lease, or renews it. Throws `conflict` while another process has it. */
  async holdLease({ store }: Deps): Promise<void> {
    const { holder, hasEnded, now } = this.#process;
    const other = await store.runUnjournaled(() => takeLease(store.engine, holder, { now: now(), hasEnded }));
    this.#renewedAt = now();
    if (other)
      throw conflict(`another crm run is at work on ${other.host} since ${formatDay(other.since)}`, {
        code: 'worker-busy',
      });
  }

  /** Does what is due now. Between two items it renews the lease, and asks `isStopped` whether to go on. */
  async *work(deps: Deps, port: WorkPort, isStopped: () => boolean): AsyncIterable<WorkResult> {
    await this.holdLease(deps);
    yield* this.#reportLost(deps);
    for (const kind of this.#kinds) {
      if (isStopped()) return;
      await this.holdLease(deps);
      for await (const done of WORK[kind](deps, port)) {
        yield { kind, ...done };
        if (isStopped()) return;
        if (Math.abs(this.#process.now() - this.#renewedAt) > RENEWAL_MS) await this.holdLease(deps);
      }
    }
  }

  /** What processes that were killed had begun: whether it was done, nobody knows. */
  async *#reportLost({ store, clock }: Deps): AsyncIterable<WorkResult> {
    const { token } = this.#process.holder;
    // Where that cannot be seen, such as on another machine, it is left alone.
    const isOver = (other: string) => this.#process.hasEnded(other) === true;
    const lost = await store.runUnjournaled(() =>
      markLost(store.engine, { now: clock.now(), token, isOver }),
    );
    if (lost === 0) return;
    yield {
      kind: 'outbox',
      what: lost === 1 ? '1 message or reminder' : `${lost} messages or reminders`,
      result: 'unknown whether it was sent, as crm run was killed meanwhile; it is not sent again',
      hasFailed: true,
    };
  }

  /** Gives the lease back. */
  async end({ store }: Deps): Promise<void> {
    await store.runUnjournaled(() => releaseLease(store.engine, this.#process.holder));
  }
}
