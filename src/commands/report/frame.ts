import { Option } from 'commander';
import type { Report, ReportInput } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import { addDaysTo } from '../../domain/dates/calendar.ts';
import { addUnitsTo, startOfUnit } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import {
  type ClosedPeriod,
  checkPeriod,
  periodText,
  type ReportPeriod,
} from '../../domain/reports/period.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { bar } from '../../render/bars.ts';
import { countText } from '../../render/counts.ts';
import { isUtf8 } from '../../render/locale.ts';
import { figureTitle, type ShownFigures, shownFigures } from '../../render/report-figures.ts';
import { keyOf, rowTitle } from '../../render/report-rows.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { optionGroup } from '../option-group.ts';
import { periodNamed, readPeriod } from '../parse-args.ts';
import { type SelectionOptions, selectionOf, userLiteral } from '../record/selection.ts';
import { besideEarlier, COMPARE, comparedPeriod } from './compare.ts';
import { exchangeNotes } from './exchange-notes.ts';

/** Columns of the longest bar. */
const BAR_COLUMNS = 20;

/** What the options of a report add to those that all have. */
interface ReportOptions {
  /** What it groups by without `--by`, empty for all together; else why it has no such option. */
  readonly by: string | WhyNot;
  /** Why it compares with no earlier period; true if it does. */
  readonly compares: true | WhyNot;
  /** What a day of the period is, for help: `won`; else why it has none. */
  readonly when: string | WhyNot;
}

/** Why a report lacks an option that others have. */
interface WhyNot {
  readonly why: string;
}

/** Adds the options that all reports have. */
export const addReportOptions = optionGroup<SelectionOptions, [NounDefinition, ReportOptions]>(
  (command, { shortcuts, plural }, { by, compares, when }) => {
    command.option('-w, --where <filter>', `a filter of the ${plural}`);
    command.option('--segment <name>', 'a saved filter: crm segment list');
    for (const { option, place, help } of shortcuts) command.option(`--${option} <${place}>`, help);
    if (!shortcuts.some(({ option }) => option === 'owner')) command.option('--owner <user>', 'of this user');
    command.option('--mine', 'only your own');
    if (!shortcuts.some(({ option }) => option === 'pipeline'))
      refuse(command, ['pipeline'], `${plural} are in no pipeline: deals are`);
    if (typeof when === 'string') {
      command.option('--since <date>', `${when} on or after this day`);
      command.option('--until <date>', `${when} on or before this day`);
      command.option(
        '--period <period>',
        'instead of both: month, last quarter, 2026, 2026-Q2, "last 90 days"',
      );
    } else refuse(command, ['since', 'until', 'period'], when.why);
    if (typeof by === 'string')
      command.option(
        '--by <field>',
        `group by a field${typeof when === 'string' ? ', or by day, week, month, quarter or year' : ''}${by === '' ? '' : `; default: ${by}`}`,
      );
    else refuse(command, ['by'], by.why);
    if (compares === true)
      command.option('--compare <period>', `with an earlier period: ${COMPARE.join(' or ')}`);
    else refuse(command, ['compare'], compares.why);
    return command.option('--explain', 'say what the figures mean, and which records are in them');
  },
);

/** Lets a command say why it has none of these options of other reports. */
export function refuse(
  command: { addOption(option: Option): unknown },
  names: readonly string[],
  why: string,
): void {
  for (const name of names)
    command.addOption(
      new Option(`--${name} <value>`).hideHelp().argParser(() => {
        throw usage(`this report has no --${name}: ${why}`);
      }),
    );
}

/** Why a report of what is open has no time. */
export const NOW_ALONE: WhyNot = { why: 'it is about the deals as they are now' };

/** What the options ask for. `usual` is the period without any. */
export function reportInput(
  ctx: Context,
  noun: NounDefinition,
  options: SelectionOptions,
  usual: ReportPeriod = { from: null, to: null },
): ReportInput {
  const { since: _, until: __, ...others } = options;
  const by = typeof options.by === 'string' ? options.by : undefined;
  const chosen = selectionOf(ctx, noun, others);
  const hasOwner = noun.shortcuts.some(({ option }) => option === 'owner');
  const ofUser =
    !hasOwner && typeof options.owner === 'string' ? [`${noun.owner} = ${userLiteral(options.owner)}`] : [];
  const selection = { ...chosen, filters: [...chosen.filters, ...ofUser] };
  return { selection, period: periodOf(ctx, options) ?? usual, by };
}

/**
 * The period of the options with both ends: a missing one is that of the usual period or, where that would end before it
 * begins, of the quarter of the other.
 */
export function closedPeriodOf(ctx: Context, options: SelectionOptions, usual: ClosedPeriod): ClosedPeriod {
  const { from, to } = periodOf(ctx, options) ?? usual;
  const quarterOf = (day: string) => startOfUnit('quarter', day, ctx.calendar);
  if (from === null)
    return { from: to !== null && to < usual.from ? quarterOf(to) : usual.from, to: to ?? usual.to };
  const end = from > usual.to ? addDaysTo(addUnitsTo('quarter', quarterOf(from), 1), -1) : usual.to;
  return { from, to: to ?? end };
}

/** The ends of a period that it has. */
export const closedPart = ({ from, to }: ReportPeriod): Partial<ClosedPeriod> => ({
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
});

/** The period of `--since`, `--until` and `--period`; null without any. */
export function periodOf(ctx: Context, options: SelectionOptions): ReportPeriod | null {
  const { from, to } = readPeriod(ctx, options, true);
  if (typeof options.period === 'string') {
    if (from || to) throw usage('--period and --since or --until exclude each other');
    return periodNamed(ctx, options.period);
  }
  return from || to ? checkPeriod({ from: from?.date ?? null, to: to?.date ?? null }) : null;
}

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
  if (!earlier || options.explain) return reportAnswer(ctx, options, view);
  const before = await viewOf({ ...input, period: earlier });
  return reportAnswer(ctx, options, besideEarlier(view, before, earlier));
}

const periodsText = (period: ReportPeriod, earlier: ReportPeriod | undefined) =>
  periodText(period) + (earlier ? `; before: ${periodText(earlier)}` : '');

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
    ? listAnswer(ctx, { noun: view.noun.plural, columns: [...columns, BAR], empty }, [
        ...withBars(view, isUtf8(ctx.io.env)),
        ...totals,
      ])
    : listAnswer(ctx, { noun: view.noun.plural, columns, empty }, [...rows, ...totals]);
  const below = isTable && rows.length > 0 && period ? [periodsText(period, view.earlier), ...notes] : notes;
  return {
    ...answer,
    notes: rows.length > 0 ? below : [],
    report: {
      noun: view.noun.noun,
      definition: view.definition,
      period: period ? periodText(period) : null,
      bars: view.bars,
      totalCount: totals.length,
      records: async (most) => (await report.evidence()).records(most),
    },
  };
}

const BAR: ListColumn = {
  name: 'bar',
  label: '',
  type: 'text',
  whole: true,
  help: 'a bar',
  look: () => 'stage2',
};

function withBars<T>({ rows, bars }: ReportView<T>, utf8: boolean): Row[] {
  if (bars === undefined) return [...rows];
  const sizeOf = (row: Row) => {
    const value = row[bars] ?? null;
    return typeof value === 'object' && value !== null && 'minor' in value
      ? Number(value.minor)
      : Number(value);
  };
  const longest = (row: Row) =>
    Math.max(...rows.filter((other) => other.currency === row.currency).map(sizeOf));
  return rows.map((row) => ({ ...row, bar: bar(sizeOf(row), longest(row), BAR_COLUMNS, utf8) }));
}

/** What a report means, and the records in it. */
type Explanation = Pick<
  ReportView<unknown>,
  'noun' | 'columns' | 'rows' | 'totals' | 'definition' | 'period'
> & {
  readonly report: Pick<Report<unknown>, 'evidence' | 'exchange'>;
};

/**
 * The answer to `--explain`: the definition of a report, its filter, its SQL and the references of the records behind each
 * figure. In a format that was asked for, these alone, all of them.
 */
export async function explainReport(
  ctx: Context,
  options: SelectionOptions,
  explanation: Explanation,
): Promise<Answer> {
  const { noun, report, definition, period, columns, rows, totals = [] } = explanation;
  const evidence = await report.evidence();
  const view = { today: '', currency: ctx.config.get('currency') };
  const isList = ctx.settings.format !== undefined && ctx.settings.format !== 'table';
  const shown = shownFigures(
    await evidence.records(isList ? undefined : MAX_SHOWN),
    [...rows, ...totals],
    columns,
  );
  const nounOf = (figures: ShownFigures) => figures.noun ?? noun.noun;
  if (isList) return recordList(ctx, explanation, shown, nounOf);
  const references = (figures: ShownFigures) => {
    const more = figures.count > figures.ids.length ? ` … (${countText(figures.count)} in all)` : '';
    return figures.ids.map((id) => `${nounOf(figures)}:${id}`).join(' ') + more;
  };
  const areRows = shown.every(({ row, ids }) => ids.length === 1 && keyOf(row) === String(ids[0]));
  const filters = [
    ...new Set(['where', 'segment', 'owner', 'who', ...noun.shortcuts.map(({ option }) => option)]),
  ].flatMap((name) => (typeof options[name] === 'string' ? [`--${name} ${options[name]}`] : []));
  const lines = [
    definition,
    `Filter: ${filters.length > 0 ? filters.join(', ') : 'none'}${period ? `, ${periodText(period)}` : ''}`,
    ...(areRows
      ? [`Records: ${shown.map(references).join(' ') || 'none'}`]
      : shown.map(
          (figures) => `${figureTitle(figures, columns, view) || 'Records'}: ${references(figures)}`,
        )),
    ...exchangeNotes(report.exchange, []).map((note) => `Currencies: ${note}`),
    `SQL: ${evidence.statement}`,
  ];
  return { type: 'raw', text: `${lines.join('\n')}\n` };
}

/** The records behind figures, a row for each; as ids each once. */
function recordList(
  ctx: Context,
  { columns }: Pick<ReportView<unknown>, 'columns'>,
  shown: readonly ShownFigures[],
  nounOf: (figures: ShownFigures) => string,
): Answer {
  const view = { today: '', currency: ctx.config.get('currency') };
  const rows = shown.flatMap((figures) => {
    const names = figures.columns.flatMap((name) => name ?? []);
    const row = rowTitle(figures.row, columns, view) || null;
    const own = [
      ...(names.length > 0 ? [names.join(' ')] : []),
      ...(figures.columns.includes(null) ? [null] : []),
    ];
    return own.flatMap((each) =>
      figures.ids.map((id) => ({ row, figures: each, id: `${nounOf(figures)}:${id}` })),
    );
  });
  const ids = new Map(rows.map((row) => [row.id, row]));
  const isIds = ctx.settings.format === 'ids';
  return listAnswer(ctx, { noun: 'records', columns: RECORD_COLUMNS }, isIds ? ids.values() : rows);
}

const RECORD_COLUMNS: readonly ListColumn[] = [
  { name: 'row', label: 'Row', type: 'text', help: 'the row of the report; empty for a single one' },
  { name: 'figures', label: 'Figures', type: 'text', help: 'its columns; empty for all the others' },
  { name: 'id', label: 'Record', type: 'text', help: 'a record behind them' },
];

/** References that an explanation prints for a figure. */
const MAX_SHOWN = 200;
