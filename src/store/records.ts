import type { Field, Noun, Row, Value } from '../domain/field.ts';
import type { Condition } from '../domain/filter/ast.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import type { Engine } from './engine.ts';
import { conversionOf } from './rates.ts';
import { type RecordQuery, RecordSelect } from './record-select.ts';
import { type Db, type RawRow, sql } from './sql.ts';

/** Up to so many rows are read at once: streaming them would take longer to set up. */
const ROWS_READ_AT_ONCE = 100;

/** Reads records, many of them as a stream. `id` is always included. */
export async function* records(engine: Engine, query: RecordQuery): AsyncGenerator<Row> {
  const isByAmount = query.sort?.some(({ field }) => field.type === 'money') === true;
  const exchange = isByAmount ? await conversionOf(engine) : undefined;
  const select = await selectOf(engine, { ...query, exchange }).values(engine);
  const decoders = query.fields.map((field) => [field.name, decoder(field)] as const);
  const limit = Math.min(query.limit ?? Infinity, query.ids?.length ?? Infinity);
  const raws = limit <= ROWS_READ_AT_ONCE ? await select.all(engine) : engine.iterate(select);
  for await (const raw of raws) {
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

/** Number of records that match a filter. */
export async function countRecords(engine: Engine, noun: Noun, where?: Condition): Promise<number> {
  return (await selectOf(engine, { noun, fields: [], where }).count().one(engine)).n;
}

/** Number of activities and of open tasks of a record. */
export function countWork(
  db: Db,
  { noun, id }: RecordRef,
): Promise<{ activities: number; openTasks: number }> {
  const own = sql.ref(`${noun}_id`);
  return sql<{ activities: number; openTasks: number }>`
    select (select count(*) from activity where ${own} = ${id}) as activities,
      (select count(*) from task where ${own} = ${id} and status = 'open') as "openTasks"`.one(db);
}

function selectOf(engine: Engine, query: RecordQuery): RecordSelect {
  return new RecordSelect(query, engine.nouns.get(query.noun).columns());
}

/** Converts a column of a row to the value of its field. */
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
