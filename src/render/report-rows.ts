import type { Row, Value } from '../domain/field.ts';
import type { Column } from './column.ts';
import { columnText, type Viewpoint } from './values.ts';

/** What ties a row of a report to the records behind it: its `key` or, where it has none, its `id`. */
export const keyOf = ({ id = null, key = id }: Row): string => keyText(key);

export const keyText = (key: Value): string => (key === null ? '' : String(key));

/** What a row is of, in words; empty for one of all records. */
export function rowTitle(row: Row, columns: readonly Column[], view: Viewpoint): string {
  // A row of one record is called by its name; what else is said of it stands in its line.
  const last = columns.some(({ name }) => name === 'id')
    ? columns.findIndex(({ name }) => name === 'name')
    : -1;
  const texts = (last === -1 ? columns : columns.slice(0, last + 1)).filter(
    ({ type, name }) => type === 'text' && name !== 'currency',
  );
  if (texts.length > 0)
    return (
      texts
        .map((column) => columnText(column, row[column.name] ?? null, view))
        .filter(Boolean)
        .join(', ') || '(none)'
    );
  const [first] = columns;
  return keyOf(row) === '' || !first ? '' : `${first.label} ${keyOf(row)}`;
}
