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

/**
 * SQL of the same sum as text in one column: quicker, but the engine may fail at 2^63 with an error that `isOverflow`
 * knows.
 */
export function quickSumColumn(minor: Sql, name: string): Sql {
  return sql`coalesce(cast(sum(${minor}) as text), '0') as ${sql.raw(name)}`;
}

/** Whether a statement failed because a sum is too large for the engine. */
export const isOverflow = (error: unknown): boolean =>
  error instanceof Error && error.message === 'integer overflow';

/** The exact sum from `sumColumns` or `quickSumColumn`, by name. */
export function readSum(row: RawRow, name: string): Minor {
  const whole = row[name];
  if (typeof whole === 'string') return toMinor(BigInt(whole));
  return toMinor(
    BigInt(row[`${name}_high`] as number) * BigInt(SUM_PART) + BigInt(row[`${name}_low`] as number),
  );
}

/** SQL: about how much a sum of `sumColumns` is, to sort by. */
export const sizeOfSum = (name: string): Sql<number> =>
  sql<number>`(${sql.raw(name)}_high * 1.0 * ${sql.lit(SUM_PART)} + ${sql.raw(name)}_low)`;
