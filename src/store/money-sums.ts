import { type Minor, toMinor } from '../domain/money.ts';
import type { RawRow } from './sql.ts';

/** Small enough that neither part of a sum reaches 2^53 within ninety million amounts. */
const PART = 100_000_000;

/**
 * The SQL columns of a sum of minor units, to be read with `readSum`. In two parts: a plain `sum()` fails on reaching
 * 2^63, and what is above 2^53 is not exact in JavaScript.
 */
export function sumColumns(expression: string, name: string): string {
  return `coalesce(sum(${expression} / ${PART}), 0) as ${name}_high,
    coalesce(sum(${expression} % ${PART}), 0) as ${name}_low`;
}

/** The exact sum that `sumColumns` selected under a name. */
export function readSum(row: RawRow, name: string): Minor {
  return toMinor(BigInt(row[`${name}_high`] as number) * BigInt(PART) + BigInt(row[`${name}_low`] as number));
}
