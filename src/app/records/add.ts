import { conflict } from '../../domain/errors.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { findLikelyDuplicate } from '../../store/dupes/alike.ts';
import { type Duplicate, findDuplicates } from '../../store/duplicates.ts';
import { type Named, titled } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { rulesOf } from './rules.ts';

/** A record to add. */
export interface NewRecord {
  /** By field; relations by name, number or other reference. */
  readonly values: Values;
  /** Adds it even if an existing record seems to be the same. */
  readonly allowDuplicate: boolean;
}

/**
 * Adds a record with the defaults of its noun; by default it belongs to the acting user. Throws `conflict` if it
 * seems to exist.
 */
export async function addRecord(
  deps: Deps,
  spec: NounDefinition,
  { values, allowDuplicate }: NewRecord,
): Promise<{ readonly id: number; readonly title: string }> {
  const { store } = deps;
  const { noun } = spec;
  const rules = rulesOf(noun);
  const given = { ...rules.defaults?.(deps), ...values };
  const { result } = await store.change(
    async (tx) => {
      if (spec.sameBy && !allowDuplicate) rejectDuplicate(spec, await findDuplicates(tx, noun, given, deps));
      const resolved = await resolveRelations(store, spec, given, deps);
      const id = await insertRecord(tx, noun, (await rules.complete?.(tx, resolved)) ?? resolved, deps);
      const [named] = await titled(tx, noun, [id]);
      return { id, title: named?.title ?? '' };
    },
    ({ id, title }) => `added ${noun} ${id}  ${title}`,
  );
  return result;
}

/** An existing record that seems to be the one to be added. */
export interface SimilarRecord extends Named {
  /** What they share: `has jane@acme.example already`. */
  readonly reason: string;
  /** Whether adding it again is refused unless asked for; else it is only worth a warning. */
  readonly isSame: boolean;
}

/** The existing record that seems to be the one to be added, if there is one and the noun has such a rule. */
export async function findSimilarRecord(
  deps: Deps,
  { noun, sameBy }: NounDefinition,
  values: Values,
): Promise<SimilarRecord | null> {
  if (!sameBy) return null;
  const { engine, db } = deps.store;
  const [same] = await findDuplicates(db, noun, values, deps);
  if (same) return { ...same, reason: `has ${same.value} already`, isSame: true };
  const similar = await findLikelyDuplicate(engine, noun, values);
  return similar && { ...similar, reason: `may be the same: ${similar.reason}`, isSame: false };
}

function rejectDuplicate({ noun }: NounDefinition, [found]: readonly Duplicate[]): void {
  if (!found) return;
  throw conflict(`${found.noun} ${found.id}  ${found.title} has ${found.value} already`, {
    code: 'duplicate-record',
    existing: { noun: found.noun, id: found.id },
    noun,
  });
}
