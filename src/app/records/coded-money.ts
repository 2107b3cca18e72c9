import type { Field, Row, Value } from '../../domain/field.ts';
import { decimalText } from '../../domain/money.ts';

type Rows = AsyncIterable<Row>;

/**
 * Rows for programs: amounts in fields with a currency of their own include their currency (`12.50 EUR`), unless it is that of the row's
 * `currency` column or, without one, the user's own (`home`), so that an import reads them back unchanged.
 */
export function codedMoney(rows: Rows, fields: readonly Field[], home: string): Rows {
  const names = fields
    .filter(({ custom, type, currencyColumn }) => type === 'money' && (custom || currencyColumn))
    .map(({ name }) => name);
  if (names.length === 0) return rows;
  const hasCurrency = fields.some(({ name }) => name === 'currency');
  return coded(rows, names, hasCurrency ? (row) => (row.currency as string | null) ?? home : () => home);
}

async function* coded(
  rows: Rows,
  names: readonly string[],
  currencyOf: (row: Row) => string,
): AsyncGenerator<Row> {
  for await (const row of rows) {
    const spoken = Object.fromEntries(
      names.map((name) => [name, withCode(row[name] ?? null, currencyOf(row))]),
    );
    yield { ...row, ...spoken };
  }
}

function withCode(value: Value, usual: string): Value {
  if (value === null || typeof value !== 'object' || !('minor' in value) || value.currency === usual)
    return value;
  return `${decimalText(value)} ${value.currency}`;
}
