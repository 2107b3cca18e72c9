import type { Noun } from '../../domain/field.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { type FieldChoices, readFieldChoice } from '../../store/merge/field-choices.ts';
import { type MergeResult, mergeRecords } from '../../store/merge/merge.ts';
import type { Deps } from '../deps.ts';
import { FIELDS_SHOWN, fieldsOf } from './fields.ts';

/** Records to merge. */
export interface MergeInput {
  readonly keep: NamedRecord;
  readonly others: readonly NamedRecord[];
  /** The record whose value to keep, by field; default: the kept one. */
  readonly choices: FieldChoices;
}

/** Merges records of one noun into the one to keep. Throws `refused` for records that cannot be merged. */
export async function mergeInto(deps: Deps, { keep, others, choices }: MergeInput): Promise<MergeResult> {
  const { store } = deps;
  const ids = { keep: keep.id, others: others.map(({ id }) => id) };
  const { plural } = store.db.nouns.get(keep.noun);
  const { result } = await store.change(
    (tx) => mergeRecords(tx, keep.noun, ids, choices, deps),
    () => `merged ${describeMerge({ keep, others }, plural)}`,
  );
  return result;
}

/** The field of a name whose value can be chosen. Throws `usage` for any other. */
export async function readMergeField({ store }: Deps, noun: Noun, name: string): Promise<string> {
  const spec = store.db.nouns.get(noun);
  return readFieldChoice(spec, name, await fieldsOf(store, spec, FIELDS_SHOWN));
}

/** `lead 43  Jane Doe into lead 42  Jane Doe`; many others by how many. */
export function describeMerge({ keep, others }: Pick<MergeInput, 'keep' | 'others'>, plural: string): string {
  return `${describeOthers(others, plural)} into ${recordText(keep)}`;
}

/** The records to merge into another: each by name, or how many. */
export function describeOthers(others: readonly NamedRecord[], plural: string): string {
  return others.length > 3 ? `${others.length} ${plural}` : others.map(recordText).join(', ');
}
