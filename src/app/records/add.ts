import { isoTime } from '../../domain/dates.ts';
import { conflict } from '../../domain/errors.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { makeBuyersCustomers, type NewCustomer } from '../../store/customers.ts';
import { findLikelyDuplicate } from '../../store/dupes/alike.ts';
import { type Duplicate, findDuplicates } from '../../store/duplicates.ts';
import { inheritRelationsOfLivingLead } from '../../store/inherit-relations.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import { readRuleFacts } from '../../store/write/rule-facts.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { describeRecords } from './describe.ts';
import { inCurrencyOfRecord, type TypedAmounts } from './typed-amounts.ts';

/** A record to add. */
export interface NewRecord {
  /** By field; relations by name, number or another reference. */
  readonly values: Values;
  readonly typedAmounts?: TypedAmounts | undefined;
  /** Adds it even if a similar record exists. */
  readonly allowDuplicate: boolean;
}

/** A record that was added. */
export interface AddedRecord extends NamedRecord {
  /** The account that became a customer with it. */
  readonly customer: NewCustomer | null;
}

/**
 * Adds a record with the defaults of its noun; the default owner is the acting user. Throws `conflict` if the record
 * seems to exist.
 */
export async function addRecord(deps: Deps, spec: NounDefinition, record: NewRecord): Promise<AddedRecord> {
  const [added] = await addRecords(deps, spec, [record]);
  return added as AddedRecord;
}

/** Adds records as `addRecord` does, all of them or none. */
export async function addRecords(
  deps: Deps,
  spec: NounDefinition,
  records: readonly NewRecord[],
): Promise<readonly AddedRecord[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const added: AddedRecord[] = [];
      for (const record of records) added.push(await insertNew(tx, deps, spec, record));
      return added;
    },
    (added) => `added ${describeRecords(spec, added)}`,
  );
  return result;
}

async function insertNew(
  tx: Tx,
  deps: Deps,
  spec: NounDefinition,
  { values, typedAmounts = {}, allowDuplicate }: NewRecord,
): Promise<AddedRecord> {
  const { noun } = spec;
  const { defaults, fromFacts, checkNew, makesCustomers } = spec.rulesByHand ?? {};
  const { currency, clock } = deps;
  const given = {
    [spec.owner]: deps.user,
    ...defaults?.({ currency, now: isoTime(clock.now()) }),
    ...values,
  };
  if (spec.sameBy && !allowDuplicate) rejectDuplicate(spec, await findDuplicates(tx, noun, given, deps));
  const related = await resolveRelations(deps.store, spec, given, deps);
  const resolved = await inCurrencyOfRecord(tx, spec, null, related, typedAmounts);
  const facts = await readRuleFacts(tx, spec, resolved);
  const complete = { ...fromFacts?.(facts, resolved), ...resolved };
  checkNew?.(facts, complete);
  const id = await insertRecord(tx, noun, await inheritRelationsOfLivingLead(tx, noun, complete), deps);
  const [named] = await readTitles(tx, noun, [id]);
  const customer = makesCustomers?.(facts, complete) ? await makeBuyersCustomers(tx, noun, id, deps) : null;
  return { ...(named ?? { noun, id, title: '' }), customer };
}

/** An existing record that is similar to the new one. */
export interface SimilarRecord extends NamedRecord {
  /** What they share: `already has jane@acme.example`. */
  readonly reason: string;
  /** Whether it counts as the same, so that adding needs confirmation; otherwise it is only worth a warning. */
  readonly isSame: boolean;
}

/** An existing record that is similar to the new one, if the noun has such a rule. */
export async function findSimilarRecord(
  deps: Deps,
  { noun, sameBy }: NounDefinition,
  values: Values,
): Promise<SimilarRecord | null> {
  if (!sameBy) return null;
  const { engine, db } = deps.store;
  const [same] = await findDuplicates(db, noun, values, deps);
  if (same) return { ...same, reason: `already has ${same.value}`, isSame: true };
  const similar = await findLikelyDuplicate(engine, noun, values);
  return similar && { ...similar, reason: `may be the same: ${similar.reason}`, isSame: false };
}

function rejectDuplicate({ noun }: NounDefinition, [found]: readonly Duplicate[]): void {
  if (!found) return;
  throw conflict(`${recordText(found)} already has ${found.value}`, {
    code: 'duplicate-record',
    existing: { noun: found.noun, id: found.id },
    noun,
  });
}
