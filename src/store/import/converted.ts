import { refused } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import { companyKey, emailKey, personKey } from '../../domain/matching.ts';
import type { RawRow } from '../sql.ts';
import type { Values } from '../write/values.ts';
import { type Lookup, lookup, lookupKinds } from './lookups.ts';
import type { WorkingSet } from './working-set.ts';

/** What a conversion is found by. */
interface ConversionContext {
  readonly records: WorkingSet;
  /** UTC ISO 8601. */
  readonly now: string;
  /** What the status of converted leads is called. */
  readonly convertedStatus: string;
}

/** Whether a stored lead is converted: it is not changed. */
export function isConverted(row: RawRow): boolean {
  return typeof row.converted_at === 'string';
}

/** A lead is converted only together with its new records. Throws `refused`. */
export function rejectUnlinkedConversion(
  { status, converted_at, account_id, contact_id }: Values,
  convertedStatus: string,
): void {
  if (!saysConverted(status, convertedStatus)) return;
  if (converted_at && account_id && contact_id) return;
  throw refused(`status: it is "${status}", but the row does not name the new records`, {
    code: 'unlinked-conversion',
  });
}

/**
 * The conversion of a lead in the source program: the records its row names or, if only its status is converted, the
 * contact with its e-mail, or with its name and company. Null for a lead that is not converted. Throws `refused` if
 * only an account is named.
 */
export function conversionOf(
  lead: Values,
  { records, now, convertedStatus }: ConversionContext,
): Record<string, Value> | null {
  const { account_id, contact_id, opp_id } = lead;
  const named = typeof account_id === 'number' || typeof contact_id === 'number';
  if (!named && !saysConverted(lead.status, convertedStatus)) return null;
  const became = named
    ? {
        account_id: account_id ?? accountOf(records, contact_id as number),
        contact_id: contact_id ?? null,
      }
    : samePerson(records, lead, convertedStatus);
  if (!became) return null;
  if (typeof became.account_id !== 'number' || typeof became.contact_id !== 'number')
    throw refused('it is converted, but its row names no contact, or one without an account');
  return {
    ...became,
    opp_id: opp_id ?? null,
    status: convertedStatus,
    converted_at: lead.converted_at ?? now,
    next_attempt_at: null,
  };
}

function saysConverted(status: Value | undefined, convertedStatus: string): boolean {
  return typeof status === 'string' && status.toLowerCase() === convertedStatus.toLowerCase();
}

function accountOf(records: WorkingSet, contactId: number): number | null {
  return (records.record('contact', contactId)?.row.account_id as number | null | undefined) ?? null;
}

/** The only contact of an account that can be the converted lead. */
function samePerson(
  records: WorkingSet,
  lead: Values,
  convertedStatus: string,
): { account_id: number; contact_id: number } | null {
  for (const each of conversionLookups(lead, convertedStatus)) {
    const [found, another] = records.find(each).filter(({ row }) => row.account_id !== null);
    if (found && !another) return { account_id: found.row.account_id as number, contact_id: found.id };
  }
  return null;
}

/** What is looked up for a lead whose status alone says that it is converted. */
function* conversionLookups(
  { status, email, first_name, last_name, company }: Values,
  convertedStatus: string,
): Generator<Lookup> {
  if (!saysConverted(status, convertedStatus)) return;
  if (typeof email === 'string') yield lookup(lookupKinds('contact')['e-mail'], emailKey(email));
  const name = [first_name, last_name].filter((part) => typeof part === 'string').join(' ');
  if (name !== '' && typeof company === 'string')
    yield lookup(lookupKinds('contact')['name at company'], personKey(name), companyKey(company));
}
