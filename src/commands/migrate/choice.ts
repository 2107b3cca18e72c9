import { headerKey } from '../../intake/field-names.ts';
import type { Table, TableRow } from '../../intake/table.ts';

type Cells = TableRow['cells'];

/** Whether a row is wanted. Rows that cannot be read always are: they are to be refused by name. */
export type Choice = (cells: Cells) => boolean;

export function not(choice: Choice): Choice {
  return (cells) => !choice(cells);
}

/** The table without the rows that are not wanted; `leave` is told of each. */
export function chosen(table: Table, wanted: Choice, leave: () => void = () => {}): Table {
  return { ...table, rows: rowsOf(table, wanted, leave) };
}

async function* rowsOf(table: Table, wanted: Choice, leave: () => void): AsyncGenerator<TableRow> {
  for await (const row of table.rows) {
    if (row.problem !== undefined || wanted(row.cells)) yield row;
    else leave();
  }
}

/** Rows of records that are in the bin of their program (`IsDeleted`); null for a file that does not say. */
export function deletedIn(headers: readonly string[]): Choice | null {
  const at = columnOf(headers, ['IsDeleted']);
  return at === null ? null : (cells) => SAYS_YES.test(cells[at] ?? '');
}

/**
 * Rows of a file of tasks that are over and were a call, an e-mail or a meeting: what happened, rather than what is due.
 * Null for a file that does not tell.
 */
export function happenedIn(headers: readonly string[]): Choice | null {
  const kind = columnOf(headers, ['TaskSubtype', 'Type']);
  const done = columnOf(headers, ['IsClosed', 'Done', 'Status']);
  if (kind === null || done === null) return null;
  return (cells) => SAYS_YES.test(cells[done] ?? '') && TALK.test(cells[kind] ?? '');
}

const SAYS_YES = /^\s*(?:1|true|yes|done|completed?|closed)\s*$/i;
const TALK = /call|mail|meeting|lunch|demo|visit/i;

function columnOf(headers: readonly string[], names: readonly string[]): number | null {
  for (const name of names) {
    const at = headers.findIndex((header) => headerKey(header) === headerKey(name));
    if (at >= 0) return at;
  }
  return null;
}
