import { runComparedReport } from '../../app/reports/compared-report.ts';
import { recordsKey, runOwnReport } from '../../app/reports/own-report.ts';
import { findReport } from '../../app/reports/saved-reports.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { filterLiteral } from '../../domain/filter/parse.ts';
import type { ReportDefinition } from '../../domain/reports/report-definition.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { command } from '../command.ts';
import { periodNamed } from '../parse-args.ts';
import { type SelectionOptions, userLiteral } from '../record/selection.ts';
import { groupText } from './columns.ts';
import { comparedPeriod } from './compare.ts';
import { addDefinition, definitionOf, nounOf } from './definition-options.ts';
import { EXCHANGE_HELP } from './exchange-notes.ts';
import { reportAnswer } from './report-answer.ts';
import { periodOf, refuse } from './report-options.ts';

export default command<[string | undefined], SelectionOptions>({
  summary: 'a report of your own: any records, groups and measures',
  description:
    'Groups records of a noun and computes measures of each group, both in the language of filters. Measures: count, ' +
    'sum, avg, min, max, median, p90, count_distinct, each of any value, with a condition of its own: ' +
    'sum(amount where status = won) / count. Paths lead to other records: account.industry. With the name of a saved ' +
    `report, runs it; options then replace its parts, and --where narrows it. In groups, month(day) is a month of a year. ${EXCHANGE_HELP}`,
  examples: [
    "report run --group 'stage, month(close_date)' --measure 'count, sum(amount), avg(age)'",
    "report run --group owner --measure 'count(where status = won) / count as win_rate' --sort -win_rate",
    "report run --on lead --group 'source, month(created_at)' --pivot month --total --fill",
  ],
  lists: true,
  configure: (c, nouns) => {
    refuse(c, ['by'], 'its groups are those of --group');
    return addDefinition(c.argument('[name]', 'a saved report: crm report list'), nouns)
      .option('--owner <user>', 'only records of this user')
      .option('--mine', 'only your own')
      .option('--pipeline <name>', 'only deals in this pipeline')
      .option('--since <date>', 'on or after this day')
      .option('--until <date>', 'on or before this day')
      .option('--compare <period>', 'with an earlier period: previous or last-year')
      .option('--explain', 'say what the figures mean, and which records are in them');
  },
  async run({ args: [name], options }, ctx) {
    const deps = await ctx.deps();
    const saved = name === undefined ? {} : (await findReport(deps, name, ctx.verbsOf('report'))).definition;
    const nouns = await ctx.nouns();
    const { where, ...asked } = definitionOf(nouns, options);
    const definition: ReportDefinition = { ...saved, ...asked };
    const noun = nounOf(nouns, definition);
    const filters = [saved.where, where, ...narrowing(noun, options)].flatMap((filter) => filter ?? []);
    const period = periodOf(ctx, options) ?? periodIn(ctx, definition);
    const input = { noun, definition, selection: { filters, segment: definition.segment }, period };
    const earlier = comparedPeriod(ctx, options, period);
    const report = earlier ? await runComparedReport(deps, input, earlier) : await runOwnReport(deps, input);
    const text = (key: unknown) => (typeof key === 'string' || key === null ? groupText(ctx, key) : key);
    const groups = report.columns.slice(0, report.groupCount);
    const shown = <R extends (typeof report.rows)[number]>(row: R) => ({
      id: groups[0] ? (row[groups[0].name] ?? null) : null,
      key: recordsKey(row, groups),
      ...row,
      ...Object.fromEntries(groups.map(({ name: group }) => [group, text(row[group]) as string | null])),
    });
    return reportAnswer(
      ctx,
      { ...options, where: filters.join(' and ') || undefined, segment: definition.segment },
      {
        noun,
        columns: report.columns.map((column) => ({ ...column, help: column.label })),
        rows: report.rows.map(shown),
        totals: report.totals,
        report: { group: null, rows: [], exchange: report.exchange, evidence: report.evidence },
        ...(period.from === null && period.to === null ? {} : { period }),
        ...(earlier && { earlier }),
        bars: report.bars,
        definition: report.definition,
        empty: `no matching ${noun.plural}: crm ${noun.noun} list`,
      },
    );
  },
});

/** The filters of the options that not all nouns have. */
function narrowing({ noun, owner, fields, plural }: NounDefinition, options: SelectionOptions): string[] {
  const filters: string[] = [];
  if (typeof options.owner === 'string') filters.push(`${owner} = ${userLiteral(options.owner)}`);
  if (options.mine) filters.push(`${owner} = me`);
  if (typeof options.pipeline !== 'string') return filters;
  if (!fields.some(({ name }) => name === 'pipeline'))
    throw usage(`${plural} are in no pipeline`, `For a report on ${noun}, leave out --pipeline`);
  return [...filters, `pipeline = ${filterLiteral(options.pipeline)}`];
}

function periodIn(ctx: Context, { period }: ReportDefinition) {
  if (period === undefined) return { from: null, to: null };
  return periodNamed(ctx, period);
}
