import type { Money } from './money.ts';

/** How far a quote is. */
export const QUOTE_STATUSES = ['draft', 'sent', 'accepted', 'declined', 'expired'] as const;

export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

/** A line of a quote, as it stood when the quote was made. */
export interface QuoteLine {
  readonly name: string;
  readonly quantity: number;
  readonly price: Money;
  /** Percent off. */
  readonly discount: number | null;
  readonly discountAmount: Money | null;
  readonly recurring: 'month' | 'year' | null;
  /** Months that a recurring price is paid for. */
  readonly term: number | null;
  readonly startsOn: string | null;
  readonly amount: Money;
}

/** A quote as a document. */
export interface QuoteDocument {
  readonly id: number;
  readonly name: string;
  readonly status: QuoteStatus;
  /** Name and address of whom it is for, line by line. */
  readonly customer: string | null;
  readonly amount: Money | null;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
  readonly validUntil: string | null;
  readonly notes: string | null;
  /** Who made it: name and address. */
  readonly owner: { readonly name: string; readonly email: string | null } | null;
  readonly lines: readonly QuoteLine[];
}
