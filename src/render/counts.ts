import type { Format } from '../settings.ts';

/** A count as people read it: `12,340`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** How many of something: `1 row`, `12,340 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** A share of 1 as `23.4%`; `n/a` where there is none, as nothing was there to have a share of. */
export function percentText(share: number | null): string {
  return share === null ? NOT_APPLICABLE : `${(share * 100).toFixed(1)}%`;
}

/** What stands in text for a rate of nothing out of nothing. */
export const NOT_APPLICABLE = 'n/a';

/** What stands for it in a format: null where that has a form of its own. */
export function notApplicable(format: Format): string | null {
  return format === 'json' || format === 'jsonl' ? null : NOT_APPLICABLE;
}

/** A share of 1 in percent with one decimal, as scripts get it. */
export function percent(share: number | null): number | null {
  return share === null ? null : rounded(share * 100);
}

/** With one decimal. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
