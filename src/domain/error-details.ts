/**
 * What an error says to programs: its code, and the data that belong to it. Words for the way out of it are made where
 * it is shown; on the command line that is cli/hints.ts.
 */
export type ErrorDetail = {
  readonly [C in ErrorCode]: { readonly code: C } & Readonly<ErrorData[C]>;
}[ErrorCode];

export type ErrorCode = keyof ErrorData;

/** Data of an error, by its code. `near` is the nearest name, `original` the error that this one explains further. */
interface ErrorData {
  'acting-user': object;
  /** A row of a file fits several records. */
  'ambiguous-row': object;
  'amount-of-lines': { id: number };
  'ambiguous-conversion': {
    noun: string;
    candidates: readonly (RecordReference & { readonly title: string })[];
    isElsewhere: boolean;
  };
  'broken-segment': { name: string; original: ErrorHelp };
  'cadence-exists': { name: string };
  'cadence-in-use': { name: string };
  'change-is-undo': { id: number };
  'change-not-undone': { id: number };
  'change-undone': { id: number };
  'changed-later': { by: { readonly id: number; readonly isUndo: boolean } | null };
  'choices-missing': object;
  'choices-of-no-choice': object;
  'closing-stage': { id: number; kind: 'won' | 'lost' };
  'conversion-needed': { id: number | null };
  'conversion-stage-closed': object;
  'damaged-database': object;
  'database-locked': object;
  'database-not-empty': object;
  'disk-fault': object;
  'do-not-call': object;
  'document-is-link': { id: number };
  'document-without-file': object;
  'duplicate-record': { existing: RecordReference; noun: string };
  'empty-database-file': object;
  'field-exists': { name: string; isCustom: boolean };
  'field-in-use': { noun: string; name: string };
  'file-of-other-program': { missing: readonly string[] };
  'file-without-name': {
    file: string;
    headers: readonly string[];
    field: string;
    /** The column with its ids, if they can stand for names. */
    id: string | null;
  };
  'first-stage': { id: number };
  'foreign-database': object;
  /** The id of a row is that of another record in an earlier row. */
  'id-of-another-row': object;
  /** What an address is for is said of one that the record does not have; it has the `known` ones. */
  'label-of-nothing': { field: 'email' | 'phone'; address: string; known: readonly string[] };
  'last-pipeline': object;
  'last-stage': { id: number };
  'lead-claimed': { until: string };
  /** `became` is the record to work with instead. */
  'lead-converted': { became: RecordReference | null; isRemoval: boolean };
  'lead-disqualified': { id: number };
  'level-exists': { name: string };
  'level-in-use': { name: string };
  'level-without-times': object;
  'meeting-not-planned': { id: number };
  'no-callback': { id: number };
  'merge-of-accounts': { keep: number; other: number };
  'merge-of-closed': { keep: number; other: number; isKeptOpen: boolean };
  'merge-of-parent': { noun: string; id: number };
  'merge-of-pipelines': { id: number; pipeline: string };
  'missing-database': object;
  'missing-relation': { noun: string; name: string; original: ErrorHelp };
  'name-taken': { noun: string };
  'newer-database': object;
  'next-missing': object;
  'no-claim': object;
  'no-claim-here': object;
  'not-a-demo': object;
  'no-custom-field': { near: string | null; names: readonly string[] };
  'no-database-file': object;
  /** No column of a file is a field of the noun; `fields` are some that could be. */
  'no-known-column': { noun: string; headers: readonly string[]; fields: readonly string[] };
  'no-next-call': object;
  'no-number': { of: RecordReference; number: string };
  'no-permission': object;
  /** A value is not in a picklist. */
  'no-picklist-value': { list: string; value: string; near: string | null };
  'no-record': { noun: string; near: (RecordReference & { readonly title: string }) | null };
  'no-stage-of-kind': object;
  'not-a-database': object;
  'nothing-to-revert': object;
  'not-prospected': { leadId: number };
  'number-missing': { leadId: number };
  'number-not-blocked': object;
  /** A row of a file has the number of another record. */
  'number-of-another': object;
  'on-do-not-call-list': { leadId: number };
  'forecast-currency': { currency: string };
  'opp-closed': { id: number | null };
  'outcome-exists': { word: string };
  'outcome-in-use': { word: string };
  'outcome-name-in-use': { word: string };
  'outcome-of-line': object;
  'picklist-value-exists': { list: string; name: string; other: string };
  'picklist-value-in-use': { list: string; name: string };
  'pipeline-archived': object;
  /** A row of a file names a pipeline that is not there. */
  'pipeline-not-there': { name: string; near: string };
  'reason-missing': { step: 'lose-opp' | 'disqualify-lead'; id?: number };
  /** The profile of a contact is that of another; `before` is the number of the one, null if it is new. */
  'profile-taken': { id: number; before: number | null };
  'record-in-use': { by: string; column: string; id: number };
  'record-merged': RecordReference;
  /** A row of a file has an id of a record in another file. */
  'referenced-file-missing': object;
  /** A row of a file names a record, by this relation, that is not there. */
  'relation-not-there': { relation: string };
  'segment-exists': { name: string };
  'segment-of-other-noun': { noun: string };
  /** A file of deals has no stage, but a column that may be it. */
  'stage-column-missing': { header: string; field: string };
  /** No column of a file of records has their names; `headers` are those of no field. */
  'no-name-column': { field: string; headers: readonly string[] };
  'stage-in-use': { name: string };
  /** A text of a file is none of the choices of a field. `first` is one. */
  'choice-not-there': { field: string; text: string; first: string };
  /** A row of a file names a stage that is not there. `first` is one that is. */
  'stage-not-there': { stage: string; first: string };
  'stage-of-other-pipeline': object;
  'task-not-open': { id: number };
  'report-exists': { name: string };
  'refused-by-rule': { rule: number; record: RecordReference & { readonly title: string }; others: number };
  'unknown-change': object;
  'unknown-event': { near: string | null };
  'unknown-map': { name: string; near: string | null; noun: string };
  'unknown-name': { noun: string; near: string | null };
  /** A row of a file has a number that no record has, or a text in its place. */
  /** A custom field has a value that only one record can have. */
  'unique-field': { noun: string; field: string };
  'unknown-number': object;
  'unknown-pipeline': { near: string | null; names: readonly string[] };
  'unknown-version': { id: number };
  'unknown-record': { text: string; near: string | null };
  'unknown-sort': { near: string | null };
  'unknown-user': { name: string; near: string | null };
  /** A row of a file says that a lead is converted, but not into what. */
  'unlinked-conversion': object;
  'unsound-copy': object;
  'unusable-path': object;
  'user-in-use': { name: string };
  'usual-cadence': object;
  'view-exists': { name: string };
  'worker-busy': object;
}

interface RecordReference {
  readonly noun: string;
  readonly id: number;
}

/** What is known of the way out of an error. */
interface ErrorHelp {
  readonly hints: readonly string[];
  readonly detail: ErrorDetail | null;
}
