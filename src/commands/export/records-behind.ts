import { FIELDS_SHOWN, fieldsOf } from '../../app/records/fields.ts';
import { readRows } from '../../app/records/rows.ts';
import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import type { ReportOnPage } from '../../render/answer.ts';
import type { Column } from '../../render/column.ts';
import { keyOf, type RecordsBehind } from '../../render/html/page.ts';
import { columnText } from '../../render/values.ts';
import { pickFields, toColumn } from '../record/fields.ts';

/** Records that a page lists for one row, and in all. */
const MAX_OF_ROW = 25;
const MAX_OF_PAGE = 1000;

/** Columns of records that every page has room for. */
const MAX_COLUMNS = 7;

/** The records behind each row of a report, as they are listed; behind all rows where nobody knows which is where. */
export async function readRecordsBehind(
  ctx: Context,
  report: ReportOnPage,
  rows: readonly Row[],
  columns: readonly Column[],
): Promise<RecordsBehind[]> {
  const found = await report.records();
  const deps = await ctx.deps();
  const spec = deps.store.db.nouns.get(report.noun);
  const fields = await fieldsOf(deps.store, spec, FIELDS_SHOWN);
  const shown = pickFields(spec.listColumns, fields).slice(0, MAX_COLUMNS);
  const groups = new Map<string | null, number[]>();
  for (const { key, id } of found) {
    const name = key === undefined ? null : key === null ? '' : String(key);
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  const view = { today: '', currency: deps.currency };
  const titleOf = (key: string | null): string => {
    const row = key === null ? undefined : rows.find((each) => keyOf(each) === key);
    const named = columns.filter(({ type, name }) => type === 'text' && name !== 'currency');
    const title =
      row && named.map((column) => columnText(column, row[column.name] ?? null, view)).filter(Boolean);
    return title?.join(', ') || (key === null ? 'all rows' : '(none)');
  };
  const records: RecordsBehind[] = [];
  let left = MAX_OF_PAGE;
  const inOrder = [...groups].filter(([key]) => key === null || rows.some((row) => keyOf(row) === key));
  const placeOf = (key: string | null) => rows.findIndex((row) => keyOf(row) === key);
  inOrder.sort(([a], [b]) => placeOf(a) - placeOf(b));
  for (const [key, ids] of inOrder) {
    if (left <= 0) break;
    const most = key === null ? Math.min(left, 200) : Math.min(left, MAX_OF_ROW);
    const rowsBehind = await readRows(deps, { noun: report.noun, fields: shown, ids: ids.slice(0, most) });
    left -= rowsBehind.length;
    records.push({
      key,
      title: titleOf(key),
      columns: shown.map(toColumn),
      rows: rowsBehind,
      hasMore: ids.length > most,
    });
  }
  return records;
}
