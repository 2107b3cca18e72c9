import { reportBestTime } from '../../app/reports/calls.ts';
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
import { addDialSelection, addLeast, chosenDials, leastDials } from './dials.ts';

/** Hours named as the best ones. */
const BEST = 3;

export default command({
  summary: 'when calls are answered: connect rate by weekday and hour of the called party',
  description:
    "Counts dials and answers by weekday and hour on the clock of whom was called: the record's timezone, else that " +
    'of its phone number, else your own. Hours with few dials are marked as too few. The smoothed rate leans to the ' +
    'rate of all calls, the more so the fewer dials an hour has: an hour is the best by that, not by luck.',
  examples: [
    'report best-time',
    'report best-time --since 2026-01-01 --min-dials 50',
    'report best-time --csv',
  ],
  configure: (c) => addDialSelection(addLeast(c as never)) as never,
  async run({ options }: { options: SelectionOptions }, ctx) {
    const least = leastDials(options);
    const { dials, period } = await chosenDials(ctx, options);
    const found = await reportBestTime(await ctx.deps(), dials);
    if (ctx.print.format === 'table' && !ctx.settings.columns) return overview(ctx, found, period, least);
    const missing = notApplicable(ctx.print.format);
    return listAnswer(ctx, { noun: 'calls', columns: COLUMNS }, rows(found.grid, least, missing));
  },
});

const COLUMNS: readonly ListColumn[] = [
  { name: 'weekday', label: 'Weekday', type: 'text', help: 'Mon to Sun, where the called party is' },
  { name: 'hour', label: 'Hour', type: 'integer', help: 'hour of the day there, 0 to 23' },
  { name: 'dials', label: 'Dials', type: 'integer', help: 'calls out' },
  { name: 'connects', label: 'Connects', type: 'integer', help: 'of these answered' },
  { name: 'connect_rate', label: 'Rate', type: 'number', help: 'connects per dial, percent' },
  {
    name: 'smoothed_rate',
    label: 'Smoothed',
    type: 'number',
    help: 'the rate, leaning to that of all calls, percent',
  },
  { name: 'too_few', label: 'Too few', type: 'bool', help: 'whether the dials are too few to tell' },
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

/** The hours that were tried, each with its rate as far as it is believed. */
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
    sections: [weekGridSection(grid, 'Connect rate, on the clock of whom was called', look)],
  };
  const notes =
    unplaced > 0
      ? [`${counted(unplaced, 'dial')} went to where the time zone is not known: counted on your own clock`]
      : [];
  return { type: 'records', records: [record], notes };
}

function bestText(grid: WeekGrid, least: number): string {
  const enough = smoothed(grid).filter(({ trials }) => trials >= least);
  const best = enough.toSorted((a, b) => (b.mean ?? 0) - (a.mean ?? 0)).slice(0, BEST);
  if (best.length === 0) return `too early to tell: no hour has ${counted(least, 'dial')}`;
  return best.map((cell) => `${weekHourText(cell)}  ${rateText(cell)}`).join('\n');
}

function rateText({ successes, trials }: Tally): string {
  return `${percentText(ratio(successes, trials))} (${countText(successes)} of ${counted(trials, 'dial')})`;
}
