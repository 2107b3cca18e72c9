import { cadenceRecords, reportCadence } from '../../app/reports/calls.ts';
import type { AttemptYield } from '../../domain/call-metrics.ts';
import type { Row, Value } from '../../domain/field.ts';
import { estimate } from '../../domain/smoothing.ts';
import { bar } from '../../render/bars.ts';
import { notApplicable, percent, percentText } from '../../render/counts.ts';
import { isUtf8 } from '../../render/locale.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { addDialSelection, addLeast, chosenDials, explainDials, leastDials } from './dials.ts';

/** Maximum width of a bar, in columns. */
const BAR = 16;

const MEANING =
  'Outgoing calls of the period to leads, numbered by all calls to the lead; those after its first answered one are left out. ' +
  'reached: the share that answers by then, if all others are tried again.';

export default command({
  summary: 'what each further attempt to reach a lead adds',
  description:
    'Counts, for the first, second … dial to leads that had not answered before, how many were answered and how many ' +
    'meetings they set. Attempts are numbered by all dials to the lead; only dials of the period are counted. In four ' +
    'of five cases the true rate is between low and high. Reached is the share of leads that answer by then, if ' +
    'all others are tried again; it stops at the first attempt with too few dials.',
  examples: ['report cadence', 'report cadence --since 2026-01-01 --source expo', 'report cadence --csv'],
  lists: true,
  configure: (c) => addDialSelection(addLeast(c), 'the attempts'),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const { dials, period } = await chosenDials(ctx, options);
    const deps = await ctx.deps();
    const yields = await reportCadence(deps, { ...dials, minDials: leastDials(options) });
    if (options.explain)
      return explainDials(ctx, options, {
        ...{ definition: MEANING, columns: COLUMNS, rows: yields.map((each) => plain(each, null)) },
        report: { evidence: () => cadenceRecords(deps, dials) },
      });
    const empty = `no calls to leads ${period}; another period: --since`;
    const onTerminal = ctx.print.format === 'table';
    const missing = notApplicable(ctx.print.format);
    const most = Math.max(...yields.map(({ added }) => added ?? 0));
    const utf8 = isUtf8(ctx.io.env);
    const rows = yields.map((each) =>
      onTerminal ? { ...shown(each), bar: bar(each.added ?? 0, most, BAR, utf8) } : plain(each, missing),
    );
    const columns = onTerminal && !ctx.settings.columns ? [...COLUMNS, BAR_COLUMN] : COLUMNS;
    const answer = listAnswer(ctx, { noun: 'attempts', columns, empty }, rows);
    return onTerminal && yields.length > 0
      ? { ...answer, notes: [`calls ${period}, to leads that had not answered before`] }
      : answer;
  },
});

const COLUMNS: readonly ListColumn[] = [
  { name: 'attempt', label: 'Attempt', type: 'integer', help: 'number of the attempt' },
  {
    name: 'dials',
    label: 'Dials',
    type: 'integer',
    help: 'dials to leads that had not answered before',
  },
  { name: 'connects', label: 'Connects', type: 'integer', help: 'answered dials' },
  { name: 'connect_rate', label: 'Rate', type: 'number', help: 'connects per dial, in percent' },
  { name: 'low', label: 'Low', type: 'number', help: 'lower bound of the rate, in percent' },
  { name: 'high', label: 'High', type: 'number', help: 'upper bound of the rate, in percent' },
  { name: 'meetings_set', label: 'Set', type: 'integer', help: 'meetings agreed in these dials' },
  { name: 'reached', label: 'Reached', type: 'number', help: 'leads that answer by then, in percent' },
  {
    name: 'added',
    label: 'Added',
    type: 'number',
    help: 'leads that answer at this attempt, in percent',
  },
];

const BAR_COLUMN: ListColumn = { name: 'bar', label: '', type: 'text', help: 'what the attempt adds' };

function numbers(each: AttemptYield) {
  const { attempt, dials, connects, meetingsSet } = each;
  // Only the attempt's own dials: no prior.
  const { low, high } = estimate({ successes: connects, trials: dials }, { mean: 0, weight: 0 });
  return {
    counts: { id: attempt, attempt, dials, connects, meetings_set: meetingsSet },
    shares: { connect_rate: each.connect, low, high, reached: each.reached, added: each.added },
  };
}

function plain(each: AttemptYield, missing: Value): Row {
  const { counts, shares } = numbers(each);
  return { ...counts, ...mapped(shares, (share) => percent(share) ?? missing) };
}

function shown(each: AttemptYield): Row {
  const { counts, shares } = numbers(each);
  return { ...counts, ...mapped(shares, percentText) };
}

function mapped<T>(shares: Readonly<Record<string, number | null>>, as: (share: number | null) => T) {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, as(share)]));
}
