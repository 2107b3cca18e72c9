import type { FiscalUnit } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import { type ComparedPeriods, counterpart } from '../../domain/reports/compared-periods.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import type { Deps } from '../deps.ts';
import { beforeName, evidenceOfBoth, exchangeOfBoth } from './both-periods.ts';
import { type OwnReport, type OwnReportInput, recordsKey, runOwnReport } from './own-report.ts';

/**
 * Runs a report for two periods, with the measures of the earlier one beside those of the later; groups without a row in the
 * later one are left out. Throws `usage` for a pivot, whose columns differ.
 */
export async function runComparedReport(
  deps: Deps,
  input: OwnReportInput,
  earlier: ClosedPeriod,
): Promise<OwnReport> {
  if (input.definition.pivot !== undefined)
    throw usage('a report with a pivot is not compared', { code: 'compared-pivot' });
  const report = await runOwnReport(deps, input);
  // Conditions on groups and limits choose rows of the later period.
  const definition = { ...input.definition, limit: undefined, having: undefined };
  const before = await runOwnReport(deps, { ...input, definition, period: earlier });
  const groups = report.columns.slice(0, report.groupCount);
  const measures = report.columns
    .slice(report.groupCount)
    .map(({ name }) => name)
    .filter((name) => name !== 'currency');
  const periods = {
    later: input.period.from ?? earlier.from,
    earlier: earlier.from,
    calendar: deps.calendar,
  };
  const inLater = (row: Row): Row => ({
    ...row,
    ...Object.fromEntries(
      groups.map(({ name, unit = null }) => [name, sameIn(row[name] ?? null, unit, periods)]),
    ),
  });
  const keyOf = (row: Row) => recordsKey(row, groups);
  const rows = new Map(before.rows.map((row) => [keyOf(inLater(row)), row]));
  const keys = new Map(before.rows.map((row) => [keyOf(row), keyOf(inLater(row))]));
  const beside = (row: Row, found: Row | undefined): Row => ({
    ...row,
    ...Object.fromEntries(measures.map((name) => [beforeName(name), found?.[name] ?? null])),
  });
  const totalOf = ({ currency }: Row) => before.totals.find((total) => total.currency === currency);
  return {
    ...report,
    columns: report.columns.flatMap((column) =>
      measures.includes(column.name)
        ? [column, { ...column, name: beforeName(column.name), label: `${column.label} before` }]
        : [column],
    ),
    rows: report.rows.map((row) => beside(row, rows.get(keyOf(row)))),
    totals: report.totals.map((row) => beside(row, totalOf(row))),
    exchange: exchangeOfBoth(report.exchange, before.exchange),
    evidence: () =>
      evidenceOfBoth(report.evidence(), before.evidence(), {
        figures: measures,
        compared: measures,
        keyOf: (key) => keys.get(String(key)) ?? null,
      }),
  };
}

/** What a group of the earlier period is compared with in the later one; a year may be a number. */
function sameIn(value: Value, unit: FiscalUnit | null, periods: ComparedPeriods): Value {
  if (unit === null || value === null) return value;
  const name = counterpart(unit, String(value), periods);
  return typeof value === 'number' ? Number(name) : name;
}
