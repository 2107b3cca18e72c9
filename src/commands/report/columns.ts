import type { Context } from '../../context.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { ListColumn } from '../listing.ts';

/** The column of the group, if there is one. */
export function groupColumn(noun: NounDefinition, group: string | null): ListColumn[] {
  if (group === null) return [];
  const label = noun.fields.find(({ name }) => name === group)?.label ?? group;
  return [{ name: group, label, type: 'text', help: `the ${group.replaceAll('_', ' ')}` }];
}

/** Whether people read the answer, in a table or on a page: it has totals, and no columns or cells that say nothing. */
export function isForPeople(ctx: Context): boolean {
  return ctx.print.format === 'table' || ctx.settings.isPage;
}

/** Of `--total`. */
export const TOTAL_HELP = 'add the row of the whole period where programs read it, too';

/** What people see for the group of records without one. */
export function groupText(ctx: Context, group: string | number | null): string | null {
  if (group === null) return isForPeople(ctx) ? '(none)' : null;
  return String(group);
}

export const COUNT: ListColumn = { name: 'count', label: 'Count', type: 'integer', help: 'number of deals' };
export const AMOUNT: ListColumn = { name: 'amount', label: 'Amount', type: 'money', help: 'sum of amounts' };
export const CURRENCY: ListColumn = {
  name: 'currency',
  label: 'Currency',
  type: 'text',
  help: 'ISO 4217 code of the amounts',
};

export const integer = (name: string, label: string, help: string): ListColumn => ({
  name,
  label,
  type: 'integer',
  help,
});
export const decimal = (name: string, label: string, help: string): ListColumn => ({
  name,
  label,
  type: 'number',
  help,
});
