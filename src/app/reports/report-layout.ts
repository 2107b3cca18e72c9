import type { FiscalCalendar, FiscalUnit } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { FieldType, Row } from '../../domain/field.ts';
import type { Expression } from '../../domain/filter/ast.ts';
import { periodOfDay, periodsBetween } from '../../domain/reports/group-periods.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import type { GroupedQuery, GroupKey, GroupRow } from '../../store/reports/grouped-query.ts';
import type { Key } from '../../store/reports/question.ts';

/** A column of an own report. */
export interface ReportColumn {
  readonly name: string;
  /** As it was typed. */
  readonly label: string;
  readonly type: FieldType;
  /** Of a group of periods. */
  readonly unit?: FiscalUnit | null;
}

export interface Group extends GroupKey, ReportColumn {
  readonly unit: FiscalUnit | null;
}

export interface Measure extends ReportColumn {
  readonly expression: Expression;
  /** Whether it is zero, and not missing, where there are no records. */
  readonly isSum: boolean;
}

/** A report whose names are read. */
export interface ReadReport extends GroupedQuery {
  readonly groups: readonly Group[];
  readonly columns: readonly Measure[];
  /** The group whose values are columns. */
  readonly pivot: number | undefined;
  readonly hasMoney: boolean;
}

/** The rows of a report as they are shown. */
interface Layout {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly Row[];
  readonly totals: readonly Row[];
}

/** Empty periods that are filled in. */
const MAX_FILLED = 5_000;

/** Values of a pivoted group, each a column. */
const MAX_PIVOTED = 200;

/** The rows with those of periods in which there is nothing, in each of the other groups. */
export function filled(
  report: ReadReport,
  rows: readonly GroupRow[],
  { from, to }: ReportPeriod,
  calendar: FiscalCalendar,
): GroupRow[] {
  const { groups, columns, sort } = report;
  const at = groups.findIndex(({ unit }) => unit !== null);
  const unit = groups[at]?.unit;
  if (!unit)
    throw usage('only groups of days, months or other periods can be filled', {
      code: 'fill-without-periods',
    });
  const keys = rows.flatMap(({ keys: own }) => own[at] ?? []);
  const ends = [from, to].flatMap((day) => (day === null ? [] : [periodOfDay(unit, day, calendar)]));
  const ordered = [...keys, ...ends].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return [...rows];
  const series = new Map<string, GroupRow>();
  for (const row of rows) series.set(JSON.stringify([row.keys.with(at, null), row.currency]), row);
  const periods = periodsBetween(unit, first, last, Math.floor(MAX_FILLED / Math.max(1, series.size)));
  if (periods === null)
    throw usage(`too many empty ${unit}s to fill in, from ${first} to ${last}`, { code: 'too-much-to-fill' });
  const known = new Set(rows.map(({ keys: own, currency }) => JSON.stringify([own, currency])));
  const empty = [...series.values()].flatMap(({ keys: own, currency }) =>
    periods.flatMap((period): GroupRow[] => {
      const row = own.with(at, period);
      if (known.has(JSON.stringify([row, currency]))) return [];
      return [{ keys: row, currency, values: columns.map((column) => nothing(column, currency)) }];
    }),
  );
  // Those without a period stay last, and the order that was asked for stays.
  if (sort.length > 0 || empty.length === 0) return [...rows, ...empty];
  const others = [...series.keys()];
  const seriesOf = ({ keys: own, currency }: GroupRow) =>
    others.indexOf(JSON.stringify([own.with(at, null), currency]));
  const periodOf = ({ keys: own }: GroupRow) => {
    const period = own[at] ?? null;
    return period === null ? periods.length : periods.indexOf(period);
  };
  const both = [...rows, ...empty];
  const byPeriod = (a: GroupRow, b: GroupRow) => periodOf(a) - periodOf(b);
  const bySeries = (a: GroupRow, b: GroupRow) => seriesOf(a) - seriesOf(b);
  return both.sort((a, b) =>
    at === 0 ? byPeriod(a, b) || bySeries(a, b) : bySeries(a, b) || byPeriod(a, b),
  );
}

function nothing({ isSum, type }: Measure, currency: string | null): GroupRow['values'][number] {
  if (!isSum) return null;
  return type === 'money' && currency !== null ? { minor: 0, currency } : type === 'money' ? null : 0;
}

/** A row for each group. */
export function flatLayout(
  report: ReadReport,
  groupRows: readonly GroupRow[],
  together: readonly GroupRow[],
): Layout {
  const { groups, columns, hasMoney } = report;
  const toRow = (row: GroupRow): Row => ({
    ...keysOf(groups, row.keys),
    ...(hasMoney ? { currency: row.currency } : {}),
    ...Object.fromEntries(columns.map(({ name }, number) => [name, shownValue(row.values[number])])),
  });
  return {
    columns: [
      ...groups.map(({ name, label, type, unit }) => ({ name, label, type, unit })),
      ...(hasMoney ? [CURRENCY] : []),
      ...columns.map(({ name, label, type }) => ({ name, label, type })),
    ],
    rows: groupRows.map(toRow),
    totals: atTotal(report, together, []).map(toRow),
  };
}

/** The currency of the amounts of a row. */
export const CURRENCY: ReportColumn = { name: 'currency', label: 'Currency', type: 'text' };

/** What stands for all groups in a row of totals. */
const TOTAL = 'total';

/** Rows of totals in the form of others; `kept` are the groups that they tell apart. */
function atTotal({ groups }: ReadReport, rows: readonly GroupRow[], kept: readonly number[]): GroupRow[] {
  const first = groups.findIndex((_, number) => !kept.includes(number));
  return rows.map((row) => ({
    ...row,
    keys: groups.map((_, number) => {
      const own = kept.indexOf(number);
      return own >= 0 ? (row.keys[own] ?? null) : number === first ? TOTAL : null;
    }),
  }));
}

/** The values of one group as columns, in this order; `limit` is that of the rows. */
export function pivotLayout(
  report: ReadReport,
  rows: readonly GroupRow[],
  totals: {
    readonly limit: number | undefined;
    readonly order: readonly Key[];
    readonly ofRows: readonly GroupRow[];
    readonly ofColumns: readonly GroupRow[];
    readonly ofAll: readonly GroupRow[];
  },
): Layout {
  const { groups, columns, pivot = 0, hasMoney } = report;
  const values = pivotValues(report, rows, pivot, totals.order);
  if (values.length > MAX_PIVOTED)
    throw usage(`${groups[pivot]?.label} has ${values.length} values: too many for columns`, {
      code: 'too-many-columns',
    });
  const others = groups.filter((_, number) => number !== pivot);
  const names = new Set([...others.map(({ name }) => name), CURRENCY.name]);
  const cells = [...values, ...(totals.ofAll.length > 0 ? [TOTAL] : [])].flatMap((value) =>
    columns.map((measure, number) => {
      const head = value === null ? NONE : String(value);
      const isOnly = columns.length === 1;
      const name = unused(isOnly ? head : `${head} ${measure.name}`, names);
      return {
        value,
        measure,
        number,
        name,
        label: isOnly ? head : `${head} ${measure.label}`,
        type: measure.type,
      };
    }),
  );
  const toRows = (all: readonly GroupRow[]): Row[] => {
    const lines = new Map<string, GroupRow[]>();
    for (const row of all) {
      const key = JSON.stringify([row.keys.filter((_, number) => number !== pivot), row.currency]);
      lines.set(key, [...(lines.get(key) ?? []), row]);
    }
    return [...lines.values()].map((line) => {
      const [{ keys, currency } = { keys: [], currency: null }] = line;
      const own = keys.filter((_, number) => number !== pivot);
      const valuesOf = cells.map(({ value, number, measure, name }) => {
        const found = line.find((row) => (row.keys[pivot] ?? null) === value);
        return [name, found ? shownValue(found.values[number]) : nothing(measure, currency)] as const;
      });
      return { ...keysOf(others, own), ...(hasMoney ? { currency } : {}), ...Object.fromEntries(valuesOf) };
    });
  };
  const all = groups.map((_, number) => number);
  const rest = all.filter((number) => number !== pivot);
  const ofRows = totals.ofRows.map((row) => {
    const keys = [...row.keys];
    keys.splice(pivot, 0, TOTAL);
    return { ...row, keys };
  });
  const bottom = [
    ...atTotal(report, totals.ofColumns, [pivot]),
    ...atTotal(report, totals.ofAll, []).map((row) => ({
      ...row,
      keys: all.map((number) => (number === pivot || number === rest[0] ? TOTAL : null)),
    })),
  ];
  const head = rows.length === 0 ? [] : toRows([...rows, ...shownOnly(ofRows, rows, pivot)]);
  return {
    columns: [...others, ...(hasMoney ? [CURRENCY] : []), ...cells].map(({ name, label, type }) => ({
      name,
      label,
      type,
    })),
    rows: head.slice(0, totals.limit),
    totals: rest.length === 0 ? [] : toRows(bottom),
  };
}

/** The name, with a number behind it if another column has it. */
function unused(name: string, names: Set<string>): string {
  let found = name;
  for (let number = 2; names.has(found); number++) found = `${name} ${number}`;
  names.add(found);
  return found;
}

/** What stands for a missing value in the head of a column. */
const NONE = '(none)';

/** The totals of lines that are shown. */
function shownOnly(totals: readonly GroupRow[], rows: readonly GroupRow[], pivot: number): GroupRow[] {
  const keyOf = ({ keys, currency }: GroupRow) =>
    JSON.stringify([keys.filter((_, number) => number !== pivot), currency]);
  const shown = new Set(rows.map(keyOf));
  return totals.filter((row) => shown.has(keyOf(row)));
}

/** The values that are columns: periods in their own order, as some of them may have been filled in. */
function pivotValues(
  { groups }: ReadReport,
  rows: readonly GroupRow[],
  pivot: number,
  order: readonly Key[],
): Key[] {
  const values = [...new Set(rows.map(({ keys }) => keys[pivot] ?? null))];
  const isPeriod = groups[pivot]?.unit != null;
  return values.sort(isPeriod ? inOrder : (a, b) => order.indexOf(a) - order.indexOf(b));
}

const inOrder = (a: Key, b: Key) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0);

function keysOf(groups: readonly Group[], keys: readonly Key[]): Row {
  return Object.fromEntries(
    groups.map(({ name, type }, number) => {
      const key = keys[number] ?? null;
      return [name, type === 'bool' && typeof key === 'number' ? key === 1 : key];
    }),
  );
}

/** Decimals of averages and ratios. */
const DECIMALS = 10_000;

function shownValue(value: GroupRow['values'][number] = null): GroupRow['values'][number] {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Math.round(value * DECIMALS) / DECIMALS
    : value;
}
