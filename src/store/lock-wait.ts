import { CrmError, isCrmError } from '../domain/errors.ts';
import type { SignalWatch } from '../io/types.ts';

/** How a database that another program is writing to is waited for. */
export interface LockWait {
  /** After so many milliseconds it is given up. */
  readonly limitMs: number;
  /** After so many `onNotice` is called, once. */
  readonly noticeAfterMs: number;
  readonly onNotice: () => void;
  /** Starts to listen for signals that end the wait. */
  readonly watchSignals: () => SignalWatch;
}

/** Milliseconds between two tries: at least, and at most for who has just begun to wait and for who has waited long. */
const MIN_PAUSE_MS = 5;
const MAX_PAUSE_MS = 50;
const MAX_PAUSE_OF_OLDEST_MS = 15;
/** Who has waited so long counts as one of the oldest. */
const OLDEST_AFTER_MS = 2000;

/** For a screen, which goes on drawing and reading keys: it gives up soon, and tries again between two keys. */
export const SCREEN_LOCK_WAIT: LockWait = {
  limitMs: 250,
  noticeAfterMs: Number.POSITIVE_INFINITY,
  onNotice: () => {},
  watchSignals: () => ({ signal: new AbortController().signal, stop: () => {} }),
};

/** Whether an error says that another program is using the database. */
export function isLocked(error: unknown): error is CrmError {
  return isCrmError(error) && error.kind === 'locked';
}

/**
 * Tries until the database is free, and lets everything else of the process run meanwhile. Pauses are random, so that many
 * who wait do not meet again and again, and shorter for who has waited longer, so that nobody is overtaken for ever.
 * Throws `locked` at the limit, and `cancelled` at once when a signal comes.
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

/** Rejects with the signal's reason once it comes. */
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
