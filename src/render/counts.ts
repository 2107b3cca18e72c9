import type { Format } from '../settings.ts';

/** A count for people: `12,340`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `1 row`, `12,340 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** A share of 1 as `23.4%`; `n/a` for null. */
export function percentText(share: number | null): string {
  return share === null ? NOT_APPLICABLE : `${(share * 100).toFixed(1)}%`;
}

/** A rate with a denominator of zero, in text. */
export const NOT_APPLICABLE = 'n/a';

/** A rate with a denominator of zero in a format: null if the format has a null. */
export function notApplicable(format: Format): string | null {
  return format === 'json' || format === 'jsonl' ? null : NOT_APPLICABLE;
}

/** A share of 1 in percent with one decimal, for scripts. */
export function percent(share: number | null): number | null {
  return share === null ? null : rounded(share * 100);
}

/** Rounds to one decimal. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
