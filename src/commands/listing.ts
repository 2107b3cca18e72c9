import type { Context } from '../context.ts';
import type { Row } from '../domain/field.ts';
import { type Answer, printAnswer } from '../render/answer.ts';
import type { Column } from '../render/column.ts';
import type { ListView } from '../render/printer.ts';
import { columnList, pickFields } from './record/fields.ts';

/** A column of a list that is not of a noun's fields, with what it is for `--columns ?`. */
export type ListColumn = Column & { readonly help: string };

/** A list with columns of its own: those that `--columns` names; `--columns ?` lists them instead. */
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

/** Prints such a list. */
export function printList(...list: Parameters<typeof listAnswer>): Promise<void> {
  return printAnswer(list[0].print, listAnswer(...list));
}
