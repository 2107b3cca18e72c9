import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Row } from '../../domain/field.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { writeOutput } from '../../io/output-file.ts';
import type { OutputTarget } from '../../io/outputs.ts';
import type { Answer } from '../../render/answer.ts';
import { dayTitle } from '../../render/days.ts';
import type { Encoder } from '../../render/encoder.ts';
import { type HtmlReport, PAGE_END, type PageFrame, pageStart, reportPage } from '../../render/html/page.ts';
import { tableRow, tableStart } from '../../render/html/table.ts';
import { keyOf } from '../../render/report-rows.ts';
import { type Viewpoint, viewOf } from '../../render/values.ts';
import { readRecordsBehind, totalKey } from './records-behind.ts';

/** The command that a list is the answer of. */
export interface AskedList {
  /** What the list is, in one line. */
  readonly title: string;
  readonly argv: readonly string[];
}

type ListAnswer = Answer & { readonly type: 'list' };

/** Writes a list as a page to read: a report with its chart and the records behind it, other lists as a table. */
export async function writePage(
  ctx: Context,
  target: OutputTarget,
  answer: ListAnswer,
  asked: AskedList,
): Promise<void> {
  const frame = await pageFrame(ctx, titleText(asked.title));
  if (!answer.report) return writeTablePage(ctx, target, answer, frame);
  const report = await htmlReport(ctx, answer, frame.title, asked.argv);
  await writeOutput(target, ctx.io.signal, (out) => out.write(reportPage(report, frame)));
}

/** More rows of a report than this nobody reads on a page. */
const MAX_ROWS = 1000;

/** What stands on every page. */
export async function pageFrame(ctx: Context, title: string): Promise<PageFrame> {
  const today = toLocalDate(ctx.clock.now());
  const view = await viewOf([PHONE], { today, currency: ctx.config.get('currency') });
  return { title, made: `${dayTitle(today)}, ${today.slice(0, 4)}`, user: ctx.user, view };
}

const PHONE = { name: 'phone', label: '', type: 'phone' } as const;

/** The answer of a report for a page. */
export async function htmlReport(
  ctx: Context,
  { view, rows: all, report, notes = [] }: ListAnswer,
  title: string,
  argv: readonly string[],
  mostRows = MAX_ROWS,
): Promise<HtmlReport> {
  const rows: Row[] = [];
  for await (const row of all) rows.push(row);
  const totalCount = report?.totalCount ?? 0;
  const own = rows.slice(0, rows.length - totalCount);
  const totals = rows
    .slice(own.length)
    .map((row, at) => (keyOf(row) === '' ? { ...row, key: totalKey(at) } : row));
  const columns = view.columns.filter(({ label }) => label !== '');
  return {
    title,
    command: ['crm', ...withoutOutput(argv)].map(shellQuote).join(' '),
    columns,
    rows: own,
    totals,
    bars: report?.bars,
    period: report?.period ?? null,
    definition: report?.definition ?? null,
    notes,
    empty: view.empty ?? `no ${view.noun} found`,
    mostRows,
    records:
      report && own.length > 0 ? await readRecordsBehind(ctx, report, { rows: own, totals }, columns) : [],
  };
}

/** A list of any length as a table, written row by row. */
async function writeTablePage(
  ctx: Context,
  target: OutputTarget,
  { view, rows }: ListAnswer,
  { title, made, user, view: viewpoint }: PageFrame,
): Promise<void> {
  const encoder = tableEncoder(view.columns, title, `${made}, by ${user}`, viewpoint);
  await writeOutput(target, ctx.io.signal, (out) =>
    ctx.print.list(view, rows, { out, format: 'csv', encoder }),
  );
}

function tableEncoder(
  columns: ListAnswer['view']['columns'],
  title: string,
  below: string,
  view: Viewpoint,
): Encoder {
  return {
    head: `${pageStart(title, below)}<section><div class="scroll">${tableStart(columns, title, true)}`,
    batch: (rows) => rows.map((row) => tableRow(columns, row, view)).join(''),
    tail: () => `</tbody></table></div></section>\n${PAGE_END}`,
  };
}

/** A summary as a title. */
export function titleText(summary: string): string {
  return summary.charAt(0).toUpperCase() + summary.slice(1);
}

/** The command line without the file that it is written to. */
function withoutOutput(argv: readonly string[]): string[] {
  return argv.filter(
    (word, at) =>
      !/^(?:-o.*|--output(?:=.*)?|--force)$/.test(word) && !/^(?:-o|--output)$/.test(argv[at - 1] ?? ''),
  );
}
