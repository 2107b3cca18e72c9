import { zoneOffset } from '../../domain/dates/offsets.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';

/** Warnings about values stored as typed because they could not be parsed: such a number is never dialled. */
export async function unparsedValues(deps: Deps, values: Values): Promise<string[]> {
  const remarks: string[] = [];
  const others = Array.isArray(values.other_phones) ? (values.other_phones as string[]) : [];
  for (const phone of [values.phone, ...others]) {
    if (typeof phone !== 'string' || (await deps.readPhone(phone)).e164 !== null) continue;
    remarks.push(`"${phone}" is stored as typed: it is not a valid phone number`);
  }
  const { timezone } = values;
  if (typeof timezone === 'string' && zoneOffset(timezone) === null)
    remarks.push(`"${timezone}" is stored as typed: it is not a known time zone, such as Europe/London`);
  return remarks;
}
