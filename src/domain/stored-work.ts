import { type CrmError, failed } from './errors.ts';

/** Something that a command stored, even if its answer is lost. */
export interface StoredWork {
  /** As in the history. */
  readonly summary: string;
  /** Number of the change in the history; null if it is not in the history. */
  readonly change: number | null;
  /** References for the command line; of many records, the first. */
  readonly references: readonly string[];
  /** Other users' recent edits that it overwrote. */
  readonly overwritten?: readonly OverwrittenEdit[];
}

/** A recent edit by another user that a change overwrites. */
export interface OverwrittenEdit {
  readonly user: string;
  /** UTC ISO 8601. */
  readonly at: string;
  /** `lead:42`. */
  readonly record: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Most references in an error. */
export const MAX_REFERENCES = 20;

/** The error for stored changes whose answer could not be written for `reason`. */
export function unansweredError(reason: string, stored: readonly StoredWork[]): CrmError {
  const changes = stored.flatMap(({ change }) => change ?? []);
  return failed(`stored, but the answer could not be written: ${reason}`, ...stored.map(storedLine), {
    code: 'stored-unanswered',
    changes: changes.toReversed(),
  });
}

function storedLine({ summary, change, references }: StoredWork): string {
  const number = change === null ? '' : ` (change ${change})`;
  const shown = references.slice(0, MAX_REFERENCES).join(' ');
  const more = references.length > MAX_REFERENCES ? ' …' : '';
  return `Stored: ${summary}${number}${shown === '' ? '' : `   Reference: ${shown}${more}`}`;
}
