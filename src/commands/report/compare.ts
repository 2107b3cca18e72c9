import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { isUnitName } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import { oneOf } from '../../domain/one-of.ts';
import {
  type ClosedPeriod,
  periodBefore,
  type ReportPeriod,
  yearBefore,
} from '../../domain/reports/period.ts';
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
}

const FIGURES: ReadonlySet<string> = new Set(['integer', 'number', 'money', 'duration']);
const isFigure = ({ name, type }: ListColumn) => FIGURES.has(type) && name !== 'id';

/**
 * The figures of an earlier period beside those of a later one, in columns of their own. Rows of the earlier one alone
 * follow, with nothing in the later.
 */
export function besideEarlier<T extends ComparableReport>(
  view: T,
  before: ComparableReport,
  earlier: ReportPeriod,
): T & { readonly earlier: ReportPeriod } {
  const { present = [] } = view;
  const figures = view.columns.filter((column) => isFigure(column) && !present.includes(column.name));
  const keys = view.columns
    .filter((column) => column.name === 'id' || !isFigure(column))
    .map(({ name }) => name);
  return {
    ...view,
    columns: view.columns.flatMap((column) =>
      figures.includes(column)
        ? [
            column,
            {
              ...column,
              name: `${column.name}_before`,
              label: `${column.label} before`,
              help: `${column.help}, in the earlier period`,
            },
          ]
        : [column],
    ),
    rows: rowsBeside(view.rows, before.rows, { figures, keys }),
    ...(view.totals && { totals: rowsBeside(view.totals, before.totals ?? [], { figures, keys }) }),
    earlier,
  };
}

/** Rows with the figures of the earlier ones of the same key, and then the earlier ones alone. */
function rowsBeside(
  rows: readonly Row[],
  earlier: readonly Row[],
  { figures, keys }: { readonly figures: readonly ListColumn[]; readonly keys: readonly string[] },
): readonly Row[] {
  const [keyOf, earlierKeyOf] = [keyReader(rows, keys), keyReader(earlier, keys)];
  const found = new Map(earlier.map((row) => [earlierKeyOf(row), row]));
  const known = new Set(rows.map(keyOf));
  const merged = (now: Row, was: Row | undefined): Row => ({
    ...now,
    ...Object.fromEntries(
      figures.map((column) => [
        `${column.name}_before`,
        was ? (was[column.name] ?? null) : nothing(column, now),
      ]),
    ),
  });
  const gone = earlier.filter((row) => !known.has(earlierKeyOf(row)));
  return [
    ...rows.map((row) => merged(row, found.get(keyOf(row)))),
    ...gone.map((row) =>
      merged(
        { ...row, ...Object.fromEntries(figures.map((column) => [column.name, nothing(column, row)])) },
        row,
      ),
    ),
  ];
}

/** A count or sum of nothing is zero; an average or rate is not known, and there is no rank. */
function nothing({ name, type }: ListColumn, { currency }: Row): Value {
  if (type === 'integer') return name === 'rank' ? null : 0;
  return type === 'money' && typeof currency === 'string' ? { minor: 0, currency } : null;
}

/** What rows of both periods have in common: their texts, where a time is its place among the others. */
function keyReader(rows: readonly Row[], keys: readonly string[]): (row: Row) => string {
  const places = keys.map((name) => {
    const values = [...new Set(rows.map((row) => String(row[name] ?? '')))].filter((value) => value !== '');
    return values.length > 0 && values.every(isUnitName) ? values.sort() : null;
  });
  return (row) => JSON.stringify(keys.map((name, at) => placeOf(places[at] ?? null, row[name] ?? null)));
}

const placeOf = (times: readonly string[] | null, value: Value): Value =>
  times === null || value === null ? value : times.indexOf(String(value));
