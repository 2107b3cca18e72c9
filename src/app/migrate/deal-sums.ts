import { addMinor, isMoney, type Minor, subtractMinor } from '../../domain/money.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { type StageSum, stageSums } from '../../store/reports/stage-sums.ts';
import type { Tx } from '../../store/tx.ts';
import type { ImportedRow } from '../import/prepare-import.ts';

/** Some rows, and the sum of their amounts in minor units. */
export interface RowSum {
  readonly rows: number;
  readonly sum: Minor;
}

/** Opportunities with one stage and currency, in the file and in the database. */
export interface StageLine {
  readonly file: string;
  /** As written in the file; empty if blank. */
  readonly theirs: string;
  /** Names of their stages in the database. */
  readonly ours: string;
  readonly currency: string;
  /** Number of rows in the file, and their sum in minor units. */
  readonly rows: number;
  readonly sum: Minor;
  /** Of these, rejected rows. */
  readonly rejected: RowSum;
  /** Of these, rows with the amount of another row of the same opportunity, or none. */
  readonly repeated: RowSum;
  /** Rows of an opportunity that has the amount of another row. */
  readonly replaced: RowSum;
  /** Rows whose amount or currency cannot be read: they are in no sum. */
  readonly unreadable: number;
  /** Number of opportunities in the database, and their sum. */
  readonly opps: number;
  readonly ourSum: Minor;
  /** Their sum, minus rejected, repeated and replaced rows, minus ours: 0 if both sides agree. */
  readonly difference: Minor;
}

/** What rows of one stage and currency add up to. */
interface Group {
  readonly theirs: string;
  readonly currency: string;
  rows: number;
  sum: Minor;
  rejected: RowSum;
  repeated: RowSum;
  replaced: RowSum;
  unreadable: number;
  readonly ids: Set<number>;
}

/** A row of an opportunity. */
interface CountedRow {
  readonly group: Group;
  readonly amount: Minor | null;
}

/**
 * Adds up the amounts of a file by stage and currency as its rows are decided, and compares them with what a query of
 * the database says of the records that they became.
 */
export class DealSums {
  readonly #groups = new Map<string, Group>();
  /** By opportunity, the rows with its amount. */
  readonly #counted = new Map<number, CountedRow[]>();
  readonly #currency: string;

  /** `currency` is that of amounts without one. */
  constructor(currency: string) {
    this.#currency = currency;
  }

  /** Adds a row; `textOf` reads its raw cells. */
  add({ row, values, id }: ImportedRow, textOf: CellTexts): void {
    const amount = isMoney(values.amount) ? values.amount : null;
    const hasUnread =
      (amount === null && textOf(row.cells, 'amount').length > 0) ||
      (typeof values.currency !== 'string' && textOf(row.cells, 'currency').length > 0 && amount === null);
    const currency =
      amount?.currency ?? (typeof values.currency === 'string' ? values.currency : this.#currency);
    const group = this.#groupOf(textOf(row.cells, 'stage').join(' / '), currency);
    const minor = amount?.minor ?? 0;
    group.rows++;
    group.sum = addMinor(group.sum, minor);
    if (hasUnread) group.unreadable++;
    if (id === null) group.rejected = plus(group.rejected, minor);
    else this.#count(id, { group, amount: amount?.minor ?? null });
  }

  /** A row without an amount adds nothing to one that has it. */
  #count(id: number, row: CountedRow): void {
    const rows = this.#counted.get(id);
    if (!rows) this.#counted.set(id, [row]);
    else if (row.amount === null) row.group.repeated = plus(row.group.repeated, 0);
    else rows.push(row);
  }

  /** Of several rows of an opportunity, the last one with the amount that is stored counts; the others repeat it. */
  async #settleRepeated(tx: Tx): Promise<void> {
    for (const [id, rows] of this.#counted) {
      let counting = rows.at(-1) as CountedRow;
      if (rows.length > 1) {
        const stored = await tx.read('opp', id);
        counting = rows.findLast(({ amount }) => amount === stored?.amount_minor) ?? counting;
      }
      counting.group.ids.add(id);
      for (const row of rows) {
        if (row === counting) continue;
        const { group, amount } = row;
        if (amount === counting.amount) group.repeated = plus(group.repeated, amount ?? 0);
        else group.replaced = plus(group.replaced, amount ?? 0);
      }
    }
  }

  /** One line for each stage and currency. */
  async lines(tx: Tx, file: string): Promise<StageLine[]> {
    await this.#settleRepeated(tx);
    const lines: StageLine[] = [];
    for (const { ids, ...group } of this.#groups.values()) {
      const sums = await stageSums(tx, [...ids]);
      const ourSum = sumIn(sums, group.currency);
      lines.push({
        file,
        ...group,
        ours: [...new Set(sums.map(({ stage }) => stage))].join(', '),
        opps: sums.reduce((all, { count }) => all + count, 0),
        ourSum,
        difference: subtractMinor(
          group.sum,
          group.rejected.sum,
          group.repeated.sum,
          group.replaced.sum,
          ourSum,
        ),
      });
    }
    return lines;
  }

  #groupOf(theirs: string, currency: string): Group {
    const key = `${currency} ${theirs}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const none: RowSum = { rows: 0, sum: 0 };
    const group: Group = {
      theirs,
      currency,
      ...none,
      rejected: none,
      repeated: none,
      replaced: none,
      unreadable: 0,
      ids: new Set(),
    };
    this.#groups.set(key, group);
    return group;
  }
}

/** The filled raw cells of a row that feed a field. */
export type CellTexts = (cells: readonly (string | null)[], field: string) => string[];

/** Makes a reader of raw cells by field. */
export function cellTexts({ feeds }: Mapping): CellTexts {
  const indexes = new Map(feeds.map((feed) => [feed.field.name, feed.indexes]));
  return (cells, field) =>
    (indexes.get(field) ?? []).map((index) => cells[index]?.trim() ?? '').filter((text) => text !== '');
}

function plus({ rows, sum }: RowSum, minor: Minor): RowSum {
  return { rows: rows + 1, sum: addMinor(sum, minor) };
}

function sumIn(sums: readonly StageSum[], currency: string): Minor {
  return addMinor(...sums.filter((sum) => sum.currency === currency).map(({ minor }) => minor));
}
