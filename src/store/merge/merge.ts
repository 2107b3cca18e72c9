import { notFound, usage } from '../../domain/errors.ts';
import type { Noun, Value } from '../../domain/field.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import type { JournaledTable } from '../change-journal.ts';
import { removeRelations } from '../contact-relations.ts';
import { customFields } from '../fields.ts';
import { patchColumns } from '../import/patch.ts';
import { moveInLists } from '../segment-members.ts';
import { type Bound, type RawRow, sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Tx } from '../tx.ts';
import { storedElements } from '../write/lists.ts';
import { relinkLookups } from '../write/lookups.ts';
import { updateRecord } from '../write/record.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import { moveChildren, removeRedundantLinks } from './children.ts';
import { joinDistinct } from './distinct.ts';
import { chosenValues, type FieldChoices, firstAddress, moveToFront } from './field-choices.ts';
import { identitiesOf } from './former-identities.ts';
import { readMergeFacts } from './merge-facts.ts';
import { describeValue, relationOf, valuesOf } from './record-values.ts';

/** A value that was dropped because the other record has its own. */
interface DroppedValue {
  readonly field: string;
  readonly value: string;
  /** The record it came from. */
  readonly of: number;
}

/** The result of a merge. */
export interface MergeResult {
  readonly keep: NamedRecord;
  readonly others: readonly NamedRecord[];
  /** Number of moved rows per table. */
  readonly moved: ReadonlyMap<JournaledTable, number>;
  /** Values of which another is kept. */
  readonly notKept: readonly DroppedValue[];
  /** Whether these are noted on the timeline: not all records have one. */
  readonly isNoted: boolean;
}

/**
 * Merges several records of a noun into the first. Its values take precedence, its blanks are filled from the others
 * in order, and `choices` selects values of others. Child rows and links move to it, and the former identities of the
 * others lead to it. Throws `refused` for records that cannot be merged.
 */
export async function mergeRecords(
  tx: Tx,
  noun: Noun,
  ids: { readonly keep: number; readonly others: readonly number[] },
  choices: FieldChoices,
  env: WriteEnv,
): Promise<MergeResult> {
  if (ids.others.includes(ids.keep))
    throw usage(`${noun} ${ids.keep} cannot be merged into itself`, 'Name another one to merge into it.');
  const others = await readTitles(tx, noun, ids.others);
  const moved = new Map<JournaledTable, number>();
  const notKept: DroppedValue[] = [];
  for (const other of ids.others) {
    const one = await mergeOne(tx, noun, ids.keep, other, choices, env);
    for (const [table, n] of one.moved) moved.set(table, (moved.get(table) ?? 0) + n);
    notKept.push(...one.notKept);
  }
  const [keep] = await readTitles(tx, noun, [ids.keep]);
  if (!keep) throw notFound(`${noun} ${ids.keep} does not exist any more`);
  const isNoted = hasField(tx.nouns.get('activity'), noun);
  const merged = { keep, others, moved, notKept, isNoted };
  if (isNoted) await noteMerge(tx, noun, merged);
  return merged;
}

async function mergeOne(
  tx: Tx,
  noun: Noun,
  keepId: number,
  otherId: number,
  choices: FieldChoices,
  env: WriteEnv,
): Promise<Pick<MergeResult, 'moved' | 'notKept'>> {
  const [keep, other] = [await present(tx, noun, keepId), await present(tx, noun, otherId)];
  const spec = tx.nouns.get(noun);
  const rules = spec.merge?.();
  if (!rules) throw new Error(`${spec.plural} cannot be merged`);
  const facts = await readMergeFacts(tx, spec, [keep, other]);
  rules.check?.(facts, keep, other);
  const declared = await customFields(tx, noun);
  const given = valuesOf(spec, other, declared);
  const chosen = chosenValues(spec, otherId, given, choices, [...spec.fields, ...declared]);
  const fill = Object.fromEntries(
    Object.entries(given).filter(([name]) => !rules.statusColumns?.includes(name)),
  );
  const filled = patchColumns({ spec, declared }, keep, fill, true);
  const values: Record<string, Value> = {
    ...filled,
    ...rules.combine?.(facts, keep, other),
    ...externalId(keep, other),
    ...chosen,
  };
  const derivedOf = (record: RawRow) => new Set(rules.derived?.(record));
  const notKept = await whatIsLost(tx, spec, values, [
    { id: keepId, values: valuesOf(spec, keep, declared), derived: derivedOf(keep) },
    { id: otherId, values: given, derived: derivedOf(other) },
  ]);

  await rememberFormer(tx, spec, keep, other);
  const first = await firstAddress(tx, noun, otherId, choices);
  await separate(tx, noun, keepId, otherId, values);
  notKept.push(...(await dropSecondWholes(tx, spec, keepId, otherId)));
  const { moved, lost } = await moveChildren(tx, noun, keepId, otherId);
  await relinkLookups(tx, noun, otherId, keepId);
  await moveInLists(tx, noun, otherId, keepId);
  await tx.remove(noun, otherId);
  await joinDistinct(tx, noun, keepId, otherId);
  await moveToFront(tx, noun, keepId, first);
  await updateRecord(tx, noun, keepId, values, env);
  await keepFurther(tx, spec, keepId, other);
  const redundant = await removeRedundantLinks(tx, noun, keepId);
  for (const { field, value, target, of = otherId } of [...lost, ...redundant]) {
    const about = `${target.noun} ${target.id}  ${await nameOf(tx, target.noun, target.id)}`;
    notKept.push({ field, value: `${value} (${about})`, of });
  }
  await tx.touch(noun, keepId);
  return { moved, notKept };
}

/** Removes what ties two records of a noun to each other, also from `values`: a record is not tied to itself. */
async function separate(
  tx: Tx,
  noun: Noun,
  keepId: number,
  otherId: number,
  values: Record<string, Value>,
): Promise<void> {
  for (const { table, column } of tx.nouns.childrenOf(noun)) {
    if (table !== noun) continue;
    if (values[column] === keepId || values[column] === otherId) delete values[column];
    for (const [id, tied] of [
      [keepId, otherId],
      [otherId, keepId],
    ] as const)
      if ((await tx.read(noun, id))?.[column] === tied) await tx.update(noun, id, { [column]: null });
  }
  if (noun === 'contact') await removeRelations(tx, keepId, otherId, null);
}

async function present(tx: Tx, noun: Noun, id: number): Promise<RawRow> {
  const row = await tx.read(noun, id);
  if (!row) throw notFound(`${noun} ${id} does not exist any more`);
  return row;
}

/** Takes over the external id if the record has none. */
function externalId(keep: RawRow, other: RawRow): Values {
  if (keep.external_id !== null || other.external_id === null) return {};
  return { external_source: other.external_source as string, external_id: other.external_id as string };
}

/** Stores the identities that only the merged record has. */
async function rememberFormer(tx: Tx, spec: NounDefinition, keep: RawRow, other: RawRow): Promise<void> {
  const { noun } = spec;
  const addressesOf = async (row: RawRow, table: 'email' | 'phone') =>
    hasField(spec, table) ? addresses(tx, noun, row, table) : [];
  const keys = async (row: RawRow) =>
    identitiesOf(noun, row, await addressesOf(row, 'email'), await addressesOf(row, 'phone'));
  const known = new Set((await keys(keep)).map(({ kind, value }) => `${kind} ${value}`));
  for (const key of await keys(other)) {
    if (known.has(`${key.kind} ${key.value}`)) continue;
    await tx.insertRow('former', { ...key, [`${noun}_id`]: keep.id });
  }
}

async function addresses(tx: Tx, noun: Noun, { id }: RawRow, table: 'email' | 'phone'): Promise<string[]> {
  const text = table === 'email' ? sql`address` : sql`e164`;
  const rows = await sql<{ text: string }>`
    select ${text} as text from ${sql.ref(table)}
    where ${sql.ref(`${noun}_id`)} = ${id ?? null} and ${text} is not null order by position`.all(tx);
  return rows.map((row) => row.text);
}

/** Keeps what the other record has as a further one: a person is at both accounts. */
async function keepFurther(
  tx: Tx,
  { noun, merge }: NounDefinition,
  keepId: number,
  other: RawRow,
): Promise<void> {
  const own = `${noun}_id`;
  for (const { table, column, as = column } of merge?.().further ?? []) {
    const value = other[column] ?? null;
    if (value === null || (as !== column && (await tx.read(noun, keepId))?.[column] === value)) continue;
    const rows = await sql<{ value: Bound; position: number }>`
      select ${sql.ref(as)} as value, position from ${sql.ref(table)} where ${sql.ref(own)} = ${keepId}`.all(
      tx,
    );
    if (rows.some((row) => row.value === value)) continue;
    const position = Math.max(-1, ...rows.map((row) => row.position)) + 1;
    await tx.insertRow(table, { [own]: keepId, [as]: value, position });
  }
}

/** Removes lists of the other record that are a whole each, where the remaining one has its own: splits of a deal. */
async function dropSecondWholes(
  tx: Tx,
  { noun, lists = [] }: NounDefinition,
  keepId: number,
  otherId: number,
): Promise<DroppedValue[]> {
  const dropped: DroppedValue[] = [];
  for (const list of lists) {
    if (!list.isWhole || (await storedElements(tx, noun, list, keepId)).length === 0) continue;
    for (const { id, target, said } of await storedElements(tx, noun, list, otherId)) {
      const name = target === null ? '' : await nameOf(tx, list.target?.noun, target);
      dropped.push({ field: list.field, value: `${name} (${said})`.trim(), of: otherId });
      await tx.remove(list.table as JournaledTable, id);
    }
  }
  return dropped;
}

async function nameOf(tx: Tx, target: Noun | 'user' | undefined, id: number): Promise<string> {
  if (target === 'user') return String((await tx.read('user', id))?.name ?? id);
  return target === undefined ? '' : ((await readTitles(tx, target, [id]))[0]?.title ?? String(id));
}

/** A record of a merge as it was. */
interface MergedRecord {
  readonly id: number;
  readonly values: Values;
  /** Fields that follow from other records. */
  readonly derived: ReadonlySet<string>;
}

/** Values that differ, of which one is dropped. `values` are those that the first record gets. */
async function whatIsLost(
  tx: Tx,
  spec: NounDefinition,
  values: Values,
  records: readonly [keep: MergedRecord, other: MergedRecord],
): Promise<DroppedValue[]> {
  const [keep, other] = records;
  const lost: DroppedValue[] = [];
  for (const name of new Set([...Object.keys(keep.values), ...Object.keys(other.values)])) {
    const isDerived = records.some(({ derived }) => derived.has(name));
    const now = isDerived ? undefined : (values[name] ?? keep.values[name]);
    for (const { id: of, values: had, derived } of records) {
      const value = had[name];
      if (value === undefined || derived.has(name) || isSame(value, now) || isFurther(spec, name)) continue;
      const field = relationOf(spec, name)?.name ?? name;
      lost.push({ field, value: await describeValue(tx, spec, name, value), of });
    }
  }
  return lost;
}

function isFurther({ merge }: NounDefinition, name: string): boolean {
  return merge?.().further?.some(({ column }) => column === name) === true;
}

function isSame(one: Values[string] | undefined, other: Values[string] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function noteMerge(tx: Tx, noun: Noun, { keep, others, notKept }: MergeResult): Promise<void> {
  const names = others.map(recordText).join(', ');
  const lost = notKept.map(({ field, value, of }) => `Not kept: ${field} of ${noun} ${of}: ${value}`);
  await tx.insertRow('activity', {
    type: 'event',
    at: tx.now,
    user_id: tx.userId,
    subject: `Merged ${names} into this ${tx.nouns.get(noun).longName ?? noun}`,
    body: lost.length === 0 ? null : lost.join('\n'),
    [`${noun}_id`]: keep.id,
  });
}
