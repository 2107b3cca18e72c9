/** The price of a product in a price book. */
export interface BookPrice {
  readonly id: number;
  readonly minor: number;
  readonly currency: string;
  /** The first and the last day on which it holds; null without a bound. */
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * The price that holds on a day: of several, the one that began last, and of these the one that was entered last. One in
 * `currency` if there is any; another one only if `isFree`.
 */
export function priceOn(
  prices: readonly BookPrice[],
  day: string,
  { currency, isFree }: { readonly currency: string | null; readonly isFree: boolean },
): BookPrice | null {
  let best: BookPrice | null = null;
  for (const price of prices) {
    if ((price.from ?? day) > day || (price.until ?? day) < day) continue;
    if (price.currency !== currency && !isFree) continue;
    if (!best || isBefore(best, price, currency)) best = price;
  }
  return best;
}

/** Whether another price comes before the best one so far. */
function isBefore(best: BookPrice, other: BookPrice, currency: string | null): boolean {
  const [fits, otherFits] = [best.currency === currency, other.currency === currency];
  if (fits !== otherFits) return otherFits;
  const [from, otherFrom] = [best.from ?? '', other.from ?? ''];
  return from === otherFrom ? other.id > best.id : otherFrom > from;
}
