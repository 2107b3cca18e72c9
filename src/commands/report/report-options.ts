import { Option } from 'commander';
import type { ReportInput } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import { addDaysTo } from '../../domain/dates/calendar.ts';
import { addUnitsTo, startOfUnit } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import { type ClosedPeriod, checkPeriod, type ReportPeriod } from '../../domain/reports/period.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { optionGroup } from '../option-group.ts';
import { periodNamed, readPeriod } from '../parse-args.ts';
import { type SelectionOptions, selectionOf, userLiteral } from '../record/selection.ts';
import { COMPARE } from './compare.ts';

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
        `group by a field or team${typeof when === 'string' ? ', or by day, week, month, quarter or year' : ''}${by === '' ? '' : `; default: ${by}`}`,
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

/** Why a report of what is open compares with no other time. */
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

/** The period as a filter of the day on which deals are to close, for reports of the deals as they are now. */
export function closingIn(input: ReportInput): ReportInput {
  const { from, to } = input.period;
  const days = [
    ...(from === null ? [] : [`close_date >= ${from}`]),
    ...(to === null ? [] : [`close_date <= ${to}`]),
  ];
  const { filters } = input.selection;
  return {
    ...input,
    selection: { ...input.selection, filters: [...filters, ...days] },
    period: { from: null, to: null },
  };
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
