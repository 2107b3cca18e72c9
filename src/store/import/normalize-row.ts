import type { Field, Row, Value } from '../../domain/field.ts';
import { companyKey } from '../../domain/matching.ts';
import type { Money } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { ExternalRef } from './external-refs.ts';
import { nameInParts } from './names.ts';

/** Rules for normalizing the cells of a file. */
interface GivenRules {
  /** The amount whose currency is a field of its own. */
  readonly amount: string | null;
  readonly isOfPeople: boolean;
  /** Whether the file is our own export. */
  readonly own: boolean;
  /** The source of external ids. */
  readonly system: string;
}

/** The amount of a noun whose currency is a field of its own. */
export function amountWithCurrency({ fields }: Pick<NounDefinition, 'fields'>): string | null {
  if (!fields.some(({ name }) => name === 'currency')) return null;
  const isIt = ({ type, access, currencyColumn }: Field) =>
    type === 'money' && access === 'edit' && currencyColumn === undefined;
  return fields.find(isIt)?.name ?? null;
}

/** The values of a row, without blanks. */
export function normalizeRow(row: Row, { amount: name, isOfPeople, own, system }: GivenRules): Row {
  const given = withoutBlanks(row);
  if (given.external_id !== undefined) given.external_source ??= system;
  else if (given.external_source !== undefined) delete given.external_source;
  const amount = given[name ?? ''];
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

/**
 * The values of two rows, those of the second one first. To spread both into one object makes a shape of its own for each
 * row, and all that reads such rows slow.
 */
export function merged(row: Row, over: Row): Record<string, Value> {
  const all: Record<string, Value> = {};
  for (const name in row) all[name] = row[name] as Value;
  for (const name in over) all[name] = over[name] as Value;
  return all;
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
