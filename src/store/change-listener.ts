import type { ChangeKind } from '../domain/event.ts';
import type { ChangeRow } from './change-journal.ts';
import type { Db } from './sql.ts';
import type { Tx } from './tx.ts';

/** The acting user, the time and the command line. */
export interface ChangeContext {
  readonly user: string;
  /** UTC ISO 8601. */
  readonly now: string;
  /** The command as typed, without secret values. */
  readonly command: string;
  /** Currency of amounts without one. */
  readonly currency?: string | undefined;
  /** How soon a callback that nobody answered is tried again, in milliseconds; the usual time unless given. */
  readonly callbackRetryMs?: number | undefined;
}

/** A change that is in the database. */
export interface CommittedChange {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly context: ChangeContext;
  /** What the history says of it. */
  readonly summary: string;
  /** The journaled rows, in order. */
  readonly rows: readonly ChangeRow[];
}

/** Hears of every change made through a store, such as rules and hooks. */
export interface ChangeListener {
  /** Whether it may write more to the records of a change: then they are indexed at its end alone. */
  mayAdd?(db: Db, kind: ChangeKind): Promise<boolean>;
  /** When all that was asked for is written: may write more as part of the change. What it throws refuses the change. */
  beforeCommit?(tx: Tx, change: Pick<CommittedChange, 'kind' | 'context'>): Promise<void>;
  /** When the change can no longer fail. */
  afterCommit?(change: CommittedChange): void;
}
