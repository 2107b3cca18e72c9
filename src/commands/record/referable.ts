import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';

/** A row of a list of several nouns: `-f ids` prints it as other commands take it, `lead:42`. */
export function withReference(ctx: Context, row: Row & { readonly noun: string; readonly id: number }): Row {
  return ctx.print.format === 'ids' ? { ...row, id: `${row.noun}:${row.id}` } : row;
}
