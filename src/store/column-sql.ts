import type { FieldType } from '../domain/field.ts';
import type { ColumnText, Target } from '../nouns/shared/columns.ts';
import { type Sql, sql } from './sql.ts';

/** The SQL fragments of a column. */
export interface ColumnSql {
  readonly value: Sql<unknown>;
  readonly sort?: Sql<unknown>;
  readonly currency?: Sql<unknown>;
  readonly several?: {
    readonly from: Sql<unknown>;
    readonly column: Sql<unknown>;
    readonly digits?: Sql<unknown>;
    readonly extension?: Sql<unknown>;
    readonly points?: Target<Sql<unknown>>;
  };
  readonly points?: Target<Sql<unknown>>;
}

export function toSql({ value, rows, sort, currency, several, points }: ColumnText): ColumnSql {
  return {
    value: rows === undefined ? sql.raw(value) : listSql(value, rows),
    ...(sort ? { sort: sql.raw(sort) } : {}),
    ...(currency ? { currency: sql.raw(currency) } : {}),
    ...(several
      ? {
          several: {
            from: sql.raw(several.from),
            column: sql.raw(several.column),
            ...(several.digits ? { digits: sql.raw(several.digits) } : {}),
            ...(several.extension ? { extension: sql.raw(several.extension) } : {}),
            ...(several.points ? { points: { ...several.points, id: sql.raw(several.points.id) } } : {}),
          },
        }
      : {}),
    ...(points ? { points: { ...points, id: sql.raw(points.id) } } : {}),
  };
}

/** The JSON list of an expression over rows. */
export function listSql(element: string, rows: string): Sql<unknown> {
  const list = sql`${(dialect) => dialect.jsonList(sql`element`)}`;
  return sql`(select ${list} from (select ${sql.raw(element)} as element from ${sql.raw(rows)}) as listed)`;
}

/** A custom field of a record, read from its JSON. */
export const customColumn = (noun: string, name: string, type: FieldType): ColumnSql => {
  const at = (path: string) => sql`${(dialect) => dialect.jsonValue(sql.ref(`${noun}.custom`), path)}`;
  const path = `$."${name}"`;
  return type === 'money'
    ? { value: at(`${path}.minor`), currency: at(`${path}.currency`) }
    : { value: at(path) };
};
