import { beforeName, evidenceOfBoth, exchangeOfBoth } from '../../app/reports/both-periods.ts';
import type { Report } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { FISCAL_UNITS, type FiscalCalendar, isUnitName } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import { oneOf } from '../../domain/one-of.ts';
import { counterpart } from '../../domain/reports/compared-periods.ts';
import {
  type ClosedPeriod,
  periodBefore,
  type ReportPeriod,
  yearBefore,
} from '../../domain/reports/period.ts';
import { keyOf, keyText } from '../../render/report-rows.ts';
import type { Evidence } from '../../store/reports/question.ts';
import type { ListColumn } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';

export const COMPARE = ['previous', 'last-year'] as const;

/** The period that `--compare` asks for. */
export function comparedPeriod(ctx: Context, options: SelectionOptions, { from, to }: ReportPeriod) {
  if (typeof options.compare !== 'string') return undefined;
  const how = oneOf('cannot compare with', options.compare, COMPARE);
  if (from === null)
    throw usage(
      '--compare needs a period that has a beginning',
      'For example: --period month --compare previous',
    );
  const closed: ClosedPeriod = { from, to: to ?? toLocalDate(ctx.clock.now()) };
  return how === 'previous' ? periodBefore(closed) : yearBefore(closed);
}

/** Columns and rows of a report, as far as two of them are compared. */
interface ComparableReport {
  readonly columns: readonly ListColumn[];
  readonly rows: readonly Row[];
  readonly totals?: readonly Row[];
  /** Names of columns that are about now, whatever the period. */
  readonly present?: readonly string[];
  readonly report?: Pick<Report<unknown>, 'group' | 'exchange' | 'evidence'>;
}

const FIGURES: ReadonlySet<string> = new Set(['integer', 'number', 'money', 'duration']);
const isFigure = ({ name, type }: ListColumn) => FIGURES.has(type) && name !== 'id';

/** The period that a report is compared with, beside its own. */
interface Comparison {
  readonly period: ReportPeriod;
  readonly earlier: ClosedPeriod;
  readonly calendar: FiscalCalendar;
}

/**
 * The figures of an earlier period beside those of a later one, in columns of their own. Rows of the earlier one alone have
 * nothing in the later, and follow; a unit of time is that of the later period, and in its place.
 */
export function besideEarlier<T extends ComparableReport>(
  view: T,
  before: ComparableReport,
  { period, earlier, calendar }: Comparison,
): T & { readonly earlier: ReportPeriod } {
  const { present = [], columns, report } = view;
  const figures = columns.filter((column) => isFigure(column) && !present.includes(column.name));
  const keys = columns.filter((column) => column.name === 'id' || !isFigure(column)).map(({ name }) => name);
  const unit = FISCAL_UNITS.find((each) => keys.includes(each) || report?.group === each);
  const times = unit === undefined ? [] : keys.filter((name) => name === unit || name === 'period');
  const later = period.from ?? earlier.from;
  const inLater = (row: Row): Row => ({
    ...row,
    ...Object.fromEntries(
      times.map((name) => {
        const value = row[name] ?? null;
        if (unit === undefined || value === null) return [name, value];
        return [name, counterpart(unit, String(value), { later, earlier: earlier.from, calendar })];
      }),
    ),
  });
  const places = { figures, keys, inLater, time: times[0] };
  const { rows, beside } = rowsBeside(view.rows, before.rows, places);
  const totals = rowsBeside(view.totals ?? [], before.totals ?? [], places);
  const rowsOfKeys = new Map([...beside, ...totals.beside]);
  const both = report &&
    before.report && {
      ...report,
      exchange: exchangeOfBoth(report.exchange, before.report.exchange),
      evidence: async () =>
        evidenceOfBoth(await report.evidence(), (await before.report?.evidence()) as Evidence, {
          figures: columns.filter(isFigure).map(({ name }) => name),
          compared: figures.map(({ name }) => name),
          keyOf: (key) => rowsOfKeys.get(keyText(key)) ?? keyText(key),
        }),
    };
  return {
    ...view,
    columns: columns.flatMap((column) =>
      figures.includes(column)
        ? [
            column,
            {
              ...column,
              name: beforeName(column.name),
              label: `${column.label} before`,
              help: `${column.help}, in the earlier period`,
            },
          ]
        : [column],
    ),
    rows,
    ...(view.totals && { totals: totals.rows }),
    ...(both && { report: both }),
    earlier,
  };
}

/**
 * Rows with the figures of the earlier ones of the same texts, and the earlier ones alone; and for the keys of the earlier
 * ones those of the rows that they are in.
 */
function rowsBeside(
  rows: readonly Row[],
  earlier: readonly Row[],
  {
    figures,
    keys,
    inLater,
    time,
  }: {
    readonly figures: readonly ListColumn[];
    readonly keys: readonly string[];
    inLater(row: Row): Row;
    readonly time: string | undefined;
  },
): { readonly rows: readonly Row[]; readonly beside: readonly (readonly [string, string])[] } {
  const textsOf = (row: Row) => JSON.stringify(keys.map((name) => row[name] ?? null));
  const translated = earlier.map((row) => [row, inLater(row)] as const);
  const found = new Map(translated.map(([row, later]) => [textsOf(later), row]));
  const known = new Map(rows.map((row) => [textsOf(row), keyOf(row)]));
  const merged = (now: Row, was: Row | undefined): Row => ({
    ...now,
    ...Object.fromEntries(
      figures.map((column) => [
        beforeName(column.name),
        was ? (was[column.name] ?? null) : nothing(column, now),
      ]),
    ),
  });
  const aloneKey = (row: Row) => `${keyOf(row)} before`;
  const gone = translated
    .filter(([, later]) => !known.has(textsOf(later)))
    .map(([row, later]) =>
      merged(
        {
          ...later,
          ...Object.fromEntries(figures.map((column) => [column.name, nothing(column, row)])),
          key: aloneKey(row),
        },
        row,
      ),
    );
  const all = [...rows.map((row) => merged(row, found.get(textsOf(row)))), ...gone];
  return {
    rows: time === undefined || gone.length === 0 ? all : inTime(all, rows, time),
    beside: translated.map(([row, later]) => [keyOf(row), known.get(textsOf(later)) ?? aloneKey(row)]),
  };
}

/** Rows in the order of their times, as far as those that were there are; what has no time is last. */
function inTime(all: readonly Row[], rows: readonly Row[], time: string): readonly Row[] {
  const timeOf = (row: Row) => {
    const name = String(row[time] ?? '');
    return isUnitName(name) ? name : '~';
  };
  const byTime = (one: Row, other: Row) =>
    timeOf(one) < timeOf(other) ? -1 : timeOf(one) > timeOf(other) ? 1 : 0;
  const isOrdered = rows.every((row, at) => at === 0 || byTime(rows[at - 1] as Row, row) <= 0);
  return isOrdered ? [...all].sort(byTime) : all;
}

/** A count or sum of nothing is zero; an average or rate is not known, and there is no rank. */
function nothing({ name, type }: ListColumn, { currency }: Row): Value {
  if (type === 'integer') return name === 'rank' ? null : 0;
  return type === 'money' && typeof currency === 'string' ? { minor: 0, currency } : null;
}
