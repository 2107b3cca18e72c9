import { type Minor, toMinor } from '../domain/money.ts';
import { type RawRow, type Sql, sql } from './sql.ts';

/** Keeps each part of a sum below 2^53 for up to ninety million amounts. */
export const SUM_PART = 100_000_000;

/**
 * SQL columns for a sum of minor units, to read with `readSum`. In two parts: a plain `sum()` fails at 2^63, and a
 * number above 2^53 is not exact in JavaScript.
 */
export function sumColumns(minor: Sql, name: string): Sql {
  const size = sql.lit(SUM_PART);
  return sql`coalesce(sum(${minor} / ${size}), 0) as ${sql.raw(name)}_high,
    coalesce(sum(${minor} % ${size}), 0) as ${sql.raw(name)}_low`;
}

/** The exact sum from `sumColumns`, by name. */
export function readSum(row: RawRow, name: string): Minor {
  return toMinor(
    BigInt(row[`${name}_high`] as number) * BigInt(SUM_PART) + BigInt(row[`${name}_low`] as number),
  );
}

/** SQL: about how much a sum of `sumColumns` is, to sort by. */
export const sizeOfSum = (name: string): Sql<number> =>
  sql<number>`(${sql.raw(name)}_high * 1.0 * ${sql.lit(SUM_PART)} + ${sql.raw(name)}_low)`;
