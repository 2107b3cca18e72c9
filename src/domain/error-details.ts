/**
 * What an error says to programs: its code, and the data that belong to it. Words for the way out of it are made where
 * it is shown; on the command line that is cli/hints.ts.
 */
export type ErrorDetail =
  | { readonly code: 'broken-segment'; readonly name: string; readonly hints: readonly string[] }
  | { readonly code: 'cadence-exists'; readonly name: string }
  | { readonly code: 'choices-of-no-choice' }
  | { readonly code: 'conversion-stage-closed' }
  | { readonly code: 'duplicate-record'; readonly existing: RecordReference; readonly noun: string }
  /** `became` is the record to work with instead. */
  | {
      readonly code: 'lead-converted';
      readonly became: RecordReference | null;
      readonly isRemoval: boolean;
    }
  | { readonly code: 'field-in-use'; readonly noun: string; readonly name: string }
  | {
      readonly code: 'no-custom-field';
      readonly near: string | null;
      readonly names: readonly string[];
    }
  | { readonly code: 'no-record'; readonly noun: string }
  | { readonly code: 'number-not-blocked' }
  | { readonly code: 'opp-closed'; readonly id: number | null }
  | { readonly code: 'outcome-of-line' }
  | { readonly code: 'reason-missing'; readonly step: 'lose-opp' | 'disqualify-lead'; readonly id?: number }
  | { readonly code: 'segment-exists'; readonly name: string }
  | { readonly code: 'task-not-open'; readonly id: number }
  | { readonly code: 'unknown-sort'; readonly near: string | null };

interface RecordReference {
  readonly noun: string;
  readonly id: number;
}

export type ErrorCode = ErrorDetail['code'];
