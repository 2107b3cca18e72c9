import { nounOfTagTable } from '../domain/custom-noun.ts';
import type { JournaledTable } from './change-journal.ts';

/** Tables with e-mails, phones and tags, which are searched with the record that they belong to. */
const CHILD_TABLES: ReadonlySet<string> = new Set(['email', 'phone', 'tagging']);

/** Whether the rows of a table belong to a record, and are searched with it. */
export const isChildTable = (table: string): boolean => CHILD_TABLES.has(partKind(table));

/** The table itself, or for the tags of a custom noun that of all other tags. */
export function partKind(table: string): JournaledTable {
  return nounOfTagTable(table) === undefined ? (table as JournaledTable) : 'tagging';
}
