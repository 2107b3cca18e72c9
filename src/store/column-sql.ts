import type { Field } from '../domain/field.ts';
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
  /** The table of the values of a custom field with several, of the record beside it. */
  readonly listed?: Sql<unknown>;
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

/** A custom field of a record, read from its JSON; the number of a lookup is in that of its name. */
export function customColumn(noun: string, { name, type, target, targetName, rules }: Field): ColumnSql {
  const json = sql.ref(`${noun}.custom`);
  const at = (path: string) => sql`${(dialect) => dialect.jsonValue(json, path)}`;
  const path = `$."${name}"`;
  if (rules?.type === 'autonumber') return { value: sql.ref(`${noun}.id`) };
  // The second field of a lookup.
  if (!rules && type === 'integer') return { value: at(`$."${name.replace(/_id$/, '')}"`) };
  switch (type) {
    case 'money':
      return { value: at(`${path}.minor`), currency: at(`${path}.currency`) };
    case 'ref': {
      const table = String(target);
      const id = at(path);
      const shown = targetName ?? 'name';
      return {
        value: sql`(select ${sql.ref(`t.${shown}`)} from ${sql.ref(table)} t where t.id = ${id})`,
        points: { id, table, name: shown },
      };
    }
    case 'list': {
      const from = sql`${(dialect) => dialect.jsonEach(json, path, 'v')}`;
      return {
        value: at(path),
        several: { from: sql`${from} where true`, column: sql.ref('v.value') },
        listed: from,
      };
    }
    default:
      return { value: at(path) };
  }
}
