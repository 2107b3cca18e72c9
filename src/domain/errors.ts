/**
 * Every failure a user can cause is one of these kinds. They are thrown where they are known, rendered once
 * (render/errors.ts) and mapped to an exit code once (main.ts).
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

/** A failure with its reason in one line and, in `hints`, the way out. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly kind: ErrorKind;
  /** Further lines that help: nearest names, a command to type. */
  readonly hints: readonly string[];

  constructor(kind: ErrorKind, message: string, hints: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.hints = hints;
  }
}

export const usage = (message: string, ...hints: string[]) => new CrmError('usage', message, hints);
export const notFound = (message: string, ...hints: string[]) => new CrmError('not-found', message, hints);
export const ambiguous = (message: string, ...hints: string[]) => new CrmError('ambiguous', message, hints);
export const conflict = (message: string, ...hints: string[]) => new CrmError('conflict', message, hints);
export const refused = (message: string, ...hints: string[]) => new CrmError('refused', message, hints);
export const failed = (message: string, ...hints: string[]) => new CrmError('failed', message, hints);
export const unanswered = (message: string, ...hints: string[]) => new CrmError('unanswered', message, hints);
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
