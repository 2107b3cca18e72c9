import type { WayOut } from './way-out.ts';

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
  'address-not-suppressed': object;
  'address-not-unmatched': object;
  'ambiguous-conversion': {
    noun: string;
    candidates: readonly (RecordReference & { readonly title: string })[];
    isElsewhere: boolean;
  };
  /** A row of a file fits several records. */
  'ambiguous-row': object;
  'amount-of-lines': { id: number };
  'bad-stored-value': { wayOut: WayOut };
  'broken-segment': { name: string; original: ErrorHelp };
  'built-in-noun': object;
  'cadence-in-use': { name: string };
  'call-in-header': object;
  'change-is-undo': { id: number };
  'change-not-undone': { id: number };
  'change-undone': { id: number };
  'changed-later': { by: { readonly id: number; readonly isUndo: boolean } | null };
  /** A text of a file is none of the choices of a field. `first` is one. */
  'choice-not-there': { field: string; text: string; first: string };
  'choices-missing': object;
  'choices-of-no-choice': object;
  'closing-stage': { id: number; kind: 'won' | 'lost' };
  /** No column of a file is the field, which it needs. */
  'column-missing': { field: string; headers: readonly string[] };
  'compared-pivot': object;
  'compliance-without-filter': { name: string };
  'contact-missing': { noun: string; id: number };
  'conversion-field-missing': { noun: string; name: string };
  'conversion-needed': { id: number | null };
  'conversion-stage-closed': object;
  'custom-field-missing': { noun: string; id: number | null; name: string };
  'damaged-database': object;
  'damaged-file': object;
  'dashboard-name-taken': { name: string };
  'database-locked': object;
  'database-not-empty': object;
  'day-to-come': object;
  'disk-fault': object;
  'do-not-call': object;
  'document-is-link': { id: number };
  'document-without-file': object;
  'duplicate-record': { existing: RecordReference; noun: string };
  'email-missing': { noun: string; id: number };
  'empty-database-file': object;
  'end-missing': { noun: string; id: number };
  'field-exists': { name: string; isCustom: boolean };
  'field-in-use': { noun: string; name: string };
  'field-missing': { field: string; example: string };
  /** A custom field has a name that the program is to use. */
  'field-name-needed': { noun: string; name: string };
  'field-type-fixed': { noun: string; type: string };
  'file-of-other-program': { missing: readonly string[] };
  'file-without-name': {
    file: string;
    headers: readonly string[];
    field: string;
    /** The column with its ids, if they can stand for names. */
    id: string | null;
  };
  'fill-without-periods': object;
  'first-stage': { id: number };
  'forecast-currency': { currency: string };
  'foreign-database': object;
  'formula-in-use': object;
  'formula-missing': { type: string };
  'group-of-amounts': { text: string };
  'half-life-of-leads': { days: number };
  /** The id of a row is that of another record in an earlier row. */
  'id-of-another-row': object;
  'keep-other': { noun: string; keep: number; other: number };
  /** What an address is for is said of one that the record does not have; it has the `known` ones. */
  'label-of-nothing': { field: 'email' | 'phone'; address: string; known: readonly string[] };
  'last-pipeline': object;
  'last-stage': { id: number };
  'lead-claimed': { until: string };
  /** `became` is the record to work with instead. */
  'lead-converted': { became: RecordReference | null; isRemoval: boolean };
  'lead-disqualified': { id: number };
  'level-in-use': { name: string };
  'level-without-times': object;
  'line-without-price': object;
  'measure-name-taken': { text: string };
  'meeting-about-nothing': { id: number };
  'meeting-not-planned': { id: number };
  'member-status-in-use': object;
  'merge-of-accounts': { keep: number; other: number };
  'merge-of-closed': { keep: number; other: number; isKeptOpen: boolean };
  'merge-of-parent': { noun: string; id: number };
  'merge-of-pipelines': { id: number; pipeline: string };
  'missing-database': object;
  'missing-relation': { noun: string; name: string; original: ErrorHelp };
  'name-exists': { noun: string; ref: string | number };
  'name-taken': { noun: string };
  'newer-database': object;
  'next-missing': object;
  'no-callback': { id: number };
  'no-campaign': { name: string };
  'no-claim': object;
  'no-claim-here': object;
  'no-custom-field': { near: string | null; names: readonly string[] };
  'no-custom-noun': { near: string | null; names: readonly string[] };
  'no-dashboard-name': object;
  'no-database-file': object;
  /** No column of a file is a field of the noun; `fields` are some that could be. */
  'no-known-column': { noun: string; headers: readonly string[]; fields: readonly string[] };
  'no-meeting-to-prepare': object;
  'no-member-status': { type: string | null; text: string; near: string | null; names: readonly string[] };
  /** No column of a file of records has their names; `headers` are those of no field. */
  'no-name-column': { field: string; headers: readonly string[] };
  'no-next-call': object;
  'no-number': { of: RecordReference; number: string };
  'no-permission': object;
  /** A value is not in a picklist. */
  'no-picklist-value': { list: string; value: string; near: string | null };
  'no-queues': object;
  'no-rate': { currency: string };
  'no-record': { noun: string; near: (RecordReference & { readonly title: string }) | null };
  'no-stage-of-kind': object;
  'no-template': { name: string };
  'not-a-database': object;
  'not-a-demo': object;
  'not-a-member': { noun: string; name: string };
  'not-a-rate': { currency: string; base: string };
  'not-an-archive': object;
  'not-in-queue': { name: string; user: string };
  'not-prospected': { leadId: number };
  'nothing-to-quote': { opp: number };
  'nothing-to-revert': object;
  'noun-in-use': { name: string };
  'noun-of-itself': { name: string };
  'noun-relation-in-use': { name: string; to: string };
  'number-missing': { leadId: number };
  'number-not-blocked': object;
  /** A row of a file has the number of another record. */
  'number-of-another': object;
  'on-do-not-call-list': { leadId: number };
  'opp-closed': { id: number | null };
  'outcome-exists': { word: string };
  'outcome-in-use': { word: string };
  'outcome-name-in-use': { word: string };
  'outcome-of-line': object;
  'period-reversed': object;
  'period-without-beginning': { unit: string };
  'picklist-value-exists': { list: string; name: string; other: string };
  'picklist-value-in-use': { list: string; name: string };
  'pipeline-archived': object;
  /** A row of a file names a pipeline that is not there. */
  'pipeline-not-there': { name: string; near: string };
  'pivot-without-group': object;
  'placeholder-blank': { name: string };
  'placeholder-unknown': { name: string };
  'price-in-other-currency': { currency: string };
  /** The profile of a contact is that of another; `before` is the number of the one, null if it is new. */
  'profile-taken': { id: number; before: number | null };
  'queue-in-use': { name: string };
  'quote-answered': { opp: number };
  'quote-expired': { id: number };
  'quote-without-deal': object;
  'rate-of-base': object;
  'reason-missing': { step: 'lose-opp' | 'disqualify-lead'; id?: number };
  'record-in-use': { by: string; column: string; id: number };
  'record-merged': RecordReference;
  /** A row of a file has an id of a record in another file. */
  'referenced-file-missing': object;
  'refused-by-rule': { rule: number; record: RecordReference & { readonly title: string }; others: number };
  'relation-missing': object;
  /** A row of a file names a record, by this relation, that is not there. */
  'relation-not-there': { relation: string };
  'reminder-too-late': { meeting: number | null };
  'report-exists': { name: string };
  'report-name-taken': { name: string };
  'report-without-name': object;
  'score-without-filter': object;
  'secret-in-address': object;
  'segment-exists': { name: string };
  'segment-is-filter': { name: string; noun: string };
  'segment-is-list': { name: string };
  'segment-names-field': { name: string };
  'segment-of-other-noun': { noun: string };
  'sequence-in-use': { name: string };
  /** A file of JSON holds lists of several kinds of records. */
  'several-lists': { name: string; first: string };
  'several-rates': { currency: string; day: string };
  /** A file of deals has no stage, but a column that may be it. */
  'stage-column-missing': { header: string; field: string };
  'stage-in-use': { name: string };
  /** A row of a file names a stage that is not there. `first` is one that is. */
  'stage-not-there': { stage: string; first: string };
  'stage-of-other-pipeline': object;
  /** `changes` are those to undo, the latest first. */
  'stored-unanswered': { changes: readonly number[] };
  'target-of-nothing': object;
  'task-not-open': { id: number };
  'team-in-use': object;
  'template-without-subject': { name: string };
  'tier-without-filter': object;
  'too-few-closed': object;
  'too-many-comparisons': object;
  'too-many-columns': object;
  'too-many-counts': object;
  'too-many-groups': object;
  'too-many-periods': object;
  'too-much-to-fill': object;
  /** A custom field has a value that only one record can have. */
  'unique-field': { noun: string; field: string };
  'unknown-change': object;
  'unknown-dashboard': { name: string; near: string | null };
  'unknown-delivery': object;
  'unknown-event': { near: string | null };
  'unknown-field': { near: string | null };
  'unknown-map': { name: string; near: string | null; noun: string };
  'unknown-name': { noun: string; near: string | null };
  /** A row of a file has a number that no record has, or a text in its place. */
  'unknown-number': object;
  'unknown-outcome': { field: string; text: string };
  'unknown-pipeline': { near: string | null; names: readonly string[] };
  'unknown-record': { text: string; near: string | null };
  'unknown-segment': { near: readonly string[]; noun: string };
  'unknown-sort': { near: string | null };
  'unknown-tier': { near: string | null };
  'unknown-user': { name: string; near: string | null };
  'unknown-version': { id: number };
  /** A row of a file says that a lead is converted, but not into what. */
  'unlinked-conversion': object;
  'unsound-copy': object;
  'unusable-path': object;
  'user-in-use': { name: string };
  'user-is-queue': { name: string };
  'usual-cadence': object;
  'value-not-unique': { noun: string; name: string; value: string };
  'values-do-not-fit': object;
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
