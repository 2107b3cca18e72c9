/** A reviver's third argument, which the types do not know yet. */
type Reviver = (this: unknown, key: string, value: unknown, context: { source: string }) => unknown;

/** Integers too long for a number (ids, mostly) stay as they are written. */
const keepLongIntegers: Reviver = (_key, value, context) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? context.source : value;

/** Parses one JSON value. Throws a SyntaxError. */
export function parseElement(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepLongIntegers as Parameters<typeof JSON.parse>[1]);
}

/**
 * A JSON value as the text a cell would hold: `{amount, currency}` reads `12.50 EUR`, a list of scalars is joined
 * by `;`, anything deeper stays JSON.
 */
export function jsonCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value.every(isScalar) ? value.map(String).join(';') : JSON.stringify(value);
  const { amount, currency, ...others } = value as Record<string, unknown>;
  if (isScalar(amount) && typeof currency === 'string' && Object.keys(others).length === 0) {
    return `${amount} ${currency}`;
  }
  return JSON.stringify(value);
}

function isScalar(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'object';
}
