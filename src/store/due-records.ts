import { addDaysTo } from '../domain/dates/calendar.ts';
import type { Row } from '../domain/field.ts';
import type { NounDefinition } from '../nouns/definition.ts';
import type { DueDays } from '../nouns/shared/due-days.ts';
import { type Db, type Sql, sql } from './sql.ts';

/** An end or a service is soon within so many days. */
const SOON_DAYS = 30;

interface DueRow extends Row {
  readonly id: number;
  readonly day: string;
  readonly minor: number | null;
  readonly currency: string | null;
}

/**
 * Live records of all nouns of which an end, a notice or a service is due within a month, each with what is due first:
 * noun, id, name, account, day, what, amount, owner.
 */
export async function dueRecords(
  db: Db,
  today: string,
  own: (table: string) => Sql<boolean>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (const { noun, dueDays } of db.nouns)
    if (dueDays) found.push(...(await dueOf(db, { noun, dueDays }, today, own(noun))));
  return found.toSorted((a, b) => (String(a.day) < String(b.day) ? -1 : 1));
}

async function dueOf(
  db: Db,
  { noun, dueDays }: Pick<NounDefinition, 'noun'> & { readonly dueDays: DueDays },
  today: string,
  own: Sql<boolean>,
): Promise<Row[]> {
  const table = sql.ref(noun);
  const of = (column: string) => sql.ref(`${noun}.${column}`);
  const last = addDaysTo(today, SOON_DAYS);
  const amount = (at: 0 | 1, none: Sql) =>
    dueDays.amounts.reduceRight<Sql>(
      (rest, pair) => sql`case when ${of(pair[0])} is not null then ${of(pair[at])} else ${rest} end`,
      none,
    );
  const byId = new Map<number, Row>();
  for (const { column, what, isKeptWhenPast } of dueDays.days) {
    const isDue = isKeptWhenPast
      ? sql`${of(column)} <= ${last}`
      : sql`${of(column)} between ${today} and ${last}`;
    const rows = await sql<DueRow>`
      select ${table}.id, ${of('name')} as name, ${of(column)} as day,
        ${amount(0, sql`cast(null as integer)`)} as minor, ${amount(1, sql`cast(null as text)`)} as currency,
        coalesce(
          (select name from account where id = ${of('account_id')}),
          (select name from contact where id = ${of('contact_id')})) as account,
        (select name from "user" where id = ${of('owner_id')}) as owner
      from ${table} where ${of('status')} = ${dueDays.status} and ${isDue} and ${own}
      order by ${of(column)} nulls first, ${table}.id`.all(db);
    for (const { minor, currency, ...row } of rows)
      if (!byId.has(row.id))
        byId.set(row.id, {
          ...row,
          noun,
          what,
          amount: minor === null || currency === null ? null : { minor, currency },
        });
  }
  return [...byId.values()];
}
