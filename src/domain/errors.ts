import type { ErrorDetail } from './error-details.ts';

/**
 * Every failure a user can cause is one of these kinds. They are thrown where they are known, rendered once
 * (cli/render-error.ts) and mapped to an exit code once (main.ts).
 */
export type ErrorKind =
  | 'usage' // the command line was wrong
  | 'not-found' // no such record
  | 'ambiguous' // a reference fits several
  | 'conflict' // the database holds something that stands in the way
  | 'refused' // a rule of the business forbids it
  | 'failed' // the machine said no: disk, permissions
  | 'locked' // another program is using the database: trying again helps
  | 'unanswered' // the change is stored, but a file that belongs to its answer could not be written
  | 'cancelled'; // the user said no or pressed Ctrl-C

/** Lines that help, such as nearest names; or what is known of the error, from which such lines are made. */
type Help = readonly string[] | readonly [ErrorDetail];

/** A failure with its reason in one line and the way out. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly kind: ErrorKind;
  /** Further lines that help, in words that fit everywhere: nearest names, what is allowed. */
  readonly hints: readonly string[];
  /** Code and data of an error whose way out depends on where it is shown. */
  readonly detail: ErrorDetail | null;

  constructor(kind: ErrorKind, message: string, help: Help = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    const [first] = help;
    this.detail = typeof first === 'object' ? first : null;
    this.hints = this.detail ? [] : (help as readonly string[]);
  }
}

export const usage = (message: string, ...help: Help) => new CrmError('usage', message, help);
export const notFound = (message: string, ...help: Help) => new CrmError('not-found', message, help);
export const ambiguous = (message: string, ...help: Help) => new CrmError('ambiguous', message, help);
export const conflict = (message: string, ...help: Help) => new CrmError('conflict', message, help);
export const refused = (message: string, ...help: Help) => new CrmError('refused', message, help);
export const failed = (message: string, ...help: Help) => new CrmError('failed', message, help);
export const unanswered = (message: string, ...help: Help) => new CrmError('unanswered', message, help);
export const cancelled = (message = 'cancelled') => new CrmError('cancelled', message);

/** Tells a CrmError by its shape: the late-loaded bundles carry a class object of their own. */
export function isCrmError(error: unknown): error is CrmError {
  return error instanceof Error && error.name === 'CrmError' && 'kind' in error;
}

/** Exit codes of a process ended by a signal, as shells report them. */
export const SIGNAL_EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type StopSignal = keyof typeof SIGNAL_EXIT_CODE;

/** Exit codes of the program, as the manual states them. */
export const EXIT_CODE: Record<ErrorKind, number> = {
  usage: 2,
  'not-found': 3,
  ambiguous: 3,
  conflict: 1,
  refused: 1,
  failed: 1,
  locked: 1,
  unanswered: 5,
  cancelled: 130,
};

/** The exit code of an error; of one that a signal caused, that of the signal. */
export function exitCodeOf({ kind, cause }: CrmError): number {
  return (kind === 'cancelled' && SIGNAL_EXIT_CODE[cause as StopSignal]) || EXIT_CODE[kind];
}

/** Exit code of an import that refused some rows and took the rest. */
export const EXIT_PARTLY = 4;

/** Exit code of a command that stored something and could not write its answer; before any other. */
export const EXIT_UNANSWERED = 5;
