import type { JournaledTable } from './change-journal.ts';
import type { TableName } from './schema.ts';

/** Tables without the two columns that say when. */
export const TABLES_WITHOUT_TIMESTAMPS: ReadonlySet<TableName> = new Set<TableName>([
  'user_external',
  'contact_account',
  'opp_contact',
  'stage_history',
  'email',
  'phone',
  'tagging',
  'former',
  'distinct_pair',
  'suppression',
]);

/** The statement that adds so many rows of a table: values of `columns` bound, unless `row` is given as text. */
export function insertSql(
  table: JournaledTable,
  columns: readonly string[],
  row = `(${columns.map(() => '?').join(', ')})`,
  rows = 1,
): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `insert into "${table}" (${names}) values ${new Array(rows).fill(row).join(', ')}`;
}

/** Text of our own as it stands in a statement. */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
