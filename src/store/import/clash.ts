import { refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Bound, type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { MatchCriteria } from './match.ts';

/**
 * Refuses a row that has the external id of an earlier row of the file and is surely about another: its name differs,
 * and so do the e-mails of people, the websites of accounts, the accounts of opportunities.
 */
export async function rejectClash(tx: Tx, noun: Noun, sought: MatchCriteria, earlier: RawRow): Promise<void> {
  const { values, derived, externalSource } = sought;
  const { external_id: id } = values;
  if (typeof id !== 'string' || id !== earlier.external_id || externalSource !== earlier.external_source)
    return;
  if (!derived || !differ(derived.name_key, earlier.name_key)) return;
  if (!(await isOtherwiseAnother(tx, noun, sought, earlier))) return;
  throw refused(
    `the external id "${id}" already belongs to "${earlier.name}" in an earlier row`,
    "Give each record its own id, or leave out the ids: --map 'their header=-'",
  );
}

async function isOtherwiseAnother(
  tx: Tx,
  noun: Noun,
  { values, derived, newAccount }: MatchCriteria,
  earlier: RawRow,
): Promise<boolean> {
  if (noun === 'account') return differ(derived?.website_host, earlier.website_host);
  if (noun === 'opp')
    return newAccount ? earlier.account_id !== null : differ(values.account_id as Bound, earlier.account_id);
  if (noun !== 'lead' && noun !== 'contact') return false;
  const given = [values.email, values.other_emails].flat().filter((text) => typeof text === 'string');
  const rows = await sql<{
    address_key: string;
  }>`select address_key from email where ${sql.ref(`${noun}_id`)} = ${earlier.id as number}`.all(tx);
  const there = new Set(rows.map((row) => row.address_key));
  return given.length > 0 && there.size > 0 && !given.some((text) => there.has(emailKey(text)));
}

function differ(one: Bound | undefined, other: Bound | undefined): boolean {
  return one !== other && one !== null && one !== undefined && other !== null && other !== undefined;
}
