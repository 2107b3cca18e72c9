import type { Noun } from '../../domain/field.ts';

/** What the page of a record shows of others, in the order it does. */
export type RelatedSection =
  | RelatedRecords
  | RecordTotals
  /** The members of a campaign, and the campaigns of a member. */
  | { readonly type: 'members' | 'campaigns' }
  /** The contacts, leads and users who take part in a meeting. */
  | { readonly type: 'attendees' }
  /** The sequences that somebody is or was in. */
  | { readonly type: 'sequences' }
  /** The people of a deal, each with a role. */
  | { readonly type: 'people' }
  /** What a deal cost, and what is left of it. */
  | { readonly type: 'costs' }
  /** Whom the amount of a deal counts for. */
  | { readonly type: 'splits' }
  /** The contacts that are something to a contact. */
  | { readonly type: 'relations' }
  /** The contacts that work at an account beside their primary one, or did. */
  | { readonly type: 'further contacts' }
  /** What a quote offers. */
  | { readonly type: 'quote lines' }
  /** The way of a deal through the stages. */
  | { readonly type: 'stages' };

/** The last contact, meetings that nobody came to and, where there are sales, deals won and open and what was bought. */
export interface RecordTotals {
  readonly type: 'totals';
  readonly sales?: {
    /** A table that links deals to the record, beside their own relation to it. */
    readonly link?: string;
    /** The column with the number of its parent: totals are given again with all below it. */
    readonly parent?: string;
  };
}

/** Records of a noun that belong to the one shown. */
export interface RelatedRecords {
  /** Open tasks, planned meetings, the timeline, or other records; the text for an empty section differs. */
  readonly type: 'next' | 'meetings' | 'timeline' | 'others';
  readonly title: string;
  readonly noun: Noun;
  readonly columns: readonly string[];
  /** The field that ties them to the one shown, or the table that links both by their numbers. */
  readonly by: string | { readonly link: string };
  /** A table that links more of them to it. */
  readonly alsoBy?: string;
  readonly sort: readonly [field: string, descending: boolean];
  readonly limit?: number;
  readonly open?: true;
  /** Whether it stands above the timeline, which is long. */
  readonly isEarly?: true;
}

/** Activities shown for a record. */
const MAX_ACTIVITIES = 25;

/** Open tasks, planned meetings and the timeline. */
export const nextAndTimeline = (noun: Noun): RelatedRecords[] => [
  {
    type: 'next',
    title: 'Next',
    noun: 'task',
    columns: ['id', 'due_date', 'due_at', 'kind', 'subject', 'priority', 'owner'],
    by: `${noun}_id`,
    sort: ['due_date', false],
    open: true,
  },
  {
    type: 'meetings',
    title: 'Meetings',
    noun: 'meeting',
    columns: ['id', 'starts_on', 'starts_at', 'subject', 'place', 'owner'],
    by: `${noun}_id`,
    ...(noun === 'contact' || noun === 'lead' ? { alsoBy: 'meeting_attendee' } : {}),
    sort: ['starts_on', false],
    open: true,
  },
  {
    type: 'timeline',
    title: 'Timeline',
    noun: 'activity',
    columns: ['id', 'at', 'type', 'outcome', 'subject', 'body', 'duration', 'user'],
    by: `${noun}_id`,
    sort: ['at', true],
    limit: MAX_ACTIVITIES,
  },
];

export const deals = (by: RelatedRecords['by'], title = 'Opportunities'): RelatedRecords => ({
  type: 'others',
  title,
  noun: 'opp',
  columns: ['id', 'name', 'stage', 'amount', 'close_date', 'owner'],
  by,
  sort: ['close_date', false],
  isEarly: true,
});

/** Meetings shown for somebody who takes part. */
const MAX_MEETINGS = 25;

/** The meetings in which somebody takes part, or did, the latest first. */
export const attended = (): RelatedRecords => ({
  type: 'others',
  title: 'Attends',
  noun: 'meeting',
  columns: ['id', 'starts_on', 'subject', 'status', 'place', 'account', 'opp', 'owner'],
  by: { link: 'meeting_attendee' },
  sort: ['starts_on', true],
  limit: MAX_MEETINGS,
});

/** What its people have or had trouble with. */
export const cases = (by: string): RelatedRecords => ({
  type: 'others',
  title: 'Cases',
  noun: 'case',
  columns: ['id', 'subject', 'status', 'priority', 'owner', 'created_at'],
  by,
  sort: ['created_at', true],
});

/** What a deal offers. */
export const lines = (): RelatedRecords => ({
  type: 'others',
  title: 'Lines',
  noun: 'line',
  columns: ['id', 'name', 'quantity', 'price', 'discount', 'discount_amount', 'recurring', 'term', 'amount'],
  by: 'opp_id',
  sort: ['id', false],
});

/** Prices shown for a record. */
const MAX_PRICES = 100;

/** What products cost in price books. */
export const prices = (noun: Noun): RelatedRecords => ({
  type: 'others',
  title: 'Prices',
  noun: 'price',
  columns: [
    'id',
    noun === 'product' ? 'pricebook' : 'product',
    'price',
    'currency',
    'valid_from',
    'valid_until',
  ],
  by: `${noun}_id`,
  sort: ['name', false],
  limit: MAX_PRICES,
});

/** What was offered as a document. */
export const quotes = (): RelatedRecords => ({
  type: 'others',
  title: 'Quotes',
  noun: 'quote',
  columns: ['id', 'name', 'status', 'amount', 'sent_on', 'valid_until', 'answered_on'],
  by: 'opp_id',
  sort: ['id', true],
});

/** Purchases shown for a record. */
const MAX_PURCHASES = 25;

/** What was bought, the latest first. */
export const purchases = (noun: Noun): RelatedRecords => ({
  type: 'others',
  title: 'Purchases',
  noun: 'purchase',
  columns: [
    'id',
    'bought_on',
    'name',
    'quantity',
    'amount',
    'recurring_amount',
    'recurring',
    'ends_on',
    'status',
  ],
  by: `${noun}_id`,
  sort: ['bought_on', true],
  limit: MAX_PURCHASES,
});

/** Documents shown for a record. */
const MAX_DOCUMENTS = 25;

/** The papers of a record, the latest first. */
export const documents = (noun: Noun): RelatedRecords => ({
  type: 'others',
  title: 'Documents',
  noun: 'doc',
  columns: ['id', 'name', 'kind', 'version', 'size', 'expires', 'url'],
  by: `${noun}_id`,
  sort: ['created_at', true],
  limit: MAX_DOCUMENTS,
});

/** The leads that became this record. */
export const cameFrom = (noun: Noun): RelatedRecords => ({
  type: 'others',
  title: 'Came from',
  noun: 'lead',
  columns: ['id', 'name', 'company', 'source', 'converted_at'],
  by: `${noun}_id`,
  sort: ['converted_at', true],
});
