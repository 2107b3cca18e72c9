import type { PastTable } from './engine.ts';
import type { RowOf } from './schema.ts';
import { type Db, type RawRow, sql } from './sql.ts';

/** Rows whose present values are read together. */
const ROWS_PER_STATEMENT = 500;

/** A row as it was: only what has changed since, unless it is gone now. */
interface FormerRow {
  /** Its values as JSON: many rows may have changed, and texts take the least room. */
  readonly values: string;
  readonly isWhole: boolean;
}

/** What has become of a table since. */
interface TableChanges {
  readonly rows: Map<number, FormerRow>;
  /** Rows that were not there yet. */
  readonly absent: { first: number; last: number }[];
}

/** Numbers of rows, in ranges in order. */
type Ranges = PastTable['touched'];

/** How tables were after the change to which they are taken back. */
export interface PastState {
  /** The rows that differ from those of now. */
  readonly tables: ReadonlyMap<string, PastTable>;
  /** The rows that changed between that change and the one to which they were taken back before. */
  readonly moved: ReadonlyMap<string, Ranges>;
  /** Some rows of a table alone, as they were: those of them that differ from now. */
  readonly only: (table: string, ranges: Ranges) => PastTable;
}

/** Goes back through the history of some tables, change by change, from how they are now. */
export class PastTables {
  readonly #db: Db;
  readonly #tables: ReadonlyMap<string, TableChanges>;
  /** The last change that is not taken back. */
  #change: number;

  /** `latest` is the number of the newest change. */
  constructor(db: Db, tables: readonly string[], latest: number) {
    this.#db = db;
    this.#tables = new Map(tables.map((table) => [table, { rows: new Map(), absent: [] }]));
    this.#change = latest;
  }

  /** Takes back what came after a change. */
  async rewindTo(change: number): Promise<PastState> {
    const rows = this.#db.iterate(sql<
      Pick<RowOf<'change_row'>, 'tbl' | 'row_id' | 'last_id' | 'op' | 'before'>
    >`
      select tbl, row_id, last_id, op, before from change_row
      where change_id > ${change} and change_id <= ${this.#change} order by id desc`);
    const moved = new Map<string, { first: number; last: number }[]>();
    for await (const { tbl, row_id: first, last_id: last, op, before } of rows) {
      const table = this.#tables.get(tbl);
      if (!table) continue;
      const ranges = moved.get(tbl);
      if (ranges) ranges.push({ first, last });
      else moved.set(tbl, [{ first, last }]);
      if (op === 'insert') forget(table, first, last);
      else restore(table, first, before as string, op === 'delete');
    }
    this.#change = Math.min(this.#change, change);
    const past = new Map<string, PastTable>();
    for (const [table, changed] of this.#tables) {
      const { rows: former, absent } = changed;
      if (former.size === 0 && absent.length === 0) continue;
      past.set(table, { touched: rangesOf(changed), rows: this.#wholeRows(table, former, former.keys()) });
    }
    return {
      tables: past,
      moved: new Map([...moved].map(([table, ranges]) => [table, joined(ranges)])),
      only: (table, ranges) => {
        const former = this.#tables.get(table)?.rows ?? new Map<number, FormerRow>();
        return {
          touched: ranges,
          rows: this.#wholeRows(table, former, numbersIn(former, ranges)),
          isAlone: true,
        };
      },
    };
  }

  /** The rows as they were, some at a time. */
  async *#wholeRows(
    table: string,
    former: TableChanges['rows'],
    which: Iterable<number>,
  ): AsyncGenerator<readonly RawRow[]> {
    let ids: number[] = [];
    for (const id of which) {
      if (ids.push(id) < ROWS_PER_STATEMENT) continue;
      yield await this.#wholeOf(table, former, ids);
      ids = [];
    }
    if (ids.length > 0) yield await this.#wholeOf(table, former, ids);
  }

  async #wholeOf(table: string, former: TableChanges['rows'], ids: readonly number[]): Promise<RawRow[]> {
    const whole: RawRow[] = [];
    const partial: number[] = [];
    for (const id of ids) {
      const { values, isWhole } = former.get(id) as FormerRow;
      if (isWhole) whole.push({ ...(JSON.parse(values) as RawRow), id });
      else partial.push(id);
    }
    if (partial.length === 0) return whole;
    const now = await sql<RawRow & { id: number }>`
      select * from ${sql.ref(table)} where id ${sql.among(partial)} order by id`.all(this.#db);
    for (const row of now)
      whole.push({ ...row, ...(JSON.parse(former.get(row.id)?.values ?? '{}') as RawRow) });
    return whole;
  }
}

function forget({ rows, absent }: TableChanges, first: number, last: number): void {
  absent.push({ first, last });
  if (last - first < rows.size) for (let id = first; id <= last; id++) rows.delete(id);
  else for (const id of rows.keys()) if (id >= first && id <= last) rows.delete(id);
}

function restore({ rows }: TableChanges, id: number, before: string, isWhole: boolean): void {
  const later = isWhole ? undefined : rows.get(id);
  rows.set(id, {
    values: later ? JSON.stringify({ ...JSON.parse(later.values), ...JSON.parse(before) }) : before,
    isWhole: isWhole || later?.isWhole === true,
  });
}

/** The numbers of all rows that differ, in ranges that do not meet, in order. */
function rangesOf({ rows, absent }: TableChanges): Ranges {
  return joined([...absent, ...[...rows.keys()].map((id) => ({ first: id, last: id }))]);
}

/** The same numbers, in ranges that do not meet, in order. */
function joined(some: readonly Ranges[number][]): Ranges {
  const ranges: { first: number; last: number }[] = [];
  for (const range of some.toSorted((a, b) => a.first - b.first)) {
    const before = ranges.at(-1);
    if (before && range.first <= before.last + 1) before.last = Math.max(before.last, range.last);
    else ranges.push({ ...range });
  }
  return ranges;
}

/** The rows that are in these ranges. */
function* numbersIn(rows: ReadonlyMap<number, FormerRow>, ranges: Ranges): Generator<number> {
  for (const { first, last } of ranges)
    if (last - first < rows.size) {
      for (let id = first; id <= last; id++) if (rows.has(id)) yield id;
    } else for (const id of rows.keys()) if (first <= id && id <= last) yield id;
}
