import type { Value } from '../../domain/field.ts';
import { type Money, parseMoney } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RawRow } from '../../store/sql.ts';
import type { Tx } from '../../store/tx.ts';
import type { Values } from '../../store/write/values.ts';

/** Amounts as typed, by field. Without a currency, that of the record applies where it has one. */
export type TypedAmounts = Readonly<Record<string, string>>;

/**
 * Values with their amounts in the currency of the record: that of the amount they replace, of the deal that a line is of,
 * or of the record's own amount. `before` is the record; null for a new one.
 */
export async function inCurrencyOfRecord(
  tx: Tx,
  spec: NounDefinition,
  before: RawRow | null,
  values: Values,
  typed: TypedAmounts,
): Promise<Values> {
  const amounts = spec.fields.filter(({ name, type }) => type === 'money' && typed[name] && values[name]);
  if (amounts.length === 0) return values;
  const parent = await currencyOfParent(tx, spec, { ...before, ...(values as RawRow) });
  const inCurrency: Record<string, Value> = {};
  for (const { name, currencyColumn = 'currency' } of amounts) {
    const own = before && before[`${name}_minor`] !== null ? before[currencyColumn] : null;
    const currency = parent ?? own ?? currencyOfAmount(before, values);
    if (typeof currency === 'string') inCurrency[name] = parseMoney(typed[name] as string, currency);
  }
  return { ...values, ...inCurrency };
}

function currencyOfAmount(before: RawRow | null, { amount }: Values): unknown {
  if (amount !== undefined && amount !== null) return (amount as Money).currency;
  return before && amount === undefined && typeof before.amount_minor === 'number' ? before.currency : null;
}

async function currencyOfParent(
  tx: Tx,
  { rulesByHand }: NounDefinition,
  record: RawRow,
): Promise<string | null> {
  const parent = rulesByHand?.currencyOf;
  const id = parent && record[`${parent}_id`];
  if (!parent || typeof id !== 'number') return null;
  const row = await tx.read(parent, id);
  return row && row.amount_minor !== null ? (row.currency as string) : null;
}
