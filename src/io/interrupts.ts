import { CrmError } from '../domain/errors.ts';

/** Exit codes of a process ended by a signal, as shells report them. */
const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof EXIT;

/**
 * Turns the first SIGINT or SIGTERM into an abort whose reason is `cancelled`; the second ends the process at
 * once. Until this is called, signals end it the way they end any program.
 */
export function listenForInterrupts(process: NodeJS.Process): AbortController {
  const controller = new AbortController();
  listen(process, controller, ['SIGINT', 'SIGTERM']);
  return controller;
}

/**
 * Does so with SIGHUP too, which comes when the terminal is closed: for a program that fills one. Any other goes on
 * where nohup tells it to.
 */
export function listenForHangup(process: NodeJS.Process, controller: AbortController): void {
  listen(process, controller, ['SIGHUP']);
}

function listen(process: NodeJS.Process, controller: AbortController, names: readonly Signal[]): void {
  for (const name of names) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT[name]);
      controller.abort(new CrmError('cancelled', 'interrupted', [], name));
    });
  }
}

/** The exit code of a program that ended in good order because of the signal that aborted it. */
export function interruptedCode({ reason }: AbortSignal): number {
  return EXIT[reason?.cause as Signal] ?? EXIT.SIGINT;
}
