import { refused } from '../../domain/errors.ts';
import { emailKey } from '../../domain/matching.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Bound } from '../sql.ts';
import { type MatchCriteria, texts } from './match.ts';
import type { WorkingRecord } from './working-record.ts';

/**
 * Rejects a row with the external id of an earlier row that clearly is another record: the name differs, and so do
 * the e-mails of people, the websites of accounts, the accounts of opportunities.
 */
export function rejectClash(spec: NounDefinition, criteria: MatchCriteria, earlier: WorkingRecord): void {
  const { values, externalSource } = criteria;
  const { external_id: id } = values;
  const { row } = earlier;
  if (typeof id !== 'string' || id !== row.external_id || externalSource !== row.external_source) return;
  if (!isClearlyAnother(spec, criteria, earlier)) return;
  throw refused(`the external id "${id}" already belongs to "${row.name}" in an earlier row`, {
    code: 'id-of-another-row',
  });
}

/** Whether not only the name of a row is another than that of the record whose id it has. */
export function isClearlyAnother(
  { match: { apart, keys } }: NounDefinition,
  { values, computed, newAccount }: MatchCriteria,
  { row, emails }: WorkingRecord,
): boolean {
  if (!differ(computed?.name_key, row.name_key)) return false;
  if (apart === 'account_id' && newAccount) return row.account_id !== null;
  if (apart) return differ((computed?.[apart] ?? values[apart]) as Bound | undefined, row[apart]);
  if (!keys.includes('e-mail')) return false;
  const given = texts(values.email, values.other_emails).map(emailKey);
  const there = new Set(emails.map(({ address_key }) => address_key));
  return given.length > 0 && there.size > 0 && !given.some((key) => there.has(key));
}

function differ(one: Bound | undefined, other: Bound | undefined): boolean {
  return one !== other && one !== null && one !== undefined && other !== null && other !== undefined;
}
