import type { Noun } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { isProductCode } from '../../store/prices.ts';
import { findAny, findRecord } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { readTitles } from '../../store/titles.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';

/** The record that a reference names: a number, an address, a name. Throws `not-found` and `ambiguous`. */
export function findByReference(deps: Deps, noun: Noun, text: string): Promise<NamedRecord> {
  return findRecord(deps.store.engine, noun, text, deps);
}

/** Like `findByReference`, among several nouns: a bare number is the first one. */
export function findAmongNouns(deps: Deps, nouns: readonly Noun[], text: string): Promise<NamedRecord> {
  return findAny(deps.store.engine, nouns, text, deps);
}

/** Records by their numbers; those that do not exist are left out. */
export function findByNumbers(
  { store }: Deps,
  noun: Noun,
  ids: readonly number[],
): Promise<readonly NamedRecord[]> {
  return readTitles(store.db, noun, ids);
}

/** Throws `not-found` or `ambiguous` if a relation among the values names no record, or several. */
export async function checkRelations(deps: Deps, spec: NounDefinition, values: Values): Promise<void> {
  await resolveRelations(deps.store, spec, values, deps);
}

/** Whether a product has this code. */
export function hasProductCode({ store }: Deps, text: string): Promise<boolean> {
  return isProductCode(store.db, text);
}
