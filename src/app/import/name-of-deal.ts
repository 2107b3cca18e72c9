import type { Row } from '../../domain/field.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { NounDefinition } from '../../nouns/definition.ts';

/** What sheets call that which a deal is about. */
const PRODUCTS: ReadonlySet<string> = new Set(['product', 'productname', 'products', 'plan', 'package']);

/** The column that deals are named after with their accounts, in a file of deals that has ids and no names. */
export function productColumn(mapping: Mapping, spec: NounDefinition): number | null {
  if (!lacksNames(mapping, spec)) return null;
  const column = mapping.columns.find(
    ({ header, how }) => how === 'unmatched' && PRODUCTS.has(headerKey(header)),
  );
  return column?.index ?? null;
}

/**
 * Makes a function that names the deals of such a file: by account and product, else by the id. Null for other files.
 */
export function dealNames(
  mapping: Mapping,
  spec: NounDefinition,
): ((values: Row, cells: readonly (string | null)[]) => string | null) | null {
  if (!lacksNames(mapping, spec)) return null;
  const product = productColumn(mapping, spec);
  return ({ account, external_id: id }, cells) => {
    const parts = [account, product === null ? null : cells[product]?.trim()];
    const known = parts.filter((part): part is string => typeof part === 'string' && part !== '');
    return known.join(' - ') || (typeof id === 'string' ? id : null);
  };
}

function lacksNames({ feeds }: Mapping, { noun }: NounDefinition): boolean {
  const has = (...names: string[]) => feeds.some(({ field: { name } }) => names.includes(name));
  return noun === 'opp' && !has('name') && has('external_id', 'id');
}
