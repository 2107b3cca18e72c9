import type { Mapping } from './mapping.ts';

/** The columns of lines that are paid again and again, each paid `frequency`; a term is in months. */
interface PaymentColumns {
  readonly frequency: number;
  readonly price: number;
  /** What is off each payment; -1 for none, as the term. */
  readonly discount: number;
  readonly term: number;
}

/** How often a year something is paid, where that is neither each month nor each year. */
const A_YEAR: readonly (readonly [frequency: RegExp, payments: number])[] = [
  [/^weekly$/, 52],
  [/^(?:biweekly|every (?:two|2) weeks)$/, 26],
  [/^quarterly$/, 4],
  [/^(?:(?:per|every) (?:six|6) months|semi ?annually|half yearly)$/, 2],
  [/^(?:per|every) (?:two|2) years$/, 1 / 2],
  [/^(?:per|every) (?:three|3) years$/, 1 / 3],
  [/^(?:per|every) (?:four|4) years$/, 1 / 4],
  [/^(?:per|every) (?:five|5) years$/, 1 / 5],
];

/** The columns of a file that has such lines; null for others. */
export function paymentColumns(columns: Mapping['columns']): PaymentColumns | null {
  const of = (name: string) =>
    columns.find(({ fields }) => fields.some((field) => field.name === name))?.index ?? -1;
  const found = {
    frequency: of('recurring'),
    price: of('price'),
    discount: of('discount_amount'),
    term: of('term'),
  };
  return found.frequency < 0 || found.price < 0 ? null : found;
}

/**
 * Makes the price one of a year where it is paid each week, quarter or otherwise, and what is off each payment what is off
 * the whole term. Returns the frequency that the row had then, for its notes; null where it stays.
 */
export function joinPayments(
  cells: (string | null)[],
  { frequency, price, discount, term }: PaymentColumns,
): string | null {
  const said = cells[frequency]?.trim() ?? '';
  if (said === '') return null;
  const often = said.toLowerCase().replaceAll(/[_-]+/g, ' ');
  const payments = A_YEAR.find(([pattern]) => pattern.test(often))?.[1] ?? null;
  const months = Number(cells[term] ?? '');
  const units = months > 0 ? months / (often === 'monthly' ? 1 : 12) : 1;
  if (discount >= 0) cells[discount] = times(cells[discount] ?? '', (payments ?? 1) * units);
  if (payments === null) return null;
  cells[price] = times(cells[price] ?? '', payments);
  cells[frequency] = 'annually';
  return said;
}

/** An amount times a number, to the cent; what is no plain number stays. */
function times(text: string, factor: number): string {
  return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? String(Number((Number(text) * factor).toFixed(2))) : text;
}
