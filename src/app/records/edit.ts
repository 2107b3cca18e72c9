import { conflict, notFound } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { record as readFields } from '../../store/records.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { pipelineOfOpp } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import { readRuleFacts } from '../../store/write/rule-facts.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';
import { describeRecords } from './describe.ts';
import { FIELDS_SHOWN, fieldsOf } from './fields.ts';
import { inCurrencyOfRecord, type TypedAmounts } from './typed-amounts.ts';

/** The same change to one or many records. */
export interface EditInput {
  readonly records: readonly NamedRecord[];
  /**
   * By field; relations by name, number or another reference. Fields that are not named stay the same; null clears a
   * field.
   */
  readonly values: Values;
  readonly typedAmounts?: TypedAmounts | undefined;
  /** What fields of each record held when the change was decided. Throws `conflict` where one holds another value now. */
  readonly seen?: Row | undefined;
}

/** The result of an edit. */
export interface EditResult {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  readonly changed: number;
}

/** Changes fields of all records or none. */
export async function editRecords(
  deps: Deps,
  spec: NounDefinition,
  { records, values, typedAmounts = {}, seen }: EditInput,
): Promise<EditResult> {
  const { store } = deps;
  const { noun } = spec;
  const { id, result } = await store.change(
    async (tx) => {
      let changed = 0;
      await forEachRecord(deps, tx, records, async (record) => {
        const pipeline = hasField(spec, 'stage') ? await pipelineOfOpp(tx, record.id) : undefined;
        const named = await resolveRelations(store, spec, values, deps, pipeline);
        const before = (await tx.read(noun, record.id)) ?? null;
        if (seen) await checkUnchanged(deps, spec, record, seen);
        const resolved = await inCurrencyOfRecord(tx, spec, before, named, typedAmounts);
        if (spec.rulesByHand?.checkEdit) await checkEdit(tx, spec, record.id, resolved);
        if (await updateRecord(tx, noun, record.id, resolved, deps)) changed++;
      });
      return changed;
    },
    () => `edited ${describeRecords(spec, records)}`,
  );
  return { changeId: id, changed: result };
}

/** Throws `conflict` where a field of the record holds another value than was seen. */
async function checkUnchanged(
  { store }: Deps,
  spec: NounDefinition,
  { id, title }: NamedRecord,
  seen: Row,
): Promise<void> {
  const fields = (await fieldsOf(store, spec, FIELDS_SHOWN)).filter(({ name }) => name in seen);
  const now = await readFields(store.engine, spec.noun, fields, id);
  const changed = fields.filter(
    ({ name }) => JSON.stringify(now?.[name] ?? null) !== JSON.stringify(seen[name] ?? null),
  );
  if (changed.length === 0) return;
  const names = changed.map(({ label }) => label.toLowerCase()).join(' and ');
  throw conflict(`the ${names} of ${title} was changed in the meantime; nothing of yours was written`);
}

/** Throws what the noun's rules for edits by hand throw. */
async function checkEdit(tx: Tx, spec: NounDefinition, id: number, values: Values): Promise<void> {
  const before = await tx.read(spec.noun, id);
  if (!before) throw notFound(`${spec.noun} ${id} does not exist any more`);
  const facts = await readRuleFacts(tx, spec, { ...before, ...values }, before);
  spec.rulesByHand?.checkEdit?.(facts, before, values);
}
