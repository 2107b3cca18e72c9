import type { Noun, Row, Value } from '../../domain/field.ts';
import { companyKey } from '../../domain/matching.ts';
import type { Money } from '../../domain/money.ts';
import type { ExternalRef } from './external-refs.ts';
import { nameInParts } from './names.ts';

/** Rules for normalizing the cells of a file. */
interface GivenRules {
  readonly noun: Noun;
  readonly isOfPeople: boolean;
  /** Whether the file is our own export. */
  readonly own: boolean;
  /** The source of external ids. */
  readonly system: string;
}

/** The amounts whose currency is a field of its own. */
const AMOUNTS: Readonly<Record<string, string>> = {
  opp: 'amount',
  purchase: 'amount',
  product: 'price',
  line: 'price',
  quote: 'amount',
  price: 'price',
};

/** The values of a row, without blanks. */
export function normalizeRow(row: Row, { noun, isOfPeople, own, system }: GivenRules): Row {
  const given = withoutBlanks(row);
  if (given.external_id !== undefined) given.external_source ??= system;
  else if (given.external_source !== undefined) delete given.external_source;
  const amount = given[AMOUNTS[noun] ?? ''];
  if (amount) given.currency = (amount as Money).currency;
  else if (typeof given.currency === 'string') given.currency = given.currency.toUpperCase();
  if (isOfPeople && !own) nameInParts(given);
  return given;
}

export function withoutBlanks(row: Row): Row {
  const left: Row = {};
  for (const name in row) if (row[name] !== null) left[name] = row[name] as Value;
  return left;
}

/** Given ids distinguish two accounts of one name. */
export function isOwnParent(
  { id, external_id, name, parent, parent_id }: Row,
  foreign: readonly ExternalRef[],
): boolean {
  if (typeof id === 'number' && typeof parent_id === 'number') return id === parent_id;
  const ids = foreign.flatMap((each) =>
    each.targets.some(({ field }) => field === 'parent') ? each.ids : [],
  );
  if (ids.length > 0) return ids.some((parentId) => parentId === external_id);
  return typeof name === 'string' && typeof parent === 'string' && companyKey(name) === companyKey(parent);
}
