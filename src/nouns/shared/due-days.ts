import type { Shortcut } from './shortcuts.ts';

/** Days on which records of a noun want somebody to do something. */
export interface DueDays {
  /** The status of records that they count for. */
  readonly status: string;
  /** The columns with the days, the first to be done first. */
  readonly days: readonly {
    readonly column: string;
    readonly what: DueKind;
    readonly isKeptWhenPast?: true;
  }[];
  /** Columns with amounts and their currencies: the first that is filled is shown. */
  readonly amounts: readonly (readonly [minor: string, currency: string])[];
}

/** What is to be done by a day. */
type DueKind = 'notice' | 'end' | 'service' | 'warranty';

/** What ends, and has a last day to say so. */
export const ENDS: Pick<DueDays, 'status' | 'days'> = {
  status: 'active',
  days: [
    { column: 'notice_on', what: 'notice' },
    { column: 'ends_on', what: 'end' },
  ],
};

/** `--ending 30d`. */
export const endingWithin = (): Shortcut => ({
  option: 'ending',
  place: 'within',
  field: 'ends_on',
  help: 'active, with the end or the day of notice within this time: 30d, 3mo',
  filter: (within) =>
    `status = active and ((notice_on >= today and notice_on <= ${within}) or (ends_on >= today and ends_on <= ${within}))`,
});
