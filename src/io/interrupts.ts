import { readFileSync } from 'node:fs';
import { CrmError, SIGNAL_EXIT_CODE, type StopSignal } from '../domain/errors.ts';
import type { SignalWatch } from './types.ts';

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an abort with reason `cancelled`; the second ends the process
 * immediately. Until this is called, signals have their default effect. Under nohup, a closed terminal is ignored.
 */
export function listenForInterrupts(process: NodeJS.Process): AbortController {
  const controller = new AbortController();
  listen(process, controller, ['SIGINT', 'SIGTERM']);
  if (endsAtHangup(process)) listenForHangup(process, controller);
  return controller;
}

/** Watches signals until stopped; afterwards they end the process again. */
export function watchSignals(process: NodeJS.Process): SignalWatch {
  const controller = new AbortController();
  const names: StopSignal[] = ['SIGINT', 'SIGTERM', ...(endsAtHangup(process) ? (['SIGHUP'] as const) : [])];
  const stops = listen(process, controller, names);
  const stop = () => {
    for (const each of stops) each();
  };
  return { signal: controller.signal, stop };
}

/** Handles SIGHUP even if it was ignored: a full-screen program cannot go on without its terminal. */
export function listenForHangup(process: NodeJS.Process, controller: AbortController): void {
  if (process.listenerCount('SIGHUP') === 0) listen(process, controller, ['SIGHUP']);
}

/** Throws `cancelled` after a signal; `outcome` is the state of the work: `nothing was imported`. */
export function throwIfAborted(signal: AbortSignal, outcome?: string): void {
  if (!signal.aborted) return;
  const { message, cause } = signal.reason as CrmError;
  throw new CrmError('cancelled', outcome === undefined ? message : `${message}: ${outcome}`, [], cause);
}

/** Lets pending signals and other events run. */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function listen(
  process: NodeJS.Process,
  controller: AbortController,
  names: readonly StopSignal[],
): (() => void)[] {
  return names.map((name) => {
    const listener = () => {
      if (controller.signal.aborted) process.exit(SIGNAL_EXIT_CODE[name]);
      const reason = name === 'SIGINT' ? 'interrupted' : `stopped by ${name}`;
      controller.abort(new CrmError('cancelled', reason, [], name));
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
}

/** Whether SIGHUP ends the process now. Only Linux tells; elsewhere it is left alone, because of nohup. */
export function endsAtHangup({ platform }: NodeJS.Process): boolean {
  if (platform !== 'linux') return false;
  try {
    // One bit per signal; SIGHUP is the first.
    const [, last = '1'] =
      /^SigIgn:\s*[\da-f]*([\da-f])$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    return Number.parseInt(last, 16) % 2 === 0;
  } catch {
    return false;
  }
}
