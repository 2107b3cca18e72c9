import { refused } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import { companyKey, emailKey, personKey } from '../../domain/matching.ts';
import { statusOfKind } from '../leads.ts';
import type { RawRow } from '../sql.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { Values } from '../write/values.ts';

/** Whether a lead, as the table has it, became something else: it stays as it is. */
export function isConverted(row: RawRow): boolean {
  return typeof row.converted_at === 'string';
}

/** A lead counts as converted only with what it became. Throws `refused`. */
export function rejectUnlinkedConversion({ status, converted_at, account_id, contact_id }: Values): void {
  if (!saysConverted(status)) return;
  if (converted_at && account_id && contact_id) return;
  throw refused(
    'status: it is "converted", but the row does not name the new records',
    "Import it with another status: --map-value 'status:Converted=qualified'",
  );
}

/**
 * What a lead of another program became there: the records its row names, else, where its status alone says that it
 * is converted, the contact of its e-mail, or of its name at its company. Null for one that is not converted. Throws
 * `refused` where only an account is named.
 */
export async function conversionOf(tx: Tx, lead: Values): Promise<Record<string, Value> | null> {
  const { account_id, contact_id, opp_id } = lead;
  const named = typeof account_id === 'number' || typeof contact_id === 'number';
  if (!named && !saysConverted(lead.status)) return null;
  const became = named
    ? {
        account_id: account_id ?? (await accountOf(tx, contact_id as number)),
        contact_id: contact_id ?? null,
      }
    : await samePerson(tx, lead);
  if (!became) return null;
  if (typeof became.account_id !== 'number' || typeof became.contact_id !== 'number')
    throw refused('it is converted, but its row names no contact, or one without an account');
  return {
    ...became,
    opp_id: opp_id ?? null,
    status: await statusOfKind(tx, 'converted'),
    converted_at: lead.converted_at ?? tx.now,
    next_attempt_at: null,
  };
}

function saysConverted(status: Value | undefined): boolean {
  return typeof status === 'string' && status.toLowerCase() === 'converted';
}

async function accountOf(tx: Tx, contactId: number): Promise<number | null> {
  return ((await tx.read('contact', contactId))?.account_id as number | null | undefined) ?? null;
}

/** The one contact at an account that a lead can have become. */
async function samePerson(tx: Tx, lead: Values): Promise<{ account_id: number; contact_id: number } | null> {
  for (const lookup of lookups(lead)) {
    const [found, another] = await lookup.all(tx);
    if (found && !another) return { account_id: found.account_id, contact_id: found.id };
  }
  return null;
}

interface Lookup {
  readonly id: number;
  readonly account_id: number;
}

function lookups({ email, first_name, last_name, company }: Values): Sql<Lookup>[] {
  const found: Sql<Lookup>[] = [];
  const select = sql`select c.id, c.account_id from contact c join account a on a.id = c.account_id where`;
  if (typeof email === 'string')
    found.push(
      sql<Lookup>`${select} c.id in (select contact_id from email where address_key = ${emailKey(email)})`,
    );
  const name = [first_name, last_name].filter((part) => typeof part === 'string').join(' ');
  if (name !== '' && typeof company === 'string')
    found.push(
      sql<Lookup>`${select} c.name_key = ${personKey(name)} and a.name_key = ${companyKey(company)}`,
    );
  return found;
}
