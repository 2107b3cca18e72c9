import type { Field, Row, Value } from '../../domain/field.ts';
import { type NamedRecord, type RecordRef, recordText, refText } from '../../domain/record-ref.ts';
import { convertLead } from '../../store/conversion/convert.ts';
import type { Pair } from '../../store/dupes/dupes.ts';
import { customFields } from '../../store/fields.ts';
import { getLeadState } from '../../store/leads.ts';
import { isDistinct, markDistinct } from '../../store/merge/distinct.ts';
import { isPutTogether } from '../../store/merge/field-choices.ts';
import { mergedIntoId } from '../../store/merge/former-identities.ts';
import { mergeRecords } from '../../store/merge/merge.ts';
import { countWork, record } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** The values of one field in both records of a pair. */
interface ComparedField {
  readonly field: Field;
  readonly one: Value;
  readonly other: Value;
  /** Whether one record will have both. */
  readonly areBothKept: boolean;
}

/** An undecided pair. */
export interface OpenPair {
  readonly one: NamedRecord;
  readonly other: NamedRecord;
  readonly fields: readonly ComparedField[];
}

/** The decision on a pair. `convert` converts the lead into the contact; `two` marks them as different. */
export type PairChoice = 'keep one' | 'keep other' | 'convert' | 'two';

/** A decision that was stored. */
interface PairResult {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  /** What was done, in a sentence. */
  readonly summary: string;
}

/** The pair as it is now; null if it was merged or decided by somebody else. */
export async function readPair({ store }: Deps, pair: Pair): Promise<OpenPair | null> {
  return store.read(async () => {
    const [one, other] = [await findLiving(store, pair.one), await findLiving(store, pair.other)];
    if (!one || !other || refText(one) === refText(other) || (await isDistinct(store.db, one, other)))
      return null;
    return { one, other, fields: await compareFields(store, one, other) };
  });
}

/** Merges or converts a pair, or marks the two as different. */
export async function decidePair(
  deps: Deps,
  { one, other }: Pick<OpenPair, 'one' | 'other'>,
  choice: PairChoice,
): Promise<PairResult> {
  const { id, result } = await deps.store.change(
    (tx) => applyChoice(tx, deps, one, other, choice),
    (summary) => summary,
  );
  return { changeId: id, summary: result };
}

async function applyChoice(
  tx: Tx,
  deps: Deps,
  one: NamedRecord,
  other: NamedRecord,
  choice: PairChoice,
): Promise<string> {
  if (choice === 'two') {
    await markDistinct(tx, one, other);
    return `${recordText(one)} and ${recordText(other)} are two`;
  }
  if (choice === 'convert') {
    const [lead, contact] = one.noun === 'lead' ? [one, other] : [other, one];
    const terms = {
      account: { type: 'find' },
      contact: { type: 'use', id: contact.id },
      oppId: null,
      opp: null,
      currency: deps.currency,
      ownerId: null,
    } as const;
    await convertLead(tx, lead.id, terms, deps);
    return `converted ${recordText(lead)} into ${recordText(contact)}`;
  }
  const [keep, merged] = choice === 'keep one' ? [one, other] : [other, one];
  const { notKept } = await mergeRecords(
    tx,
    keep.noun,
    { keep: keep.id, others: [merged.id] },
    new Map(),
    deps,
  );
  const names = [...new Set(notKept.map(({ field }) => field.replaceAll('_', ' ')))];
  const lost = names.length === 0 ? '' : ` (not kept, on the timeline: ${names.join(', ')})`;
  return `merged ${recordText(merged)} into ${recordText(keep)}${lost}`;
}

/** The record, or the one it was merged into; undefined if it was removed or converted. */
async function findLiving({ db, engine }: Store, { noun, id }: RecordRef): Promise<NamedRecord | undefined> {
  const [named] = await readTitles(db, noun, [id]);
  if (!named) {
    const survivor = await mergedIntoId(engine, noun, id);
    return survivor === null ? undefined : (await readTitles(db, noun, [survivor]))[0];
  }
  if (noun !== 'lead') return named;
  return (await getLeadState(db, id)).convertedAt === null ? named : undefined;
}

/** Fields left out of a comparison: they are in the title, or mean nothing to people. */
const UNSEEN =
  /^(id|name|first_name|last_name|currency|external_source|updated_at|weighted|stage_since)$|_ids?$/;

async function compareFields(store: Store, one: NamedRecord, other: NamedRecord): Promise<ComparedField[]> {
  const sides = [await readSide(store, one), await readSide(store, other)] as const;
  const fields = new Map(sides.flatMap((side) => side.fields.map((field) => [field.name, field] as const)));
  return [...fields.values()].map((field) => ({
    field,
    one: sides[0].row[field.name] ?? null,
    other: sides[1].row[field.name] ?? null,
    areBothKept: isPutTogether(field.name) || COUNTS.has(field.name),
  }));
}

/**
 * The fields of a record and the number of related records. The account of a contact compares with the company of a
 * lead.
 */
async function readSide(
  store: Store,
  { noun, id }: NamedRecord,
): Promise<{ fields: readonly Field[]; row: Row }> {
  const all = [...store.db.nouns.get(noun).fields, ...(await customFields(store.db, noun))];
  const fields = all.filter(({ name }) => !UNSEEN.test(name));
  const row: Row = { ...((await record(store.engine, noun, fields, id)) ?? {}) };
  const { activities, openTasks } = await countWork(store.db, { noun, id });
  row.activities = activities || null;
  row.tasks = openTasks || null;
  const extra = [countField('activities', 'Activities'), countField('tasks', 'Open tasks')];
  if (noun !== 'contact') return { fields: [...fields, ...extra], row };
  row.company = row.account ?? null;
  const company = fields.map((field) =>
    field.name === 'account' ? { ...field, name: 'company', label: 'Company' } : field,
  );
  return { fields: [...company, ...extra], row };
}

/** Related records, which all go to the one that stays. */
const COUNTS: ReadonlySet<string> = new Set(['activities', 'tasks']);

const countField = (name: string, label: string): Field => ({
  name,
  type: 'integer',
  label,
  access: 'computed',
  help: '',
});
