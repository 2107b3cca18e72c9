import type { EventValue, EventValues } from '../../domain/event.ts';
import type { Noun } from '../../domain/field.ts';
import { tagTable } from '../../nouns/definition.ts';
import type { JournaledTable } from '../change-journal.ts';
import { type Bound, type Db, type RawRow, sql } from '../sql.ts';
import type { JournalEntries, RowRun } from './journal-entries.ts';
import { rowsChangedLater } from './row-states.ts';

/** Tables with what records are created with, the column of the value, and the fields of the first and of the others. */
const PARTS = [
  { table: 'email', textOf: (row: RawRow) => row.address, first: 'email', others: 'other_emails' },
  { table: 'phone', textOf: phoneOf, first: 'phone', others: 'other_phones' },
  { table: 'tagging', textOf: (row: RawRow) => row.tag, first: null, others: 'tags' },
] as const;

/** Which records and child rows a change creates and removes. */
export class CreatedParts {
  readonly #db: Db;
  readonly #changeId: number;
  /** Runs of numbers by table, in order. */
  readonly #created: ReadonlyMap<string, readonly RowRun[]>;
  readonly #removed: ReadonlySet<string>;
  /** The remaining record of each that was merged. */
  readonly #merged: ReadonlyMap<string, string>;

  /** Child rows that later changes wrote, by table. */
  readonly #later = new Map<JournaledTable, ReadonlyMap<number, RawRow>>();

  private constructor(
    db: Db,
    changeId: number,
    created: ReadonlyMap<string, readonly RowRun[]>,
    removed: ReadonlySet<string>,
    merged: ReadonlyMap<string, string>,
  ) {
    this.#db = db;
    this.#changeId = changeId;
    this.#created = created;
    this.#removed = removed;
    this.#merged = merged;
  }

  static async read(db: Db, entries: JournalEntries): Promise<CreatedParts> {
    const created = new Map<string, RowRun[]>();
    const removed = new Set<string>();
    for (const run of await entries.runs()) {
      const runs = created.get(run.table);
      if (run.op === 'delete') removed.add(`${run.table}:${run.from}`);
      else if (runs) runs.push(run);
      else created.set(run.table, [run]);
    }
    for (const runs of created.values()) runs.sort((one, other) => one.from - other.from);
    const merged = await mergedRecords(db, created.get('former') ?? [], entries.changeId);
    return new CreatedParts(db, entries.changeId, created, removed, merged);
  }

  /** Whether the events of the record itself tell of its child rows. */
  isCreatedOrRemoved(table: string, id: number): boolean {
    return this.#removed.has(`${table}:${id}`) || this.#isCreated(table, id);
  }

  /** The record that this one was merged into: `lead:4`; null if it was not. */
  mergedInto(table: string, id: number): string | null {
    return this.#merged.get(`${table}:${id}`) ?? null;
  }

  /** E-mails, phones and tags that the change created with records of a run, by record. */
  async valuesOf(noun: Noun, from: number, to: number): Promise<ReadonlyMap<number, EventValues>> {
    const found = new Map<number, Record<string, EventValue>>();
    const owner = `${noun}_id`;
    const { children } = this.#db.nouns.get(noun);
    const tagged = tagTable(this.#db.nouns.get(noun)) as JournaledTable;
    for (const { table: kind, textOf, first, others } of PARTS) {
      const table = kind === 'tagging' ? tagged : kind;
      if (!children.some((child) => child.table === table && child.column === owner)) continue;
      for (const row of await this.#rowsOf(table, owner, from, to)) {
        const id = row[owner] as number;
        const values = found.get(id) ?? {};
        found.set(id, values);
        const value = String(textOf(row));
        if (first !== null && values[first] === undefined) values[first] = value;
        else values[others] = [...((values[others] as readonly string[] | undefined) ?? []), value];
      }
    }
    return found;
  }

  /** The child rows that the change created for records of a run, as it left them. */
  async #rowsOf(table: JournaledTable, owner: string, from: number, to: number): Promise<RawRow[]> {
    const runs = this.#created.get(table);
    if (!runs) return [];
    const changed = await this.#changedLater(table, runs);
    const isOfRun = (row: RawRow) => {
      const id = row[owner];
      return typeof id === 'number' && from <= id && id <= to && this.#isCreated(table, row.id as number);
    };
    const now = await sql<RawRow>`
      select * from ${sql.ref(table)} where ${sql.ref(owner)} between ${from} and ${to}`.all(this.#db);
    return [...now.filter(({ id }) => !changed.has(id as number)), ...changed.values()]
      .filter(isOfRun)
      .sort((one, other) => (one.id as number) - (other.id as number));
  }

  async #changedLater(table: JournaledTable, runs: readonly RowRun[]): Promise<ReadonlyMap<number, RawRow>> {
    let rows = this.#later.get(table);
    if (!rows) {
      const range = {
        from: (runs[0] as RowRun).from,
        to: (runs.at(-1) as RowRun).to,
        change: this.#changeId,
      };
      rows = await rowsChangedLater(this.#db, table, range);
      this.#later.set(table, rows);
    }
    return rows;
  }

  #isCreated(table: string, id: number): boolean {
    const runs = this.#created.get(table) ?? [];
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((runs[middle] as RowRun).to < id) low = middle + 1;
      else high = middle;
    }
    return low < runs.length && (runs[low] as RowRun).from <= id;
  }
}

/** A merge writes down the former number of the record that goes. */
async function mergedRecords(db: Db, runs: readonly RowRun[], change: number): Promise<Map<string, string>> {
  const merged = new Map<string, string>();
  for (const { from, to } of runs) {
    const now = await sql<RawRow>`select * from former where id between ${from} and ${to}`.all(db);
    const changed = await rowsChangedLater(db, 'former', { from, to, change });
    for (const row of [...now.filter(({ id }) => !changed.has(id as number)), ...changed.values()]) {
      const noun = db.nouns.mergeable.find((each) => typeof row[`${each}_id`] === 'number');
      if (noun && row.kind === 'number')
        merged.set(`${noun}:${Number.parseInt(String(row.value), 10)}`, `${noun}:${row[`${noun}_id`]}`);
    }
  }
  return merged;
}

/** A phone as lists write it: `+14155550128x208`, or as typed. */
function phoneOf({ e164, extension, typed }: RawRow): Bound | undefined {
  return e164 === null ? typed : `${e164}${extension === null ? '' : `x${extension}`}`;
}
