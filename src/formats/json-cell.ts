/** A reviver with the third argument, which the types lack. */
type Reviver = (this: unknown, key: string, value: unknown, context: { source: string }) => unknown;

/** Keeps integers too long for a number (mostly ids) as text. */
const keepLongIntegers: Reviver = (_key, value, context) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? context.source : value;

/** Parses one JSON value. Throws a SyntaxError. */
export function parseElement(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepLongIntegers as Parameters<typeof JSON.parse>[1]);
}

/** What separates or begins the elements of a list in one text. */
const LIST_MARK = /[;|\n\\]|^\s*\[/;

/**
 * A JSON value as the text of a cell: `{amount, currency}` becomes `12.50 EUR`, a list of scalars is joined by `;`
 * unless one of them holds a mark of lists; other structures stay JSON.
 */
export function jsonCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => isScalar(each) && !LIST_MARK.test(String(each)));
    return isPlain ? value.map(String).join(';') : JSON.stringify(value);
  }
  return isAmount(value) ? `${value.amount} ${value.currency}` : JSON.stringify(value);
}

/** Whether a JSON object is an amount with its currency, and nothing else. */
export function isAmount(value: object): value is { readonly amount: unknown; readonly currency: string } {
  const { amount, currency, ...others } = value as Record<string, unknown>;
  return isScalar(amount) && typeof currency === 'string' && Object.keys(others).length === 0;
}

function isScalar(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'object';
}
