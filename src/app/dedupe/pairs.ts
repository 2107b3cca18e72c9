import type { Field, Row, Value } from '../../domain/field.ts';
import { type NamedRecord, type RecordRef, recordText, refText } from '../../domain/record-ref.ts';
import { convertLead } from '../../store/conversion/convert.ts';
import type { Pair } from '../../store/dupes/pairs.ts';
import { customFields } from '../../store/fields.ts';
import { getLeadState } from '../../store/leads.ts';
import { isDistinct, markDistinct } from '../../store/merge/distinct.ts';
import { choosableFields, isPutTogether } from '../../store/merge/field-choices.ts';
import { mergedIntoId } from '../../store/merge/former-identities.ts';
import { mergeRecords } from '../../store/merge/merge.ts';
import { countWork, record } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { readTimeline } from '../records/related-records.ts';

/** The values of one field in both records of a pair. */
interface ComparedField {
  readonly field: Field;
  readonly one: Value;
  readonly other: Value;
  /** Whether one record will have both. */
  readonly areBothKept: boolean;
  /** Whether a merge can take the value of either. */
  readonly isChoice: boolean;
}

/** An undecided pair. */
export interface OpenPair {
  readonly one: PairRecord;
  readonly other: PairRecord;
  readonly fields: readonly ComparedField[];
}

/** One of the two records of a pair. */
export interface PairRecord extends NamedRecord {
  readonly createdAt: Value;
  readonly activities: number;
  readonly openTasks: number;
  /** Its latest activities, the latest first. */
  readonly timeline: readonly Row[];
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
    const isMixed = one.noun !== other.noun;
    const sides = [await readSide(store, one, isMixed), await readSide(store, other, isMixed)] as const;
    return { one: sides[0].about, other: sides[1].about, fields: await compareSides(store, sides) };
  });
}

/**
 * Merges or converts a pair, or marks the two as different.
 *
 * @param taken - Fields whose values come from the record that is merged into the other.
 */
export async function decidePair(
  deps: Deps,
  pair: { readonly one: NamedRecord; readonly other: NamedRecord },
  choice: PairChoice,
  taken: readonly string[] = [],
): Promise<PairResult> {
  const { id, result } = await deps.store.change(
    (tx) => applyChoice(tx, deps, pair, choice, taken),
    (summary) => summary,
  );
  return { changeId: id, summary: result };
}

async function applyChoice(
  tx: Tx,
  deps: Deps,
  { one, other }: { readonly one: NamedRecord; readonly other: NamedRecord },
  choice: PairChoice,
  taken: readonly string[],
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
    new Map(taken.map((name) => [name, merged.id])),
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

/** Fields left out of a comparison: they stand elsewhere, are parts of others, or mean nothing to people. */
const UNSEEN =
  /^(id|first_name|last_name|currency|external_source|created_at|updated_at|weighted|stage_since)$|_ids?$/;

/** A record of a pair with what is compared. */
interface Side {
  readonly about: PairRecord;
  readonly fields: readonly Field[];
  readonly row: Row;
}

async function compareSides(
  { db }: Store,
  sides: readonly [one: Side, other: Side],
): Promise<ComparedField[]> {
  const fields = new Map(sides.flatMap((side) => side.fields.map((field) => [field.name, field] as const)));
  const [one, other] = sides;
  const isMerge = one.about.noun === other.about.noun;
  const choices = new Set(isMerge ? choosableFields(db.nouns.get(one.about.noun), one.fields) : []);
  return [...fields.values()].map((field) => ({
    field,
    one: one.row[field.name] ?? null,
    other: other.row[field.name] ?? null,
    areBothKept: isPutTogether(field.name),
    isChoice: choices.has(field.name),
  }));
}

/**
 * What is compared of a record.
 *
 * @param isMixed - Whether a contact is compared with a lead: its account then compares with the lead's company.
 */
async function readSide(store: Store, named: NamedRecord, isMixed: boolean): Promise<Side> {
  const { noun, id } = named;
  const spec = store.db.nouns.get(noun);
  const declared = await customFields(store.db, noun);
  const all = [...spec.fields, ...declared];
  const row: Row = { ...((await record(store.engine, noun, all, id)) ?? {}) };
  const timeline = await readTimeline(store, noun, id);
  const about = {
    ...named,
    createdAt: row.created_at ?? null,
    ...(await countWork(store.db, named)),
    timeline,
  };
  const fields = all.filter(({ name }) => !UNSEEN.test(name));
  if (!isMixed || noun !== 'contact') return { about, fields, row };
  row.company = row.account ?? null;
  const company = fields.map((field) =>
    field.name === 'account' ? { ...field, name: 'company', label: 'Company' } : field,
  );
  return { about, fields: company, row };
}
