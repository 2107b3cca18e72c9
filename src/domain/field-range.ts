import { usage } from './errors.ts';
import type { Field } from './field.ts';

/** The number, if it is in the range of the field. Throws `usage` for another one. */
export function requireInRange({ label, help, range }: Field, value: number): number {
  if (!range) return value;
  const [min, max] = range;
  if (value >= min && value <= max) return value;
  throw usage(
    max === Number.POSITIVE_INFINITY
      ? `the ${help} cannot be ${value}`
      : `the ${label.toLowerCase()} goes from ${min} to ${max}, not to ${value}`,
  );
}
