import { isUnitName } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { ReportPeriod } from '../../domain/reports/period.ts';
import type { Deps } from '../deps.ts';
import { type OwnReport, type OwnReportInput, runOwnReport } from './own-report.ts';

/**
 * Runs a report for two periods, with the measures of the earlier one beside those of the later; groups without a row in the
 * later one are left out. Throws `usage` for a pivot, whose columns differ.
 */
export async function runComparedReport(
  deps: Deps,
  input: OwnReportInput,
  earlier: ReportPeriod,
): Promise<OwnReport> {
  if (input.definition.pivot !== undefined)
    throw usage('a report with a pivot is not compared', { code: 'compared-pivot' });
  const report = await runOwnReport(deps, input);
  // Conditions on groups and limits choose rows of the later period.
  const definition = { ...input.definition, limit: undefined, having: undefined };
  const before = await runOwnReport(deps, { ...input, definition, period: earlier });
  const groups = report.columns.slice(0, report.groupCount).map(({ name }) => name);
  const measures = report.columns.slice(report.groupCount).filter(({ name }) => name !== 'currency');
  const [key, earlierKey] = [keyOf(report.rows, groups), keyOf(before.rows, groups)];
  const rows = new Map(before.rows.map((row) => [earlierKey(row), row]));
  const beside = (row: Row, found: Row | undefined): Row => ({
    ...row,
    ...Object.fromEntries(measures.map(({ name }) => [`${name}_before`, found?.[name] ?? null])),
  });
  const totalOf = ({ currency }: Row) => before.totals.find((total) => total.currency === currency);
  return {
    ...report,
    columns: report.columns.flatMap((column) =>
      measures.includes(column)
        ? [column, { ...column, name: `${column.name}_before`, label: `${column.label} before` }]
        : [column],
    ),
    rows: report.rows.map((row) => beside(row, rows.get(key(row)))),
    totals: report.totals.map((row) => beside(row, totalOf(row))),
  };
}

/** What rows of both periods have in common: their groups, where a time is its place among the others. */
function keyOf(rows: readonly Row[], groups: readonly string[]): (row: Row) => string {
  const places = groups.map((name) => {
    const values = [...new Set(rows.map((row) => row[name]))];
    const isTime = values.every((value) => value === null || isUnitName(String(value)));
    return isTime ? values.map(String).sort() : null;
  });
  return (row) =>
    JSON.stringify([
      ...groups.map((name, at) => places[at]?.indexOf(String(row[name])) ?? row[name]),
      row.currency ?? null,
    ]);
}
