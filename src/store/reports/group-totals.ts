import type { Total } from '../../domain/filter/totals.ts';
import { SUM_PART } from '../money-sums.ts';
import { type Sql, sql } from '../sql.ts';

/** A total with the SQL of its parts, over the records. */
export interface TotalSql {
  readonly total: Total;
  readonly number: number;
  readonly value: Sql | undefined;
  readonly currency: Sql | undefined;
  readonly where: Sql<boolean> | undefined;
  readonly each: Sql | undefined;
}

/** Totals that are zero, and not missing, where there is nothing. */
export const COUNTED: ReadonlySet<string> = new Set(['count', 'distinct', 'sum']);

/** A column with its name. */
export type NamedColumn = readonly [name: string, value: Sql];

const size = sql.raw(String(SUM_PART));

/** The total of rows in which the value of each counts. */
export function aggregated({ name, of }: Total, number: number, value: Sql | null): NamedColumn[] {
  const column = `t${number}`;
  switch (name) {
    case 'count':
      return [[column, value ? sql`count(${value})` : sql`count(*)`]];
    case 'distinct':
      return [[column, sql`count(distinct ${value})`]];
    case 'sum':
      if (of !== 'money') return [[column, sql`coalesce(sum(${value}), 0)`]];
      return [
        [`${column}_high`, sql`coalesce(sum(${value} / ${size}), 0)`],
        [`${column}_low`, sql`coalesce(sum(${value} % ${size}), 0)`],
      ];
    case 'avg':
      return [[column, of === 'money' ? sql`cast(round(avg(${value})) as integer)` : sql`avg(${value})`]];
    default:
      return [[column, name === 'min' ? sql`min(${value})` : sql`max(${value})`]];
  }
}

/** The total of all records of a group, or of those that fit its condition. */
export function ofRecords({ total, number, value, where }: TotalSql): NamedColumn[] {
  const own = value ? sql.ref(`v${number}`) : where ? sql`1` : null;
  const fitting = where ? sql`case when ${sql.ref(`w${number}`)} = 1 then ${own} end` : own;
  return aggregated(total, number, fitting);
}

/** Totals of parts of a group that make the total of the group: numbers are left out, whose sum depends on their order. */
const ADDED: ReadonlySet<string> = new Set(['count', 'sum', 'min', 'max']);

/** Whether the total of a group can be made of those of its parts. */
export const isAdded = ({ total: { name, of }, each }: TotalSql): boolean =>
  !each && ADDED.has(name) && (name !== 'sum' || of === 'money');

/** The total of a group, of those of its parts. */
export function ofParts({ total: { name, of }, number }: TotalSql): NamedColumn[] {
  const columns = name === 'sum' && of === 'money' ? [`t${number}_high`, `t${number}_low`] : [`t${number}`];
  const together = sql.raw(name === 'min' || name === 'max' ? name : 'sum');
  return columns.map((column) => [column, sql`${together}(${sql.ref(column)})`]);
}
