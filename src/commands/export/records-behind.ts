import { FIELDS_SHOWN, fieldsOf } from '../../app/records/fields.ts';
import { readRows } from '../../app/records/rows.ts';
import type { Context } from '../../context.ts';
import type { Noun, Row } from '../../domain/field.ts';
import type { RecordsOfFigure, ReportOnPage } from '../../render/answer.ts';
import type { Column } from '../../render/column.ts';
import type { RecordsBehind } from '../../render/html/page.ts';
import { figureTitle, type ShownFigures, shownFigures } from '../../render/report-figures.ts';
import { keyOf } from '../../render/report-rows.ts';
import { pickFields, toColumn } from '../record/fields.ts';

/** Records that a page lists behind a figure, and in all. */
const MAX_OF_FIGURE = 25;
const MAX_OF_PAGE = 1000;

/** Columns of records that every page has room for. */
const MAX_COLUMNS = 7;

/** The records behind the figures of each row of a report, and of its totals, as they are listed. */
export async function readRecordsBehind(
  ctx: Context,
  report: ReportOnPage,
  { rows, totals }: { readonly rows: readonly Row[]; readonly totals: readonly Row[] },
  columns: readonly Column[],
): Promise<RecordsBehind[]> {
  const deps = await ctx.deps();
  const view = { today: '', currency: deps.currency };
  const shown: ShownFigures[] = [];
  let left = MAX_OF_PAGE;
  const behind = [
    ...shownFigures(await recordsOfTotals(report, rows, totals), totals, columns),
    ...shownFigures(await report.records(MAX_OF_FIGURE), [...rows, ...totals], columns),
  ];
  for (const figure of behind) {
    if (left <= 0) break;
    const ids = figure.ids.slice(0, left);
    left -= ids.length;
    shown.push({ ...figure, ids });
  }
  const nounOf = ({ noun = report.noun }: ShownFigures) => noun;
  const lists = new Map<Noun, Awaited<ReturnType<typeof readListed>>>();
  for (const [noun, own] of Map.groupBy(shown, nounOf))
    lists.set(noun, await readListed(ctx, noun, [...new Set(own.flatMap(({ ids }) => ids))]));
  return shown.flatMap((figure) => {
    const list = lists.get(nounOf(figure));
    if (!list) return [];
    const title = figureTitle(figure, columns, view);
    return {
      key: keyOf(figure.row),
      figures: figure.columns,
      title: title === '' ? 'all rows' : title,
      columns: list.columns,
      rows: figure.ids.map((id) => list.rows.get(id)).filter((row) => row !== undefined),
      count: figure.count,
    };
  });
}

/** The key of a total that has no records of its own, by its place. */
export const totalKey = (at: number): string => `total ${at + 1}`;

/** The records of each total without its own: those of all rows, where it has a currency of all in that. */
async function recordsOfTotals(
  report: ReportOnPage,
  rows: readonly Row[],
  totals: readonly Row[],
): Promise<RecordsOfFigure[]> {
  const found: RecordsOfFigure[] = [];
  for (const [at, total] of totals.entries()) {
    if (total.key !== totalKey(at)) continue;
    const { currency = null } = total;
    const summed = rows.filter((row) => currency === null || (row.currency ?? null) === currency);
    for (const each of await report.together(summed.map(keyOf), MAX_OF_FIGURE))
      found.push({ ...each, key: keyOf(total) });
  }
  return found;
}

/** Records of a noun by number, with the columns that a list of them has room for. */
async function readListed(ctx: Context, noun: Noun, ids: readonly number[]) {
  const deps = await ctx.deps();
  const spec = deps.store.db.nouns.get(noun);
  const fields = pickFields(spec.listColumns, await fieldsOf(deps.store, spec, FIELDS_SHOWN));
  const shown = fields.slice(0, MAX_COLUMNS);
  const found = await readRows(deps, { noun, fields: shown, ids });
  return { columns: shown.map(toColumn), rows: new Map(found.map((row) => [Number(row.id), row])) };
}
