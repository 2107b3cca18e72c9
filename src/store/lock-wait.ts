import { CrmError, isCrmError } from '../domain/errors.ts';
import type { SignalWatch } from '../io/types.ts';

/** How to wait for a database that another program writes to. */
export interface LockWait {
  /** Gives up after so many milliseconds. */
  readonly limitMs: number;
  /** Calls `onNotice`, once, after so many milliseconds. */
  readonly noticeAfterMs: number;
  readonly onNotice: () => void;
  /** Starts watching for signals that end the wait. */
  readonly watchSignals: () => SignalWatch;
}

/** Milliseconds between two attempts: the minimum, and the maximum for new and for old waiters. */
const MIN_PAUSE_MS = 5;
const MAX_PAUSE_MS = 50;
const MAX_PAUSE_OF_OLDEST_MS = 15;
/** Waiting this long gives the highest priority. */
const OLDEST_AFTER_MS = 2000;

/** Whether an error means that another program uses the database. */
export function isLocked(error: unknown): error is CrmError {
  return isCrmError(error) && error.kind === 'locked';
}

/**
 * Retries until the database is free, letting the rest of the process run. Pauses are random, so that many waiters do
 * not collide again and again, and shorter for those who have waited longer, so that nobody waits forever. Throws
 * `locked` at the limit, and `cancelled` at once on a signal.
 */
export async function waitForLock<T>(attempt: () => T, wait: LockWait): Promise<T> {
  const begin = performance.now();
  const watch = wait.watchSignals();
  let isNoticed = false;
  try {
    for (;;) {
      const waited = performance.now() - begin;
      if (!isNoticed && waited >= wait.noticeAfterMs) {
        isNoticed = true;
        wait.onNotice();
      }
      const max = waited < OLDEST_AFTER_MS ? MAX_PAUSE_MS : MAX_PAUSE_OF_OLDEST_MS;
      await pause(MIN_PAUSE_MS + Math.random() * (max - MIN_PAUSE_MS), watch.signal);
      try {
        return attempt();
      } catch (error) {
        if (!isLocked(error) || performance.now() - begin >= wait.limitMs) throw error;
      }
    }
  } finally {
    watch.stop();
  }
}

/** Rejects with the signal's reason when it comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      const { message, cause } = signal.reason as CrmError;
      reject(new CrmError('cancelled', message, [], cause));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
