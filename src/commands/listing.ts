import type { Context } from '../context.ts';
import type { Row } from '../domain/field.ts';
import type { Column } from '../render/column.ts';
import type { ListView } from '../render/printer.ts';
import { listColumns, pickFields } from './record/fields.ts';

/** A column of a list that is not of a noun's fields, with what it is for `--columns ?`. */
export type ListColumn = Column & { readonly help: string };

/** Prints a list of what has columns of its own, those that `--columns` names; `--columns ?` lists them instead. */
export async function printList(
  ctx: Context,
  view: Omit<ListView, 'columns'> & { readonly columns: readonly ListColumn[] },
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<void> {
  const { columns } = ctx.settings;
  if (columns?.includes('?')) return listColumns(ctx, view.columns);
  await ctx.print.list(
    { ...view, columns: columns ? pickFields(columns, view.columns) : view.columns },
    rows,
  );
}
