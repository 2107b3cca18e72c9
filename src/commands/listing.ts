import type { Context } from '../context.ts';
import type { Row } from '../domain/field.ts';
import { type Answer, printAnswer } from '../render/answer.ts';
import type { Column } from '../render/column.ts';
import type { ListView } from '../render/printer.ts';
import { columnList, pickFields } from './record/fields.ts';

/** A list column that is not a field of a noun, with its help for `--columns ?`. */
export type ListColumn = Column & { readonly help: string };

/** A list with its own columns: those of `--columns`, or the list of columns for `--columns ?`. */
export function listAnswer(
  { settings: { columns } }: Context,
  view: Omit<ListView, 'columns'> & { readonly columns: readonly ListColumn[] },
  rows: Iterable<Row> | AsyncIterable<Row>,
): Answer {
  if (columns?.includes('?')) return columnList(view.columns);
  return {
    type: 'list',
    view: { ...view, columns: columns ? pickFields(columns, view.columns) : view.columns },
    rows,
  };
}

export function printList(...list: Parameters<typeof listAnswer>): Promise<void> {
  return printAnswer(list[0].print, listAnswer(...list));
}

/** The column with a bar for each row, which only repeats a figure. */
export const BAR_COLUMN: ListColumn = {
  name: 'bar',
  label: '',
  type: 'text',
  whole: true,
  help: 'a bar',
  look: () => 'stage2',
};
