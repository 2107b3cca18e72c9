import { callRecords, reportBestTime } from '../../app/reports/calls.ts';
import type { Context } from '../../context.ts';
import { ratio } from '../../domain/call-metrics.ts';
import type { Row, Value } from '../../domain/field.ts';
import { estimate, priorOf, sumTallies, type Tally } from '../../domain/smoothing.ts';
import { WEEKDAYS, type WeekGrid, type WeekHour, weekHourText } from '../../domain/week-grid.ts';
import type { Answer } from '../../render/answer.ts';
import type { RecordView } from '../../render/column.ts';
import { counted, countText, notApplicable, percent, percentText } from '../../render/counts.ts';
import { isUtf8 } from '../../render/locale.ts';
import { type GridLook, shadesText, weekGridSection } from '../../render/week-grid.ts';
import type { BestTime } from '../../store/reports/best-time.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { addDialSelection, addLeast, chosenDials, explainDials, leastDials } from './dials.ts';

/** Number of best hours named. */
const BEST = 3;

const MEANING =
  "Outgoing calls by weekday and hour in the called party's zone; connects: answered ones. The smoothed rate is that of the " +
  'hour and the overall rate, weighed by the number of dials.';

export default command({
  summary: 'when calls are answered, by weekday and hour of the called party',
  description:
    "Counts dials and answers by weekday and hour in the called party's zone: the record's timezone, else that " +
    'of the phone number, else your own. Hours with few dials are marked as too few. The smoothed rate is pulled towards the ' +
    'overall rate, more so with fewer dials: it ranks hours by evidence, not luck.',
  examples: [
    'report best-time',
    'report best-time --since 2026-01-01 --min-dials 50',
    'report best-time --csv',
  ],
  lists: true,
  configure: (c) => addDialSelection(addLeast(c), 'the hours of a week'),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const least = leastDials(options);
    const { dials, period } = await chosenDials(ctx, options);
    const deps = await ctx.deps();
    if (options.explain)
      return explainDials(ctx, options, {
        ...{ definition: MEANING, columns: TALLIES, rows: [{ id: null }] },
        report: { evidence: () => callRecords(deps, dials) },
      });
    const found = await reportBestTime(deps, dials);
    if (ctx.print.format === 'table' && !ctx.settings.columns) return overview(ctx, found, period, least);
    const missing = notApplicable(ctx.print.format);
    return listAnswer(ctx, { noun: 'calls', columns: COLUMNS }, rows(found.grid, least, missing));
  },
});

/** The counts of calls. */
const TALLIES: readonly ListColumn[] = [
  { name: 'dials', label: 'Dials', type: 'integer', help: 'outgoing calls' },
  { name: 'connects', label: 'Connects', type: 'integer', help: 'answered dials' },
];

const COLUMNS: readonly ListColumn[] = [
  { name: 'weekday', label: 'Weekday', type: 'text', help: "Mon to Sun, in the called party's zone" },
  {
    name: 'hour',
    label: 'Hour',
    type: 'integer',
    help: "hour of the day, in the called party's zone, 0 to 23",
  },
  ...TALLIES,
  { name: 'connect_rate', label: 'Rate', type: 'number', help: 'connects per dial, in percent' },
  {
    name: 'smoothed_rate',
    label: 'Smoothed',
    type: 'number',
    help: 'the rate, pulled towards the overall rate, in percent',
  },
  { name: 'too_few', label: 'Too few', type: 'bool', help: 'whether there are too few dials for a rate' },
];

function rows(grid: WeekGrid, least: number, missing: Value): Row[] {
  return smoothed(grid).map(({ weekday, hour, trials, successes, mean }) => ({
    id: weekHourText({ weekday, hour }),
    weekday: WEEKDAYS[weekday] ?? null,
    hour,
    dials: trials,
    connects: successes,
    connect_rate: percent(ratio(successes, trials)) ?? missing,
    smoothed_rate: percent(mean) ?? missing,
    too_few: trials < least,
  }));
}

/** The hours with dials, each with its smoothed rate. */
function smoothed(grid: WeekGrid): (WeekHour & Tally & { readonly mean: number | null })[] {
  const cells = [...grid.tried()];
  const prior = priorOf(cells);
  return cells.map((cell) => ({ ...cell, mean: prior && estimate(cell, prior).mean }));
}

function overview(ctx: Context, { grid, unplaced }: BestTime, period: string, least: number): Answer {
  const all = sumTallies(grid.tried());
  if (all.trials === 0) return { type: 'none', notes: [`no calls ${period}; another period: --since`] };
  const look: GridLook = { minDials: least, utf8: isUtf8(ctx.io.env) };
  const text = (label: string, value: string) => ({
    column: { name: label, label, type: 'text' as const },
    value,
  });
  const record: RecordView = {
    title: `When calls are answered  ${period}`,
    noun: 'best time',
    fields: [
      text('All calls', rateText(all)),
      text('Best', bestText(grid, least)),
      text('Shades', shadesText(grid, look)),
    ],
    sections: [weekGridSection(grid, "Connect rate, in the called party's zone", look)],
  };
  const notes =
    unplaced > 0 ? [`${counted(unplaced, 'dial')} to an unknown time zone: counted in your own`] : [];
  return { type: 'records', records: [record], notes };
}

function bestText(grid: WeekGrid, least: number): string {
  const enough = smoothed(grid).filter(({ trials }) => trials >= least);
  const best = enough.toSorted((a, b) => (b.mean ?? 0) - (a.mean ?? 0)).slice(0, BEST);
  if (best.length === 0) return `too few data: no hour has ${counted(least, 'dial')}`;
  return best.map((cell) => `${weekHourText(cell)}  ${rateText(cell)}`).join('\n');
}

function rateText({ successes, trials }: Tally): string {
  return `${percentText(ratio(successes, trials))} (${countText(successes)} of ${counted(trials, 'dial')})`;
}
