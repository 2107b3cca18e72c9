import { DISPOSITIONS } from '../call-results.ts';
import { isObject } from '../json-object.ts';
import type { Cadence } from './cadence.ts';

type Parts = Pick<Cadence, 'gaps' | 'parts' | 'days'>;

/** Checks the JSON of each part of a cadence. */
const SHAPES: { readonly [K in keyof Parts]: (value: unknown) => boolean } = {
  gaps: (value) =>
    isObject(value) &&
    DISPOSITIONS.every((disposition) => {
      const gap = value[disposition];
      return isObject(gap) && isCount(gap.count) && (gap.unit === 'minutes' || gap.unit === 'days');
    }),
  parts: (value) =>
    Array.isArray(value) &&
    value.every(
      (part) => isObject(part) && isCount(part.start) && isCount(part.end) && part.start < part.end,
    ),
  days: (value) => Array.isArray(value) && value.length > 0 && value.every((day) => isCount(day) && day <= 6),
};

/** Reads a part of a cadence from JSON; undefined if it is invalid. */
export function readCadencePart<K extends keyof Parts>(part: K, json: string): Parts[K] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return SHAPES[part](value) ? (value as Parts[K]) : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 1_000_000;
}
