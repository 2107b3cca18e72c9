import { refused } from '../../domain/errors.ts';
import { lineAmount } from '../../domain/line-amount.ts';
import { personKey } from '../../domain/matching.ts';
import { decimalText, type Money, parseAmount } from '../../domain/money.ts';
import { recordOfExternalId } from '../external-records.ts';
import { linesOfQuote } from '../quotes.ts';
import type { RowOf } from '../schema.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A line as another program has it. Quote and product are ids there, or names. */
export interface ForeignQuoteLine {
  readonly quote: string | null;
  readonly product: string | null;
  readonly name: string | null;
  readonly quantity: number;
  readonly price: Money | null;
  readonly discount: number | null;
  readonly discountAmount: Money | null;
  readonly amount: Money | null;
  readonly startsOn: string | null;
  readonly notes: string | null;
}

type Quote = Pick<RowOf<'quote'>, 'id' | 'amount_minor' | 'currency'>;
type QuoteLine = Omit<RowOf<'quote_line'>, 'id' | 'quote_id' | 'position'>;
type Product = Pick<RowOf<'product'>, 'id' | 'name'>;

/** What the total of a quote has beyond its lines. */
const REST = 'Taxes, shipping and discounts';

/** The lines of quotes of a file: those of a quote replace what it had. */
export class QuoteLines {
  readonly #tx: Tx;
  readonly #system: string;
  readonly #quotes = new Map<string, Quote>();
  readonly #products = new Map<string, Product | null>();
  readonly #lines = new Map<number, QuoteLine[]>();

  /** `system` is the program that ids are from. */
  constructor(tx: Tx, system: string) {
    this.#tx = tx;
    this.#system = system;
  }

  /** Notes a line. Throws `refused` for one of no quote, or without a price. */
  async add(line: ForeignQuoteLine): Promise<void> {
    if (line.quote === null) throw refused('it names no quote');
    const quote = await this.#quoteOf(line.quote);
    const product = line.product === null ? null : await this.#productOf(line.product);
    const currency = quote.currency ?? line.price?.currency ?? line.amount?.currency;
    if (currency === undefined) throw refused('it has no price');
    const name = line.name ?? product?.name ?? line.product ?? line.notes;
    if (name === null) throw refused('it names no product');
    const lines = this.#lines.get(quote.id) ?? [];
    lines.push({
      ...amountsOf(line, currency),
      name,
      product_id: product?.id ?? null,
      quantity: line.quantity,
      currency,
      discount: line.discount || null,
      recurring: null,
      term: null,
      starts_on: line.startsOn,
      notes: line.notes,
    });
    this.#lines.set(quote.id, lines);
  }

  /** Stores the noted lines. Returns how many are new, changed and there already. */
  async store(): Promise<{ created: number; changed: number; unchanged: number }> {
    const counts = { created: 0, changed: 0, unchanged: 0 };
    const quotes = new Map([...this.#quotes.values()].map((quote) => [quote.id, quote]));
    for (const [id, lines] of this.#lines) {
      const there = await linesOfQuote(this.#tx, id);
      const wanted = [...lines, ...restOf(quotes.get(id) as Quote, lines)];
      const kind = there.length === 0 ? 'created' : isSame(there, wanted) ? 'unchanged' : 'changed';
      counts[kind] += lines.length;
      if (kind === 'unchanged') continue;
      for (const line of there) await this.#tx.remove('quote_line', line.id);
      for (const [at, line] of wanted.entries())
        await this.#tx.insertRow('quote_line', { ...line, quote_id: id, position: at + 1 });
    }
    return counts;
  }

  async #quoteOf(text: string): Promise<Quote> {
    const known = this.#quotes.get(text);
    if (known) return known;
    const byId = await recordOfExternalId(this.#tx, ['quote'], { source: this.#system, id: text });
    const found = await sql<Quote>`
      select id, amount_minor, currency from quote
      where ${byId ? sql`id = ${byId.id}` : sql`name = ${text} and external_source = ${this.#system}`}
      order by id limit 1`.first(this.#tx);
    if (!found) throw refused(`there is no quote "${text}"`);
    this.#quotes.set(text, found);
    return found;
  }

  async #productOf(text: string): Promise<Product | null> {
    const known = this.#products.get(text);
    if (known !== undefined) return known;
    const byId = await recordOfExternalId(this.#tx, ['product'], { source: this.#system, id: text });
    const found = await sql<Product>`
      select id, name from product
      where ${byId ? sql`id = ${byId.id}` : sql`(code = ${text} or name_key = ${personKey(text)})`}
      order by id limit 1`.first(this.#tx);
    this.#products.set(text, found ?? null);
    return found ?? null;
  }
}

/**
 * Price, discount and amount in the currency of the quote. A line that comes to less there than price and discount say has
 * a further discount.
 */
function amountsOf(
  { price, quantity, discount, discountAmount, amount }: ForeignQuoteLine,
  currency: string,
): Pick<QuoteLine, 'price_minor' | 'discount_amount_minor' | 'amount_minor'> {
  const minor = (value: Money | null) => (value === null ? null : minorIn(value, currency));
  const [each, off, total] = [minor(price), minor(discountAmount), minor(amount)];
  const price_minor = each ?? (total === null ? null : Math.round(total / (quantity || 1)));
  if (price_minor === null) throw refused('it has no price');
  const own = lineAmount({ price: price_minor, quantity, discount: discount ?? 0, discountAmount: off ?? 0 });
  if (own === null) throw refused('it comes to more than an amount can be');
  const further = total !== null && total < own ? own - total : 0;
  return {
    price_minor,
    discount_amount_minor: (off ?? 0) + further || null,
    amount_minor: own - further,
  };
}

/** Amounts are read in the usual currency where a row does not name one. */
function minorIn(value: Money, currency: string): number {
  return value.currency === currency
    ? Number(value.minor)
    : Number(parseAmount(decimalText(value), currency, { rounds: true }).minor);
}

/** A line for what the total of a quote has beyond its lines, so that the document adds up. */
function restOf({ amount_minor: total, currency }: Quote, lines: readonly QuoteLine[]): QuoteLine[] {
  const rest = (total ?? 0) - lines.reduce((sum, line) => sum + line.amount_minor, 0);
  if (total === null || currency === null || rest === 0) return [];
  const none = { product_id: null, discount: null, discount_amount_minor: null, recurring: null, term: null };
  return [
    {
      ...none,
      name: REST,
      quantity: 1,
      price_minor: rest,
      currency,
      starts_on: null,
      amount_minor: rest,
      notes: null,
    },
  ];
}

function isSame(there: readonly RowOf<'quote_line'>[], wanted: readonly QuoteLine[]): boolean {
  return (
    there.length === wanted.length &&
    wanted.every((line, at) =>
      Object.entries(line).every(([column, value]) => (there[at] as unknown as RawRow)[column] === value),
    )
  );
}
