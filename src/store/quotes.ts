import { toLocalDate } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import type { QuoteDocument, QuoteLine, QuoteStatus } from '../domain/quote.ts';
import type { NamedRecord } from '../domain/record-ref.ts';
import type { RowOf } from './schema.ts';
import { type Db, type RawRow, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** What a quote takes over from its deal. */
interface QuotedDeal {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly amount_minor: number | null;
  readonly account_id: number | null;
  readonly contact_id: number | null;
  readonly owner_id: number | null;
  readonly account: string | null;
  readonly contact: string | null;
  readonly street: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
}

/** The deal of that number as a quote shows it. */
export function quotedDeal(db: Db, oppId: number): Promise<QuotedDeal | undefined> {
  return sql<QuotedDeal>`
    select opp.id, opp.name, opp.currency, opp.amount_minor, opp.account_id, opp.contact_id, opp.owner_id,
      account.name as account, contact.name as contact, account.street, account.postal_code, account.city,
      account.region, account.country
    from opp left join account on account.id = opp.account_id left join contact on contact.id = opp.contact_id
    where opp.id = ${oppId}`.first(db);
}

/** Columns that a line of a quote has from the line of its deal. */
const COPIED = [
  'name',
  'product_id',
  'quantity',
  'price_minor',
  'currency',
  'discount',
  'discount_amount_minor',
  'recurring',
  'term',
  'starts_on',
  'amount_minor',
  'notes',
] as const;

type CopiedLine = Pick<RowOf<'line'>, (typeof COPIED)[number]>;

/** Copies the lines of a deal to a quote; a deal without lines is one line. */
export async function copyLinesToQuote(tx: Tx, quoteId: number, deal: QuotedDeal): Promise<void> {
  const lines = await linesOfDeal(tx, deal.id);
  const { name, currency, amount_minor: amount } = deal;
  const whole = { name, quantity: 1, price_minor: amount ?? 0, currency, amount_minor: amount ?? 0 };
  for (const [at, line] of (lines.length > 0 ? lines : [whole]).entries()) {
    const copied = Object.fromEntries(COPIED.map((column) => [column, (line as RawRow)[column] ?? null]));
    await tx.insertRow('quote_line', { ...copied, quote_id: quoteId, position: at + 1 });
  }
}

/** The lines that a deal has, in their order. */
export function linesOfDeal(db: Db, oppId: number): Promise<RowOf<'line'>[]> {
  return sql<RowOf<'line'>>`select * from line where opp_id = ${oppId} order by id`.all(db);
}

/** The lines of a quote, in their order. */
export function linesOfQuote(db: Db, quoteId: number): Promise<RowOf<'quote_line'>[]> {
  return sql<RowOf<'quote_line'>>`
    select * from quote_line where quote_id = ${quoteId} order by position, id`.all(db);
}

/** What a line of a deal is to be so that it says what that of a quote does. */
export function lineValues(line: RowOf<'quote_line'>): CopiedLine {
  return Object.fromEntries(COPIED.map((column) => [column, line[column] ?? null])) as unknown as CopiedLine;
}

/** A quote with everything that its document says. */
export async function quoteDocument(db: Db, quoteId: number): Promise<QuoteDocument> {
  const row = (await sql<DocumentRow>`
    select quote.id, quote.name, quote.status, quote.customer, quote.amount_minor, quote.currency,
      quote.created_at, quote.valid_until, quote.notes,
      coalesce("user".full_name, "user".name) as owner, "user".email
    from quote left join "user" on "user".id = quote.owner_id where quote.id = ${quoteId}`.first(
    db,
  )) as DocumentRow;
  const { id, name, status, customer, amount_minor: minor, currency, owner, email } = row;
  return {
    id,
    name,
    status: status as QuoteStatus,
    customer,
    amount: minor === null || currency === null ? null : { minor, currency },
    madeOn: toLocalDate(row.created_at),
    validUntil: row.valid_until,
    notes: row.notes,
    owner: owner === null ? null : { name: owner, email },
    lines: (await linesOfQuote(db, quoteId)).map(toLine),
  };
}

interface DocumentRow {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly customer: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly created_at: string;
  readonly valid_until: string | null;
  readonly notes: string | null;
  readonly owner: string | null;
  readonly email: string | null;
}

function toLine(line: RowOf<'quote_line'>): QuoteLine {
  const { name, quantity, currency, discount, recurring, term, starts_on: startsOn } = line;
  const off = line.discount_amount_minor;
  return {
    name,
    quantity,
    price: { minor: line.price_minor, currency },
    discount,
    discountAmount: off === null ? null : { minor: off, currency },
    recurring: recurring as QuoteLine['recurring'],
    term,
    startsOn,
    amount: { minor: line.amount_minor, currency },
  };
}

/** The lines of a quote, for its page. */
export async function quoteLineRows(db: Db, quoteId: number): Promise<Row[]> {
  const lines = (await linesOfQuote(db, quoteId)).map(toLine);
  return lines.map(({ discountAmount, startsOn, ...line }) => ({
    ...line,
    discount_amount: discountAmount,
    starts_on: startsOn,
  }));
}

/** Quotes that could be accepted until before a day, and still are open. */
export function pastQuotes(db: Db, today: string, limit: number): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }>`
    select id, name from quote where status in ('draft', 'sent') and valid_until < ${today}
    order by valid_until nulls last, id limit ${limit}`.all(db);
}

/** The deal of a quote, and its contact. */
export async function quoteTies(
  db: Db,
  quoteId: number,
): Promise<{ readonly opp: NamedRecord; readonly contact: NamedRecord | null }> {
  const row = (await sql<{ opp_id: number; deal: string; contact_id: number | null; contact: string | null }>`
    select quote.opp_id, opp.name as deal, quote.contact_id, contact.name as contact
    from quote join opp on opp.id = quote.opp_id left join contact on contact.id = quote.contact_id
    where quote.id = ${quoteId}`.first(db)) as {
    opp_id: number;
    deal: string;
    contact_id: number | null;
    contact: string | null;
  };
  const { opp_id, deal, contact_id, contact } = row;
  return {
    opp: { noun: 'opp', id: opp_id, title: deal },
    contact: contact_id === null ? null : { noun: 'contact', id: contact_id, title: contact ?? '' },
  };
}
