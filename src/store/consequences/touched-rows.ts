import type { ChangeRow, JournaledTable } from '../change-journal.ts';
import { type Sql, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Numbers asked for in one statement. */
const NUMBERS_PER_STATEMENT = 500;

/** The rows of a table that a change has touched so far. */
export function touchedRows(tx: Tx, table: JournaledTable): ChangeRow[] {
  return tx.rows.filter((row) => row.table === table);
}

/** Conditions on the number of a row which together select those rows, in statements of bounded length. */
export function* selectionsOf(rows: readonly ChangeRow[], id: Sql): Generator<Sql<boolean>> {
  const single: number[] = [];
  for (const row of rows)
    if (row.id === row.lastId) single.push(row.id);
    else yield sql<boolean>`${id} between ${row.id} and ${row.lastId}`;
  yield* selectionsOfNumbers(single, id);
}

/** The same for numbers. */
export function* selectionsOfNumbers(numbers: readonly number[], id: Sql): Generator<Sql<boolean>> {
  for (let at = 0; at < numbers.length; at += NUMBERS_PER_STATEMENT)
    yield sql<boolean>`${id} ${sql.among(numbers.slice(at, at + NUMBERS_PER_STATEMENT))}`;
}
