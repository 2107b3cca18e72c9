import type { JsonObject } from '../domain/json-object.ts';

/** What a service of OData says of a value: its text for people. */
const LABEL = '@OData.Community.Display.V1.FormattedValue';
/** A reference to another record: `_ownerid_value`. */
export const ODATA_REFERENCE = /^_(\w+)_value$/;

/**
 * A record of an OData service as its program otherwise exports it: `_accountid_value` becomes `accountid` with the name of
 * the record in `accountidname`, a code becomes its label. Other notes on values stay.
 */
export function plainRecord(object: JsonObject): JsonObject {
  if (!Object.keys(object).some((key) => key.endsWith(LABEL))) return object;
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const [, reference] = ODATA_REFERENCE.exec(key) ?? [];
    const label = object[`${key}${LABEL}`];
    if (key.endsWith(LABEL)) continue;
    if (reference !== undefined) {
      plain[reference] = value;
      if (label !== undefined) plain[`${reference}name`] = label;
    } else plain[key] = typeof label === 'string' && isCode(value, label) ? label : value;
  }
  return plain;
}

/** Whether a value is the code of what its label says, and not the number that the label spells. */
function isCode(value: unknown, label: string): boolean {
  if (typeof value !== 'number') return false;
  const digits = label.replace(/\D/g, '');
  const spelled = String(Math.abs(value)).replace(/\D/g, '');
  const letters = label.replace(/[^\p{L}]/gu, '');
  return letters.length > MAX_SIGN_LETTERS || !digits.startsWith(spelled);
}

/** Letters of the sign of a currency: `kr.`, `CHF`. */
const MAX_SIGN_LETTERS = 3;
