import type { FilingResult } from './filing.ts';

/** What became of mails, as counts; addresses that came back, and what was not read or kept. */
export interface MailCounts {
  readonly counts: Readonly<Record<FilingResult['type'] | 'unreadable', number>>;
  readonly filed: readonly number[];
  /** The records that the mails were filed on. */
  readonly records: ReadonlySet<string>;
  readonly bounced: readonly string[];
  readonly problems: readonly string[];
  /** Leads that were made of people whom nobody knew. */
  readonly leads: number;
}

export const NO_COUNTS: MailCounts = {
  counts: {
    filed: 0,
    bounce: 0,
    there: 0,
    stranger: 0,
    colleagues: 0,
    list: 0,
    'auto-reply': 0,
    unreadable: 0,
  },
  filed: [],
  records: new Set(),
  bounced: [],
  problems: [],
  leads: 0,
};

/** Counts of two lots of mails together. */
export function addCounts(one: MailCounts, other: MailCounts): MailCounts {
  const types = Object.keys(one.counts) as (keyof MailCounts['counts'])[];
  return {
    counts: Object.fromEntries(
      types.map((type) => [type, one.counts[type] + other.counts[type]]),
    ) as MailCounts['counts'],
    filed: [...one.filed, ...other.filed],
    records: new Set([...one.records, ...other.records]),
    bounced: [...one.bounced, ...other.bounced],
    problems: [...one.problems, ...other.problems],
    leads: one.leads + other.leads,
  };
}
