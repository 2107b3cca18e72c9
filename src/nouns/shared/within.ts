import { usage } from '../../domain/errors.ts';
import type { ColumnValues } from './rules.ts';

/** Throws `usage` for a number outside of a range. */
export function requireWithin(
  what: string,
  value: ColumnValues[string] | undefined,
  least: number,
  most: number,
): void {
  if (typeof value !== 'number' || (value >= least && value <= most)) return;
  throw usage(
    most === Number.MAX_SAFE_INTEGER
      ? `the ${what} cannot be ${value}`
      : `the ${what} goes from ${least} to ${most}, not to ${value}`,
  );
}
