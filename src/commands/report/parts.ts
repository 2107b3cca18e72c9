import { reportParts } from '../../app/reports/parts.ts';
import type { Report, ReportInput } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { Answer } from '../../render/answer.ts';
import { keyOf, keyText } from '../../render/report-rows.ts';
import type { Evidence, FigureRecords } from '../../store/reports/question.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { groupColumn, groupText } from './columns.ts';
import { comparableAnswer, type ReportView } from './report-answer.ts';

/**
 * The answer of a report without groups of its own, beside an earlier period with `--compare`: `--by` makes it for each group,
 * of units of time those that begin by `lastDay`. `fixed` are columns that its rows are of.
 */
export function partedAnswer<T>(
  ctx: Context,
  options: SelectionOptions,
  input: ReportInput,
  fixed: readonly string[],
  viewOf: (input: ReportInput) => Promise<ReportView<T>>,
  lastDay?: string,
): Promise<Answer> {
  return comparableAnswer(ctx, options, input, (asked) =>
    asked.by === undefined ? viewOf(asked) : partedView(ctx, asked, fixed, viewOf, lastDay),
  );
}

/**
 * A report that has no groups of its own, made for each group of `--by`: its rows follow each other, with the group before
 * them. Throws `usage` where the report has a column of that name which means something else.
 */
export async function partedView<T>(
  ctx: Context,
  input: ReportInput,
  /** Names of columns that its rows are of. */
  fixed: readonly string[],
  viewOf: (input: ReportInput) => Promise<ReportView<T>>,
  lastDay?: string,
): Promise<ReportView<T>> {
  const whole = await viewOf({ ...input, by: undefined });
  const deps = await ctx.deps();
  const { name, parts } = await reportParts(deps, whole.noun, input, lastDay);
  if (fixed.includes(name))
    throw usage(`this report is by ${name} already`, 'Leave out --by, or group by another field.');
  const views: { readonly text: string | null; readonly view: ReportView<T> }[] = [];
  for (const { key, input: part } of parts)
    views.push({ text: groupText(ctx, key), view: await viewOf(part) });
  const named = (text: string | null) => (row: Row) => ({
    ...row,
    [name]: text,
    key: keyOfPart(text, keyOf(row)),
  });
  return {
    ...whole,
    columns: [...groupColumn(whole.noun, name), ...whole.columns.filter((column) => column.name !== name)],
    rows: views.flatMap(({ text, view }) => view.rows.map(named(text))),
    totals: views.flatMap(({ text, view }) => (view.totals ?? []).map(named(text))),
    report: { ...whole.report, evidence: () => evidenceOf(views) },
  };
}

/** What tells a row of a part from those of others. */
const keyOfPart = (part: string | null, key: string): string => `${part ?? ''} ${key}`;

/** The records of the rows of each part, and the statements that find them, one for each part below its name. */
async function evidenceOf<T>(
  views: readonly { readonly text: string | null; readonly view: { readonly report: Report<T> } }[],
): Promise<Evidence> {
  const parts: { readonly text: string | null; readonly evidence: Evidence }[] = [];
  for (const { text, view } of views) parts.push({ text, evidence: await view.report.evidence() });
  return {
    statement: parts
      .map(({ text, evidence }) => `-- ${(text ?? 'none').replaceAll(/\s+/g, ' ')}\n${evidence.statement}`)
      .join(';\n'),
    async records(most) {
      const found: FigureRecords[] = [];
      for (const { text, evidence } of parts)
        for (const each of await evidence.records(most))
          found.push({ ...each, key: keyOfPart(text, keyText(each.key)) });
      return found;
    },
  };
}
