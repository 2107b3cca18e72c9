import { websiteHost } from '../../domain/matching.ts';
import { isEastAsian } from '../../domain/person-name.ts';
import type { ColumnValues } from './rules.ts';

/** A text without spaces around it; null where nothing is left. */
export function textOf(value: ColumnValues[string] | undefined): string | null {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? null : trimmed;
}

/** First and last name of a person; in East Asia the family comes first. */
export function fullName({ first_name, last_name }: ColumnValues): string | null {
  const [first, last] = [textOf(first_name), textOf(last_name)];
  if (first === null || last === null) return first ?? last;
  return isEastAsian(first) && isEastAsian(last) ? `${last} ${first}` : `${first} ${last}`;
}

/** The host of a record's website. */
export function hostOf({ website }: ColumnValues): string | null {
  const address = textOf(website);
  return address === null ? null : websiteHost(address);
}
