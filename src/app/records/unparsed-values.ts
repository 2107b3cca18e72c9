import { zoneOffset } from '../../domain/dates/offsets.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';

/** Remarks on values that are kept as typed although they mean nothing: such a number is never dialled. */
export async function unparsedValues(deps: Deps, values: Values): Promise<string[]> {
  const remarks: string[] = [];
  const others = Array.isArray(values.other_phones) ? (values.other_phones as string[]) : [];
  for (const phone of [values.phone, ...others]) {
    if (typeof phone !== 'string' || (await deps.readPhone(phone)).e164 !== null) continue;
    remarks.push(`"${phone}" is kept as typed: it cannot be read as a phone number`);
  }
  const { timezone } = values;
  if (typeof timezone === 'string' && zoneOffset(timezone) === null)
    remarks.push(`"${timezone}" is kept as typed: there is no such time zone; one is called Europe/London`);
  return remarks;
}
