import type { Noun } from '../domain/field.ts';
import type { Condition } from '../domain/filter/ast.ts';
import { exportedTables } from './archive/tables.ts';
import type { Engine, PastTable } from './engine.ts';
import { filterSql } from './filter-sql.ts';
import { type Db, type Sql, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** Tables that filters read and that have no history. */
const WITHOUT_HISTORY = ['call_queue', 'case_clock'] as const;

/** Records that join a list together. */
const MEMBERS_PER_STATEMENT = 5000;

/** Puts records into a list; returns the number of those who are new in it. */
export async function joinList(tx: Tx, list: number, records: readonly number[]): Promise<number> {
  let joined = 0;
  for (let at = 0; at < records.length; at += MEMBERS_PER_STATEMENT) {
    const some = records.slice(at, at + MEMBERS_PER_STATEMENT);
    const there = await sql<{ id: number }>`
      select record_id as id from segment_member where segment_id = ${list} and record_id ${sql.among(some)}`.all(
      tx,
    );
    const known = new Set(there.map(({ id }) => id));
    const fresh = some.filter((id) => !known.has(id));
    if (fresh.length === 0) continue;
    const first = await tx.nextId('segment_member');
    await tx.insertMany(
      'segment_member',
      ['id', 'segment_id', 'record_id'],
      fresh.flatMap((id, nth) => [first + nth, list, id]),
    );
    joined += fresh.length;
  }
  return joined;
}

/** Takes records out of a list, or all of them; returns the number of those who were in it. */
export async function leaveList(tx: Tx, list: number, records?: readonly number[]): Promise<number> {
  let left = 0;
  const parts = records === undefined ? [undefined] : batches(records);
  for (const some of parts) {
    const among = some === undefined ? sql`true` : sql`record_id ${sql.among(some)}`;
    const there = await sql<{ id: number }>`
      select id from segment_member where segment_id = ${list} and ${among} order by id`.all(tx);
    for (const { id } of there) await tx.remove('segment_member', id);
    left += there.length;
  }
  return left;
}

function batches(records: readonly number[]): (readonly number[])[] {
  const parts: (readonly number[])[] = [];
  for (let at = 0; at < records.length; at += MEMBERS_PER_STATEMENT)
    parts.push(records.slice(at, at + MEMBERS_PER_STATEMENT));
  return parts;
}

/** Puts a record in the place of another one in all lists. */
export async function moveInLists(tx: Tx, noun: Noun, from: number, to: number): Promise<void> {
  const rows = await sql<{ id: number; segment_id: number; twin: number | null }>`
    select member.id, member.segment_id, twin.id as twin
    from segment_member member
      join segment on segment.id = member.segment_id and segment.noun = ${noun}
      left join segment_member twin on twin.segment_id = member.segment_id and twin.record_id = ${to}
    where member.record_id = ${from} order by member.id`.all(tx);
  for (const { id, twin } of rows)
    if (twin === null) await tx.update('segment_member', id, { record_id: to });
    else await tx.remove('segment_member', id);
}

/** Takes records of these nouns that are gone out of all lists. */
export async function dropLostMembers(tx: Tx, nouns: readonly Noun[]): Promise<void> {
  for (const noun of nouns) {
    const rows = await sql<{ id: number }>`
      select member.id from segment join segment_member member on member.segment_id = segment.id
      where segment.noun = ${noun} and member.record_id not in (select id from ${sql.ref(noun)}) order by member.id`.all(
      tx,
    );
    for (const { id } of rows) await tx.remove('segment_member', id);
  }
}

/** Records by their numbers, in ranges in order. */
export type IdRanges = PastTable['touched'];

/** The numbers of the records that match, of all or of some. */
export async function idsMatching(
  db: Db,
  noun: Noun,
  where: Condition | undefined,
  among?: IdRanges,
): Promise<number[]> {
  if (among === undefined) return (await matching(db, noun, where).all(db)).map(({ id }) => id);
  const ids: number[] = [];
  for (const range of among)
    for (const { id } of await matching(db, noun, where, range).all(db)) ids.push(id);
  return ids;
}

/** Whether two conditions are the same one, which reads of the table of the noun only the record itself. */
export function readsOnlyItself(
  engine: Engine,
  noun: Noun,
  one: Condition | undefined,
  other: Condition | undefined,
): boolean {
  const text = engine.textOf(matching(engine, noun, one));
  const named = text.matchAll(new RegExp(`\\b${noun}\\b(?!"?\\.)`, 'gi'));
  return text === engine.textOf(matching(engine, noun, other)) && [...named].length === 1;
}

/** The tables that decide which records match. */
export function matchingTables(engine: Engine, noun: Noun, where: Condition | undefined): string[] {
  const text = engine.textOf(matching(engine, noun, where));
  const words = new Set(text.match(/[a-z_]\w*/gi) ?? []);
  // Cases are always read with their clocks; only what these show decides.
  if (!/\bclock"?\.(?!"?case_id\b)/.test(text)) words.delete('case_clock');
  return [...exportedTables(engine.nouns), ...WITHOUT_HISTORY].filter((table) => words.has(table));
}

function matching(
  db: Pick<Db, 'nouns'>,
  noun: Noun,
  where: Condition | undefined,
  range?: IdRanges[number],
): Sql<{ id: number }> {
  const columns = db.nouns.get(noun).columns();
  const fits = where ? filterSql(where, noun, columns) : sql<boolean>`true`;
  const id = sql.ref(`${noun}.id`);
  const within = range ? sql`${id} between ${range.first} and ${range.last}` : sql`true`;
  return sql<{ id: number }>`
    select ${id} as id from ${sql.raw(columns.from)} where ${within} and ${fits} order by ${id}`;
}
