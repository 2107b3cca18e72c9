import type { Row } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { addPartyToDoNotCall, canBeMarked, numbersOf } from '../activities/dialable-numbers.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A number on the do-not-call list. */
export interface BlockedNumber {
  readonly e164: string;
  readonly reason: string | null;
  /** Where it came from: `lead 42`, the name of a file. */
  readonly source: string | null;
  /** UTC ISO 8601. */
  readonly since: string;
}

/** The do-not-call list, the latest first, as rows: number, reason, source, by, since. */
export async function blockedNumbers(db: Db): Promise<Row[]> {
  const rows = await sql<Row>`
    select e164 as id, e164 as number, reason, source, (select name from "user" where id = user_id) as "by",
      created_at as since
    from suppression order by suppression.id desc`.all(db);
  return rows;
}

/** The entry of a number (E.164); undefined if it is not on the list. */
export async function blockedNumber(db: Db, e164: string): Promise<BlockedNumber | undefined> {
  return sql<BlockedNumber>`
    select e164, reason, source, created_at as since from suppression where e164 = ${e164}`.first(db);
}

/** Adds a number (E.164) to the do-not-call list. Returns false if it is already there. */
export async function blockNumber(
  tx: Tx,
  e164: string,
  reason: string | null,
  source: string | null,
): Promise<boolean> {
  if (await blockedNumber(tx, e164)) return false;
  await tx.insert('suppression', { e164, reason, source, user_id: tx.userId, created_at: tx.now });
  return true;
}

/** Adds different numbers to the do-not-call list, many in a statement; returns how many were not on it. */
export async function blockNumbers(
  tx: Tx,
  numbers: readonly Pick<BlockedNumber, 'e164' | 'reason' | 'source'>[],
): Promise<number> {
  const rows = await sql<{ e164: string }>`
    select e164 from suppression where e164 ${sql.among(numbers.map(({ e164 }) => e164))}`.all(tx);
  const known = new Set(rows.map(({ e164 }) => e164));
  const fresh = numbers.filter(({ e164 }) => !known.has(e164));
  if (fresh.length === 0) return 0;
  let id = await tx.nextId('suppression');
  const values = fresh.flatMap(({ e164, reason, source }) => [id++, e164, reason, source, tx.userId, tx.now]);
  await tx.insertMany('suppression', ['id', 'e164', 'reason', 'source', 'user_id', 'created_at'], values);
  return fresh.length;
}

/** Removes a number (E.164) from the do-not-call list. Returns false if it is not there. */
export async function unblockNumber(tx: Tx, e164: string): Promise<boolean> {
  const row = await sql<{ id: number }>`select id from suppression where e164 = ${e164}`.first(tx);
  if (row) await tx.remove('suppression', row.id);
  return row !== undefined;
}

/** Marks a person do-not-call and blocks all their numbers; returns whether anything changed. */
export async function blockPerson(tx: Tx, party: RecordRef, reason: string | null): Promise<boolean> {
  const marked = (await tx.read(party.noun, party.id))?.do_not_call === 1;
  const fresh = await addPartyToDoNotCall(tx, party, await numbersOf(tx, party), reason ?? undefined);
  return fresh.length > 0 || (!marked && canBeMarked(tx, party));
}

/** Unmarks a person and unblocks their numbers; returns whether anything changed. */
export async function unblockPerson(tx: Tx, party: RecordRef): Promise<boolean> {
  let changed = false;
  for (const { e164 } of await numbersOf(tx, party))
    if (e164 !== null && (await unblockNumber(tx, e164))) changed = true;
  if (!canBeMarked(tx, party)) return changed;
  return (await tx.update(party.noun, party.id, { do_not_call: 0 })) || changed;
}

/** Whether a person is marked do-not-call, and their numbers (E.164). */
export async function standingOf(
  db: Db,
  { noun, id }: RecordRef,
): Promise<{ marked: boolean; numbers: string[] }> {
  const record = canBeMarked(db, { noun, id })
    ? await sql<{ do_not_call: number }>`select do_not_call from ${sql.ref(noun)} where id = ${id}`.first(db)
    : undefined;
  const rows = await sql<{ e164: string }>`
    select e164 from phone where ${sql.ref(`${noun}_id`)} = ${id} and e164 is not null order by position`.all(
    db,
  );
  return { marked: record?.do_not_call === 1, numbers: rows.map((row) => row.e164) };
}

/** The people with a number (E.164): `lead:42  Jane Doe`. */
export async function peopleWith(db: Db, e164: string): Promise<string[]> {
  const rows = await sql<{ person: string }>`
    select coalesce(
      (select 'lead:' || id || '  ' || name from lead where id = lead_id),
      (select 'contact:' || id || '  ' || name from contact where id = contact_id),
      (select 'account:' || id || '  ' || name from account where id = account_id)) as person
    from phone where e164 = ${e164} order by id`.all(db);
  return rows.map((row) => row.person);
}
