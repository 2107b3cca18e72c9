import { type CrmError, failed } from './errors.ts';

/** Something that a command has stored, whatever becomes of its answer. */
export interface StoredWork {
  /** What was done, as the history says it. */
  readonly summary: string;
  /** Number of the change in the history; null for what is no part of it. */
  readonly change: number | null;
  /** What was stored, as a command line refers to it; of much, the first. */
  readonly references: readonly string[];
  /** Edits of others, a moment before, that it overwrote. */
  readonly overwritten?: readonly OverwrittenEdit[];
}

/** An edit by somebody else, a moment ago, that a change overwrites. */
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

/** References that an error lists. */
export const MAX_REFERENCES = 20;

/** The error that tells what was stored where the answer could not be written, for `reason`. */
export function unansweredError(reason: string, stored: readonly StoredWork[]): CrmError {
  const changes = stored.flatMap(({ change }) => change ?? []);
  return failed(
    `stored, but the answer could not be written: ${reason}`,
    ...stored.map(storedLine),
    changes.length === 0
      ? 'Do not run the command again.'
      : `Do not run the command again. To take it back: ${changes
          .toReversed()
          .map((change) => `crm undo ${change}`)
          .join(' && ')}`,
  );
}

function storedLine({ summary, change, references }: StoredWork): string {
  const number = change === null ? '' : ` (change ${change})`;
  const shown = references.slice(0, MAX_REFERENCES).join(' ');
  const more = references.length > MAX_REFERENCES ? ' …' : '';
  return `Stored: ${summary}${number}${shown === '' ? '' : `   Reference: ${shown}${more}`}`;
}
