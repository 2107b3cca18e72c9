import type { EventValue, EventValues } from '../../domain/event.ts';
import { decimalText, isMoney, type Money } from '../../domain/money.ts';
import type { StageKind } from '../../domain/stages.ts';
import type { EventFacts } from '../../nouns/shared/events.ts';
import type { JournaledTable } from '../change-journal.ts';
import { DERIVED_COLUMNS, NAMED_ROWS } from '../journaled-columns.ts';
import { type Bound, type Db, type RawRow, sql } from '../sql.ts';

/** Amounts are stored in minor units: `amount_minor` is the amount of the row's currency. */
const MINOR = /_minor$/;

/** Says what rows of the database mean, in the words of exports. */
export class ShownValues implements EventFacts {
  readonly #db: Db;
  readonly #names: ReadonlyMap<string, string>;
  readonly #kinds: ReadonlyMap<number, StageKind>;

  private constructor(db: Db, names: ReadonlyMap<string, string>, kinds: ReadonlyMap<number, StageKind>) {
    this.#db = db;
    this.#names = names;
    this.#kinds = kinds;
  }

  /** Reads the names of users, stages and pipelines. */
  static async read(db: Db): Promise<ShownValues> {
    const names = new Map<string, string>();
    for (const [table, name] of new Map(Object.values(NAMED_ROWS).map((row) => [row[0], row[1]]))) {
      const rows = await sql<{ id: number; name: string }>`
        select id, ${sql.ref(name)} as name from ${sql.ref(table)}`.all(db);
      for (const row of rows) names.set(`${table} ${row.id}`, row.name);
    }
    const stages = await sql<{ id: number; kind: string }>`select id, kind from stage`.all(db);
    return new ShownValues(db, names, new Map(stages.map(({ id, kind }) => [id, kind as StageKind])));
  }

  stageKind(id: number): StageKind | null {
    return this.#kinds.get(id) ?? null;
  }

  /** The fields of a row that have a value; `whole` has the columns that are not among `row`. */
  filled(table: JournaledTable, row: RawRow, whole: RawRow = row): EventValues {
    return Object.fromEntries(
      Object.entries(this.all(table, row, whole)).filter(([, value]) => value !== null && value !== ''),
    );
  }

  /** The fields of a row, by their names. */
  all(table: JournaledTable, row: RawRow, whole: RawRow = row): EventValues {
    const bools = this.#boolsOf(table);
    const shown: Record<string, EventValue> = {};
    for (const [column, value] of Object.entries(row)) {
      if (DERIVED_COLUMNS.has(column)) continue;
      if (column === 'custom') Object.assign(shown, customValues(value));
      else if (column in NAMED_ROWS) shown[column.replace(/_id$/, '')] = this.#nameOf(column, value);
      else if (MINOR.test(column))
        shown[column.replace(MINOR, '')] = amountText(value, row.currency ?? whole.currency);
      else shown[column] = bools.has(column) && value !== null ? value === 1 : value;
    }
    return shown;
  }

  #nameOf(column: string, id: Bound): string | null {
    if (id === null) return null;
    const [table] = NAMED_ROWS[column] as readonly [string, string];
    return this.#names.get(`${table} ${id}`) ?? `${table} ${id}`;
  }

  #boolsOf(table: JournaledTable): ReadonlySet<string> {
    const fields = this.#db.nouns.find(table)?.fields ?? [];
    return new Set(fields.filter(({ type }) => type === 'bool').map(({ name }) => name));
  }
}

function amountText(minor: Bound, currency: Bound | undefined): string | null {
  if (minor === null) return null;
  return decimalText({ minor: minor as number, currency: String(currency) });
}

function customValues(json: Bound): EventValues {
  const values = JSON.parse(String(json ?? '{}')) as Record<string, EventValue | Money>;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isMoney(value) ? moneyText(value) : value]),
  );
}

const moneyText = (money: Money) => `${decimalText(money)} ${money.currency}`;
