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
import type { Evidence } from '../../store/reports/question.ts';
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
  if (options.explain) return explainReport(options, view);
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
      records: async () => recordsOf(await report.evidence()),
    },
  };
}

/** The records behind figures, with the row that each is in where that is known. */
async function recordsOf({ byGroup, parts, ids }: Evidence) {
  if (byGroup) return byGroup();
  if (parts) return parts.flatMap((part) => part.ids.map((id) => ({ key: part.name, id })));
  return ids.map((id) => ({ id }));
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
interface Explanation {
  readonly noun: NounDefinition;
  readonly report: Pick<Report<unknown>, 'evidence' | 'exchange'>;
  readonly definition: string;
  readonly period?: ReportPeriod;
}

/** The answer to `--explain`: the definition of a report, its filter, its SQL and the references of its records. */
export async function explainReport(
  options: SelectionOptions,
  { noun, report, definition, period }: Explanation,
): Promise<Answer> {
  const {
    statement,
    ids,
    count = ids.length,
    parts = [{ name: 'Records', ids, count }],
  } = await report.evidence();
  const references = ({ ids: all, count: ofAll = all.length }: (typeof parts)[number]) => {
    const shown = all.slice(0, MAX_SHOWN).map((id) => `${noun.noun}:${id}`);
    const more = ofAll > shown.length ? ` … (${countText(ofAll)} in all)` : '';
    return shown.length > 0 ? shown.join(' ') + more : 'none';
  };
  const filters = [
    ...new Set(['where', 'segment', 'owner', 'who', ...noun.shortcuts.map(({ option }) => option)]),
  ].flatMap((name) => (typeof options[name] === 'string' ? [`--${name} ${options[name]}`] : []));
  const lines = [
    definition,
    `Filter: ${filters.length > 0 ? filters.join(', ') : 'none'}${period ? `, ${periodText(period)}` : ''}`,
    ...parts.map((part) => `${part.name}: ${references(part)}`),
    ...exchangeNotes(report.exchange, []).map((note) => `Currencies: ${note}`),
    `SQL: ${statement}`,
  ];
  return { type: 'raw', text: `${lines.join('\n')}\n` };
}

/** References that an explanation prints. */
const MAX_SHOWN = 200;
