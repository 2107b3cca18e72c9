import type { Report, ReportInput } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import { isMoney } from '../../domain/money.ts';
import { periodsText, type ReportPeriod } from '../../domain/reports/period.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Answer, ReportOnPage } from '../../render/answer.ts';
import { bar } from '../../render/bars.ts';
import { isUtf8 } from '../../render/locale.ts';
import { BAR_COLUMN, type ListColumn, listAnswer } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { besideEarlier, comparedPeriod } from './compare.ts';
import { exchangeNotes } from './exchange-notes.ts';
import { explainReport } from './explain.ts';

/** Columns of the longest bar. */
const BAR_WIDTH = 20;

/** What a report shows. */
export interface ReportView<T> {
  readonly noun: NounDefinition;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly Row[];
  /** Rows below the others, for all groups together. */
  readonly totals?: readonly Row[];
  readonly report: Report<T>;
  readonly period?: ReportPeriod;
  /** Names of columns that are about now, whatever the period. */
  readonly present?: readonly string[];
  /** The period that is beside it. */
  readonly earlier?: ReportPeriod;
  /** What the figures mean. */
  readonly definition: string;
  /** What is missing where there is nothing, and how to get it. */
  readonly empty: string;
  readonly notes?: readonly string[];
  /** The column that a terminal shows as bars. */
  readonly bars?: string | undefined;
}

/** The answer of a report of a period, beside an earlier one with `--compare`. */
export async function comparableAnswer<T>(
  ctx: Context,
  options: SelectionOptions,
  input: ReportInput,
  viewOf: (input: ReportInput) => Promise<ReportView<T>>,
): Promise<Answer> {
  const earlier = comparedPeriod(ctx, options, input.period);
  const view = await viewOf(input);
  if (!earlier) return reportAnswer(ctx, options, view);
  const before = await viewOf({ ...input, period: earlier });
  const compared = { period: input.period, earlier, calendar: ctx.calendar };
  return reportAnswer(ctx, options, besideEarlier(view, before, compared));
}

/** The answer of a report: its rows, or what they mean. */
export async function reportAnswer<T>(
  ctx: Context,
  options: SelectionOptions,
  view: ReportView<T>,
): Promise<Answer> {
  if (options.explain) return explainReport(ctx, options, view);
  const { columns, rows, totals = [], empty, period, report } = view;
  const currencies = rows.flatMap(({ currency }) => (typeof currency === 'string' ? [currency] : []));
  const notes = [...exchangeNotes(report.exchange, currencies), ...(view.notes ?? [])];
  const isTable = ctx.print.format === 'table' && !ctx.settings.columns;
  const answer = isTable
    ? listAnswer(ctx, { noun: view.noun.plural, columns: [...columns, BAR_COLUMN], empty }, [
        ...withBars(view, isUtf8(ctx.io.env)),
        ...totals,
      ])
    : listAnswer(ctx, { noun: view.noun.plural, columns, empty }, [...rows, ...totals]);
  const below = isTable && rows.length > 0 && period ? [periodsText(period, view.earlier), ...notes] : notes;
  return {
    ...answer,
    notes: rows.length > 0 ? below : [],
    report: reportOnPage(view, totals.length),
  };
}

/** What a page says of a report. */
export function reportOnPage<T>(
  {
    noun,
    definition,
    period,
    earlier,
    bars,
    report,
  }: Omit<ReportView<T>, 'rows' | 'report' | 'columns' | 'empty'> & {
    readonly report: Pick<Report<T>, 'evidence'>;
  },
  totalCount = 0,
): ReportOnPage {
  return {
    noun: noun.noun,
    definition,
    period: period ? periodsText(period, earlier) : null,
    bars,
    totalCount,
    records: async (most) => (await report.evidence()).records(most),
    together: async (keys, most) => (await (await report.evidence()).together?.(keys, most)) ?? [],
  };
}

function withBars<T>({ rows, bars }: ReportView<T>, utf8: boolean): Row[] {
  if (bars === undefined) return [...rows];
  const sizeOf = (row: Row) => {
    const value = row[bars] ?? null;
    return isMoney(value) ? Number(value.minor) : Number(value);
  };
  const longest = (row: Row) =>
    Math.max(...rows.filter((other) => other.currency === row.currency).map(sizeOf));
  return rows.map((row) => ({ ...row, bar: bar(sizeOf(row), longest(row), BAR_WIDTH, utf8) }));
}
