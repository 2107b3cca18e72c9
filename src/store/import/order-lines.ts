import { type Db, sql } from '../sql.ts';

/** What the notes of a line of an order say before the id of the order. */
export const ORDER_ID = 'Order id';

/** The ids of the orders of a program whose lines are purchases. */
export async function ordersOfLines(db: Db, system: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ notes: string }>`
    select distinct notes from purchase
    where external_source = ${system} and notes is not null`.all(db);
  const line = new RegExp(`^${ORDER_ID}: (\\S+)$`, 'm');
  return new Set(rows.flatMap(({ notes }) => line.exec(notes)?.[1] ?? []));
}

/** Of the orders of a program, the ids of those that are purchases themselves. */
export async function ordersHere(db: Db, system: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>`
    select external_id as id from purchase where external_source = ${system} and external_id is not null`.all(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
