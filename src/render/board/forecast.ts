import type { ForecastCell } from '../../domain/board.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import { FORECAST_CATEGORIES } from '../../domain/stages.ts';
import { bar } from '../bars.ts';
import { fitLine, type Span, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, monthText, sumsText } from './words.ts';

const MONTH = 9;
const CELL = 13;
const BAR_COLUMNS = 24;
/** Categories of a forecast: `closed` is won, `omitted` does not count. */
const COUNTED_CATEGORIES = FORECAST_CATEGORIES.filter((category) => category !== 'omitted');

/** Months as rows, categories as columns, and the weighted share of the target per month. One currency at a time. */
export function forecastLines(
  cells: readonly ForecastCell[],
  target: Money | null,
  width: number,
  view: Viewpoint,
  ruler: Ruler,
): { head: StyledLine; lines: StyledLine[] } {
  const head: Span[] = ['Month', ...COUNTED_CATEGORIES, 'weighted'].map((text, at) => ({
    text: at === 0 ? text.padEnd(MONTH) : text.padStart(CELL),
    look: 'muted',
  }));
  const lines = forecastMonths(cells).map((inMonth) =>
    monthLine(
      inMonth[0].month,
      inMonth,
      target?.currency === inMonth[0].sum.amount.currency ? target : null,
      view,
    ),
  );
  return { head: fitLine(head, width, ruler), lines: lines.map((line) => fitLine(line, width, ruler)) };
}

/** Groups the cells by month and currency. */
export function forecastMonths(cells: readonly ForecastCell[]): [ForecastCell, ...ForecastCell[]][] {
  const currencies = Map.groupBy(cells, ({ sum }) => sum.amount.currency).values();
  return [...currencies].flatMap((own) => [
    ...(Map.groupBy(own, ({ month }) => month).values() as Iterable<[ForecastCell, ...ForecastCell[]]>),
  ]);
}

function monthLine(
  month: string | null,
  cells: readonly ForecastCell[],
  target: Money | null,
  view: Viewpoint,
): StyledLine {
  const weighted = {
    minor: addMinor(...cells.map(({ sum }) => sum.weighted.minor)),
    currency: cells[0]?.sum.amount.currency ?? view.currency,
  };
  const share = target === null || target.minor === 0 ? null : Number(weighted.minor) / Number(target.minor);
  const isMet = share !== null && share >= 1;
  return [
    { text: (month === null ? '(none)' : monthText(month)).padEnd(MONTH), look: 'bold' },
    ...COUNTED_CATEGORIES.map((category) => {
      const sums = cells.filter((cell) => cell.category === category).map(({ sum }) => sum);
      return { text: (sums.length === 0 ? '-' : sumsText(sums, 'amount', view)).padStart(CELL) };
    }),
    { text: amountText(weighted, view).padStart(CELL), look: 'bold' },
    ...(share === null
      ? []
      : [
          {
            text: `  ${bar(share, 1, BAR_COLUMNS)} ${Math.floor(share * 100)} % of target`,
            look: isMet ? ('good' as const) : ('warn' as const),
          },
        ]),
  ];
}
