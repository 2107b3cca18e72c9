import type { ErrorDetail } from './error-details.ts';

/**
 * The kinds of errors that a user can cause. They are rendered in one place (cli/render-error.ts) and mapped to an exit
 * code in one place (main.ts).
 */
export type ErrorKind =
  | 'usage' // wrong command line
  | 'not-found' // no such record
  | 'ambiguous' // a reference matches several records
  | 'conflict' // existing data is in the way
  | 'refused' // a business rule forbids it
  | 'failed' // the system failed: disk, permissions
  | 'locked' // another program uses the database: try again
  | 'unanswered' // the change is stored, but its answer could not be written to a file
  | 'cancelled'; // the user declined or pressed Ctrl-C

/** Lines that help, such as the nearest names, and at the end the data that more lines are made from. */
export type Help = readonly string[] | readonly [...string[], ErrorDetail];

/** An error with its reason in one line and the way out. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly kind: ErrorKind;
  /** More lines that help in every context: the nearest names, the allowed values. */
  readonly hints: readonly string[];
  /** Code and data of an error whose way out depends on the caller. */
  readonly detail: ErrorDetail | null;

  constructor(kind: ErrorKind, message: string, help: Help = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    const last = help.at(-1);
    this.detail = typeof last === 'object' ? last : null;
    this.hints = (help as readonly (string | ErrorDetail)[]).filter((each) => typeof each === 'string');
  }
}

export const usage = (message: string, ...help: Help) => new CrmError('usage', message, help);
export const notFound = (message: string, ...help: Help) => new CrmError('not-found', message, help);
export const ambiguous = (message: string, ...help: Help) => new CrmError('ambiguous', message, help);
export const conflict = (message: string, ...help: Help) => new CrmError('conflict', message, help);
export const refused = (message: string, ...help: Help) => new CrmError('refused', message, help);
export const failed = (message: string, ...help: Help) => new CrmError('failed', message, help);
export const unanswered = (message: string, ...help: Help) => new CrmError('unanswered', message, help);
export const missingDatabase = (path: string) =>
  failed(`no database at "${path}"`, { code: 'missing-database' });
export const cancelled = (message = 'cancelled') => new CrmError('cancelled', message);

/** What helps with an error, for another one that passes it on; `more` lines come before its way out. */
export const helpOf = ({ hints, detail }: Pick<CrmError, 'hints' | 'detail'>, ...more: string[]): Help =>
  detail ? [...hints, ...more, detail] : [...hints, ...more];

/** Checks the shape: late-loaded bundles have a class object of their own. */
export function isCrmError(error: unknown): error is CrmError {
  return error instanceof Error && error.name === 'CrmError' && 'kind' in error;
}

/** Exit codes of a process ended by a signal, as in shells. */
export const SIGNAL_EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type StopSignal = keyof typeof SIGNAL_EXIT_CODE;

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

/** The exit code of an error; if a signal caused it, the code of the signal. */
export function exitCodeOf({ kind, cause }: CrmError): number {
  return (kind === 'cancelled' && SIGNAL_EXIT_CODE[cause as StopSignal]) || EXIT_CODE[kind];
}

/** Exit code of an import that rejected some rows and imported the rest. */
export const EXIT_PARTLY = 4;

/** Exit code of a command that stored something but could not write its answer; takes precedence over others. */
export const EXIT_UNANSWERED = 5;
