import { CrmError } from '../domain/errors.ts';

/** Exit codes of a process ended by a signal, as shells report them. */
const EXIT = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Turns the first SIGINT or SIGTERM into an abort whose reason is `cancelled`; the second ends the process at
 * once. Until this is called, signals end it the way they end any program.
 */
export function listenForInterrupts(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT[name]);
      controller.abort(new CrmError('cancelled', 'interrupted', [], name));
    });
  }
  return controller.signal;
}

/** The exit code of a program that ended in good order because of the signal that aborted it. */
export function interruptedCode({ reason }: AbortSignal): number {
  return reason?.cause === 'SIGTERM' ? EXIT.SIGTERM : EXIT.SIGINT;
}
