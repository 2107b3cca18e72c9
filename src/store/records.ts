import type { Field, Noun, Row, Value } from '../domain/field.ts';
import type { Condition } from '../domain/filter/ast.ts';
import type { NounColumns } from '../nouns/shared/columns.ts';
import type { Engine, RawRow } from './engine.ts';
import { columnOf, filterSql } from './filter-sql.ts';
import { type Sql, sql } from './sql.ts';

/** One key of a sort order. */
export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
}

/** So many rows are read at once: to read them one by one takes longer to set up than it saves. */
const FEW = 100;

/** Which records of a noun, which of their fields, in which order. */
export interface RecordQuery {
  readonly noun: Noun;
  readonly fields: readonly Field[];
  readonly where?: Condition | undefined;
  readonly sort?: readonly SortKey[];
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Only these records. */
  readonly ids?: readonly number[];
}

/** Reads records, many of them row by row, without holding them. `id` is always among the values. */
export async function* records(engine: Engine, query: RecordQuery): AsyncGenerator<Row> {
  const { text, params } = select(query, engine.db.nouns.get(query.noun).columns());
  const decoders = query.fields.map((field) => [field.name, decoder(field)] as const);
  const few = Math.min(query.limit ?? Infinity, query.ids?.length ?? Infinity) <= FEW;
  for await (const raw of few ? await engine.all(text, params) : engine.iterate(text, params)) {
    const row: Row = {};
    for (const [name, decode] of decoders) row[name] = decode(raw, name);
    row.id ??= raw.id ?? null;
    yield row;
  }
}

/** One record with the given fields, or undefined. */
export async function record(
  engine: Engine,
  noun: Noun,
  fields: readonly Field[],
  id: number,
): Promise<Row | undefined> {
  for await (const row of records(engine, { noun, fields, ids: [id] })) return row;
  return undefined;
}

/** How many records a filter fits. */
export async function countRecords(engine: Engine, noun: Noun, where?: Condition): Promise<number> {
  const columns = engine.db.nouns.get(noun).columns();
  const query = sql<{
    n: number;
  }>`select count(*) as n from ${sql.raw(columns.from)} ${whereSql({ noun, where }, columns)}`;
  return (await query.first(engine.db))?.n as number;
}

function select(query: RecordQuery, columns: NounColumns): Sql {
  const id = sql.ref(`${query.noun}.id`);
  const values = [
    sql.raw([`${query.noun}.id`, ...query.fields.flatMap((field) => texts(field, columns))].join(', ')),
  ];
  for (const field of query.fields) {
    if (!field.custom) continue;
    const { value, currency } = columnOf(field, query.noun, columns);
    values.push(sql`${value} as ${sql.ref(field.name)}`);
    if (currency) values.push(sql`${currency} as ${sql.ref(`${field.name}$`)}`);
  }
  const order = (query.sort ?? []).map(({ field, descending }) => {
    const column = columnOf(field, query.noun, columns);
    const by = column.sort ?? column.value;
    const folded = TEXTS.has(field.type) && !column.sort ? sql`${by} collate nocase` : by;
    return sql`${folded} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`;
  });
  const [last] = query.sort?.slice(-1) ?? [];
  order.push(sql`${id} ${sql.raw(last?.descending ? 'desc' : 'asc')}`);
  const limit =
    query.limit === undefined && query.offset === undefined
      ? sql``
      : sql`limit ${query.limit ?? -1} offset ${query.offset ?? 0}`;
  return sql`select ${sql.join(values)} from ${sql.raw(columns.from)} ${whereSql(query, columns)} order by ${sql.join(order)} ${limit}`;
}

/** What the noun's own fields read, as one text: a fragment for each would cost more than the query. */
function texts(field: Field, { columns }: NounColumns): string[] {
  const column = columns[field.name];
  if (field.custom || !column || field.name === 'id') return [];
  const value = `${column.value} as "${field.name}"`;
  return field.type === 'money' ? [value, `${column.currency} as "${field.name}$"`] : [value];
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'choice', 'email', 'url', 'ref']);

function whereSql(query: Pick<RecordQuery, 'noun' | 'where' | 'ids'>, columns: NounColumns): Sql<unknown> {
  const parts: Sql<unknown>[] = [];
  if (query.where) parts.push(filterSql(query.where, query.noun, columns));
  if (query.ids) {
    const id = sql.ref(`${query.noun}.id`);
    parts.push(sql`${id} in (select value from json_each(${JSON.stringify(query.ids)}))`);
  }
  return parts.length === 0 ? sql`` : sql`where ${sql.join(parts, sql` and `)}`;
}

/** How a column of a row becomes the value of its field. */
function decoder(field: Field): (raw: RawRow, name: string) => Value {
  switch (field.type) {
    case 'bool':
      return (raw, name) => (raw[name] === null ? null : raw[name] === 1);
    case 'money':
      return (raw, name) =>
        raw[name] === null ? null : { minor: raw[name] as number, currency: raw[`${name}$`] as string };
    case 'list':
      return (raw, name) => (raw[name] === null ? null : (JSON.parse(raw[name] as string) as string[]));
    default:
      return (raw, name) => raw[name] ?? null;
  }
}
