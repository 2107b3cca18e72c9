import type { PersonNoun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { type Db, type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Whether somebody has a number that works and may be called. */
export async function canBeCalled(db: Db, { noun, id }: RecordRef): Promise<boolean> {
  const row = await sql<{ id: number }>`
    select person.id from ${sql.ref(noun)} person
    where person.id = ${id} and ${isCallable(noun as PersonNoun)}`.first(db);
  return row !== undefined;
}

/** The runs that wait for a call with somebody who can no longer be called since this change. */
export async function runsWithNobodyToCall(tx: Tx): Promise<number[]> {
  const isTouched = tx.rows.some(
    ({ table, op, after }) =>
      (table === 'phone' && op !== 'insert') ||
      (table === 'suppression' && op === 'insert') ||
      after?.do_not_call === 1,
  );
  if (!isTouched) return [];
  const found: number[] = [];
  for (const noun of tx.nouns.people) {
    const rows = await sql<{ id: number }>`
      select sequence_run.id from sequence_run
        join ${sql.ref(noun)} person on person.id = ${sql.ref(`sequence_run.${noun}_id`)}
      where sequence_run.state = 'active' and sequence_run.kind = 'call' and sequence_run.task_id is not null
        and not (${isCallable(noun)}) order by sequence_run.id`.all(tx);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

const isCallable = (noun: PersonNoun): Sql => sql`person.do_not_call = 0 and exists (
  select 1 from phone left join suppression on suppression.e164 = phone.e164
  where ${sql.ref(`phone.${noun}_id`)} = person.id and phone.bad = 0 and suppression.id is null)`;
