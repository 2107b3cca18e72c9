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

  /** Takes back what came after a change; returns the rows that differ from those of now. */
  async rewindTo(change: number): Promise<ReadonlyMap<string, PastTable>> {
    const rows = this.#db.iterate(sql<
      Pick<RowOf<'change_row'>, 'tbl' | 'row_id' | 'last_id' | 'op' | 'before'>
    >`
      select tbl, row_id, last_id, op, before from change_row
      where change_id > ${change} and change_id <= ${this.#change} order by id desc`);
    for await (const { tbl, row_id: first, last_id: last, op, before } of rows) {
      const table = this.#tables.get(tbl);
      if (!table) continue;
      if (op === 'insert') forget(table, first, last);
      else restore(table, first, before as string, op === 'delete');
    }
    this.#change = Math.min(this.#change, change);
    const past = new Map<string, PastTable>();
    for (const [table, changed] of this.#tables) {
      const { rows: former, absent } = changed;
      if (former.size === 0 && absent.length === 0) continue;
      past.set(table, { touched: rangesOf(changed), rows: this.#wholeRows(table, former) });
    }
    return past;
  }

  /** The rows as they were, some at a time. */
  async *#wholeRows(table: string, former: TableChanges['rows']): AsyncGenerator<readonly RawRow[]> {
    let ids: number[] = [];
    for (const id of former.keys()) {
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
function rangesOf({ rows, absent }: TableChanges): { first: number; last: number }[] {
  const all = [
    ...absent.map((range) => ({ ...range })),
    ...[...rows.keys()].map((id) => ({ first: id, last: id })),
  ];
  all.sort((a, b) => a.first - b.first);
  const ranges: { first: number; last: number }[] = [];
  for (const range of all) {
    const before = ranges.at(-1);
    if (before && range.first <= before.last + 1) before.last = Math.max(before.last, range.last);
    else ranges.push(range);
  }
  return ranges;
}
