import { refused } from '../../domain/errors.ts';
import type { RawRow } from '../engine.ts';
import type { Values } from '../write/values.ts';

/** Whether a lead, as the table has it, became something else: it stays as it is. */
export function isConverted(row: RawRow): boolean {
  return typeof row.converted_at === 'string';
}

/** A lead counts as converted only with what it became. Throws `refused`. */
export function refuseUnmadeConversion({ status, converted_at, account_id, contact_id }: Values): void {
  if (typeof status !== 'string' || status.toLowerCase() !== 'converted') return;
  if (converted_at && account_id && contact_id) return;
  throw refused(
    'status: it is "converted", but nothing says into what',
    "Take it in as another: --map-value 'status:Converted=qualified'",
  );
}
