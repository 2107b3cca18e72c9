import { refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import type { Bound } from '../sql.ts';
import { type MatchCriteria, texts } from './match.ts';
import type { WorkingRecord } from './working-record.ts';

/**
 * Rejects a row with the external id of an earlier row that clearly is another record: the name differs, and so do
 * the e-mails of people, the websites of accounts, the accounts of opportunities.
 */
export function rejectClash(noun: Noun, criteria: MatchCriteria, earlier: WorkingRecord): void {
  const { values, computed, externalSource } = criteria;
  const { external_id: id } = values;
  const { row } = earlier;
  if (typeof id !== 'string' || id !== row.external_id || externalSource !== row.external_source) return;
  if (!computed || !differ(computed.name_key, row.name_key)) return;
  if (!isOtherwiseAnother(noun, criteria, earlier)) return;
  throw refused(
    `the external id "${id}" already belongs to "${row.name}" in an earlier row`,
    "Give each record its own id, or leave out the ids: --map 'their header=-'",
  );
}

function isOtherwiseAnother(
  noun: Noun,
  { values, computed, newAccount }: MatchCriteria,
  { row, emails }: WorkingRecord,
): boolean {
  if (noun === 'account') return differ(computed?.website_host, row.website_host);
  if (noun === 'opp')
    return newAccount ? row.account_id !== null : differ(values.account_id as Bound, row.account_id);
  if (noun !== 'lead' && noun !== 'contact') return false;
  const given = texts(values.email, values.other_emails).map(emailKey);
  const there = new Set(emails.map(({ address_key }) => address_key));
  return given.length > 0 && there.size > 0 && !given.some((key) => there.has(key));
}

function differ(one: Bound | undefined, other: Bound | undefined): boolean {
  return one !== other && one !== null && one !== undefined && other !== null && other !== undefined;
}
