import type { Value } from '../field.ts';

/** Field name to value, as the store reads it; users (`owner`, `user`) and stages by name. */
export type DemoValues = Record<string, Value>;

export type DemoRecord = DemoValues & { readonly id: number };

/** Compares by a moment, earliest first. */
export function byTime<K extends string>(field: K) {
  return (a: { readonly [F in K]?: unknown }, b: { readonly [F in K]?: unknown }) => {
    const [first, second] = [String(a[field]), String(b[field])];
    return first < second ? -1 : first > second ? 1 : 0;
  };
}

/** The change of an opportunity into a stage. */
export interface DemoMove {
  readonly stage: string;
  /** UTC ISO 8601. */
  readonly at: string;
}
