import type { ForecastCell } from '../../domain/board.ts';
import { addMonthsTo } from '../../domain/dates/calendar.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import type { ForecastCategory } from '../../domain/stages.ts';
import { type MonthTargets, targetOfMonth } from '../../domain/target.ts';
import { amountBar, SURENESS, shareLine } from '../parts/bars.ts';
import type { Pen } from '../parts/pen.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine } from '../styled-line.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, monthName, roundedAmount } from './words.ts';

/** A month of a forecast, in one currency. */
export interface ForecastMonth {
  /** `YYYY-MM`; null for deals without a close date. */
  readonly month: string | null;
  readonly currency: string;
  /** Won, and open by how sure it is. */
  readonly amounts: readonly [won: Money, commit: Money, bestCase: Money, pipeline: Money];
  readonly counts: { readonly won: number; readonly open: number };
  readonly total: Money;
  readonly weighted: Money;
}

/** The months of each currency; what is omitted from forecasts is not counted. */
export function forecastMonths(cells: readonly ForecastCell[]): ForecastMonth[] {
  const counted = cells.filter(({ category }) => category !== 'omitted');
  const currencies = Map.groupBy(counted, ({ sum }) => sum.amount.currency);
  return [...currencies].flatMap(([currency, own]) =>
    [...Map.groupBy(own, ({ month }) => month)].map(([month, inMonth]) => monthOf(month, currency, inMonth)),
  );
}

function monthOf(month: string | null, currency: string, cells: readonly ForecastCell[]): ForecastMonth {
  const sumsOf = (category: ForecastCategory) =>
    cells.filter((cell) => cell.category === category).map(({ sum }) => sum);
  const money = (minors: readonly Money['minor'][]): Money => ({ minor: addMinor(...minors), currency });
  const amount = (category: ForecastCategory) => money(sumsOf(category).map((sum) => sum.amount.minor));
  const count = (isWon: boolean) =>
    cells
      .filter(({ category }) => (category === 'closed') === isWon)
      .reduce((total, { sum }) => total + sum.count, 0);
  return {
    month,
    currency,
    amounts: [amount('closed'), amount('commit'), amount('best case'), amount('pipeline')],
    counts: { won: count(true), open: count(false) },
    total: money(cells.map(({ sum }) => sum.amount.minor)),
    weighted: money(cells.map(({ sum }) => sum.weighted.minor)),
  };
}

/** From this width on, each month has a second line with its amounts, and words are whole. */
export const WIDE_FORECAST = 100;
const MONTH = 10;
const TOTAL = 13;
const SHARE = { wide: 11, narrow: 9 } as const;
const LAST = 18;

/** Lines of a forecast: its heads, those of each month with what stands before it, and the quarters below. */
export interface ForecastHeights {
  readonly head: number;
  readonly months: readonly { readonly before: number; readonly own: number }[];
  readonly foot: number;
}

/** How many lines a forecast has where each month may have two, or has one. */
export function forecastHeights(
  months: readonly ForecastMonth[],
  today: string,
  targets: MonthTargets,
  isRoomy: boolean,
): ForecastHeights {
  const now = today.slice(0, 7);
  return {
    head: 2,
    months: months.map((month, at) => {
      const { beginsCurrency, beginsToCome } = partingOf(months, at, now);
      return {
        before: Number(beginsCurrency) + Number(beginsToCome),
        own: isRoomy && !isPast(month, now) ? 2 : 1,
      };
    }),
    foot: quarterCurrencies(months, today, targets).length,
  };
}

/** What parts a month from the one before it: another currency, today. */
function partingOf(months: readonly ForecastMonth[], at: number, now: string) {
  const [before, month] = [months[at - 1], months[at]];
  const isNew = before?.currency !== month?.currency;
  return {
    beginsCurrency: isNew && months.some(({ currency }) => currency !== months[0]?.currency),
    beginsToCome: !isNew && before !== undefined && isPast(before, now) && !isPast(month!, now),
  };
}

/** The months of the quarter of a day, as `YYYY-MM`. */
function quarterOf(today: string): string[] {
  const begin = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3;
  const first = `${today.slice(0, 4)}-${String(begin + 1).padStart(2, '0')}-01`;
  return [0, 1, 2].map((by) => addMonthsTo(first, by).slice(0, 7));
}

const inQuarter = (months: readonly ForecastMonth[], today: string): ForecastMonth[] => {
  const quarter = quarterOf(today);
  return months.filter(({ month }) => month !== null && quarter.includes(month));
};

/** The currencies that a quarter is shown for: those of its targets, else that of most deals. */
function quarterCurrencies(
  months: readonly ForecastMonth[],
  today: string,
  targets: MonthTargets,
): readonly string[] {
  const currencies = [...new Set(inQuarter(months, today).map(({ currency }) => currency))];
  const goals = quarterOf(today).map((month) => targetOfMonth(targets, month)?.currency);
  const aimed = currencies.filter((currency) => goals.every((goal) => goal === currency));
  return aimed.length > 0 ? aimed : currencies.slice(0, 1);
}

/** A forecast as lines: the heading, and those of each month; what belongs to no month stands before the next. */
export interface ForecastPicture {
  readonly head: readonly StyledLine[];
  readonly months: readonly {
    /** What parts it from the month before: today, another currency. */
    readonly before: readonly StyledLine[];
    readonly lines: readonly StyledLine[];
  }[];
  readonly foot: readonly StyledLine[];
}

interface ForecastStyle {
  readonly targets: MonthTargets;
  readonly view: Viewpoint;
  readonly pen: Pen;
  /** Whether each month may have two lines. */
  readonly isRoomy: boolean;
  /** On a screen, the key that sets a target. */
  readonly targetKey?: string;
}

/** One bar a month by how sure it is, its target as a line through it; the quarter below. */
export function forecastPicture(
  cells: readonly ForecastCell[],
  width: number,
  style: ForecastStyle,
): ForecastPicture {
  const { targets, view, pen } = style;
  const months = forecastMonths(cells);
  const now = view.today.slice(0, 7);
  const layout = layoutOf(width);
  const drawn = months.map((month, at) => {
    const goal = goalOf(month, targets);
    const max = largest(months, month.currency, targets);
    const { beginsCurrency, beginsToCome } = partingOf(months, at, now);
    return {
      before: [
        ...(beginsCurrency ? [[{ text: month.currency, look: 'bold' as const }]] : []),
        ...(beginsToCome ? [todayLine(width, goal, max, layout, pen)] : []),
      ],
      lines: monthLines(month, months, goal, max, layout, style),
    };
  });
  return {
    head: [
      legend(width, goalsText(months, style), style),
      columnHeads(
        layout,
        months.some((month) => targetOfMonth(targets, month.month) !== null),
      ),
    ],
    months: drawn,
    foot: quarterLines(months, layout, style),
  };
}

const isPast = ({ month }: ForecastMonth, now: string): boolean => month !== null && month < now;

interface Layout {
  readonly bar: number;
  readonly isWide: boolean;
  readonly share: number;
  readonly last: number;
}

function layoutOf(width: number): Layout {
  const isWide = width >= WIDE_FORECAST;
  const share = isWide ? SHARE.wide : SHARE.narrow;
  const last = isWide ? LAST : 0;
  return { isWide, share, last, bar: Math.max(6, width - MONTH - TOTAL - share - last) };
}

/** The target of a month, if it is in its currency. */
function goalOf({ month, currency }: ForecastMonth, targets: MonthTargets): Money | null {
  const target = targetOfMonth(targets, month);
  return target?.currency === currency ? target : null;
}

/** What fills the bar: the largest month, or the largest target, with a little room behind it. */
function largest(months: readonly ForecastMonth[], currency: string, targets: MonthTargets): number {
  const sizes = months
    .filter((month) => month.currency === currency)
    .flatMap((month) => [Number(month.total.minor), Number(goalOf(month, targets)?.minor ?? 0) * 1.05]);
  return Math.max(1, ...sizes);
}

/** `target $50k`, or `targets by month` where they differ; null for none. */
function goalsText(months: readonly ForecastMonth[], { targets, view }: ForecastStyle): string | null {
  const shown = months.map(({ month }) => targetOfMonth(targets, month));
  const texts = new Set(shown.map((target) => target && roundedAmount(target, view)));
  const [only = targets.usual && roundedAmount(targets.usual, view)] = texts;
  if (texts.size > 1) return 'targets by month';
  return only === null ? null : `target ${only}`;
}

function legend(width: number, goals: string | null, { targetKey, pen }: ForecastStyle): StyledLine {
  const words = SURENESS.flatMap((word, at): Span[] => [
    { text: pen.block(at as 0 | 1 | 2 | 3).repeat(2), look: word },
    { text: ` ${word}  `, look: 'muted' },
  ]);
  const goal: StyledLine =
    goals === null
      ? [
          { text: 'no target: ', look: 'muted' },
          ...(targetKey === undefined
            ? [{ text: 'crm target set', look: 'muted' as const }]
            : [
                { text: targetKey, look: ['bold', 'accent'] as const },
                { text: ' sets one', look: 'muted' as const },
              ]),
        ]
      : [{ text: `${pen.signs.target} ${goals}`, look: 'muted' }];
  const title: StyledLine = [
    { text: 'Forecast', look: 'bold' },
    ...(width >= WIDE_FORECAST ? [{ text: '  by month of closing', look: 'muted' as const }] : []),
  ];
  const right = [...words, ...goal];
  if (lineWidth([...title, ...right], pen.ruler) < width) return justify(title, right, width, pen.ruler);
  const short: StyledLine =
    goals === null && targetKey !== undefined
      ? [
          { text: targetKey, look: ['bold', 'accent'] },
          { text: ' target', look: 'muted' },
        ]
      : goal;
  return fitLine(lineWidth(right, pen.ruler) <= width ? right : [...words, ...short], width, pen.ruler);
}

function columnHeads({ bar, isWide, share, last }: Layout, hasTarget: boolean): StyledLine {
  const text =
    ' '.repeat(MONTH + bar) +
    'total'.padStart(TOTAL) +
    (hasTarget ? (isWide ? 'of target' : 'target') : '').padStart(share) +
    (isWide ? 'weighted' : '').padStart(last);
  return [{ text, look: 'muted' }];
}

function todayLine(width: number, goal: Money | null, max: number, { bar }: Layout, pen: Pen): StyledLine {
  const { rule } = pen.signs;
  const at = goal === null ? -1 : MONTH + Math.min(bar - 1, Math.round((Number(goal.minor) / max) * bar));
  const start = 'today '.length;
  if (at < start)
    return [
      { text: 'today ', look: 'accent' },
      { text: rule.repeat(width - start), look: 'faint' },
    ];
  return [
    { text: 'today ', look: 'accent' },
    { text: rule.repeat(at - start), look: 'faint' },
    { text: pen.signs.target, look: 'accent' },
    { text: rule.repeat(Math.max(0, width - at - 1)), look: 'faint' },
  ];
}

/** `Nov 2026` where the year is new, else `Dec`. */
function monthTitle({ month }: ForecastMonth, before: ForecastMonth | undefined, now: string): string {
  if (month === null) return 'no date';
  const name = monthName(month).slice(0, 3);
  const year = month.slice(0, 4);
  return month === now || (before?.month ?? now).slice(0, 4) !== year ? `${name} ${year}` : name;
}

function monthLines(
  month: ForecastMonth,
  months: readonly ForecastMonth[],
  goal: Money | null,
  max: number,
  layout: Layout,
  { view, pen, isRoomy }: ForecastStyle,
): StyledLine[] {
  const now = view.today.slice(0, 7);
  const past = isPast(month, now);
  const values = month.amounts.map(({ minor }) => Number(minor)) as [number, number, number, number];
  const target = goal === null ? undefined : Number(goal.minor);
  const bar = amountBar(values, { max, target }, layout.bar, pen);
  // What was to close in a month that has passed did not.
  const counted = past ? values[0] : Number(month.total.minor);
  const share = target ? Math.floor((counted / target) * 100) : null;
  const reached = target !== undefined && counted >= target;
  const title = monthTitle(month, months[months.indexOf(month) - 1], now);
  const result = past && goal !== null ? resultSpan(month, goal, layout.isWide, view, pen) : null;
  const shareText = share === null ? '' : `${share} %`;
  const line: StyledLine = [
    { text: title.padEnd(MONTH), look: past ? 'muted' : 'selected name' },
    ...bar,
    { text: amountText(month.total, view).padStart(TOTAL), look: past ? 'muted' : 'bold' },
    {
      text: (!layout.isWide && result ? `${result.text} ${shareText}` : shareText).padStart(layout.share),
      look: reached ? 'good' : 'muted',
    },
    ...(layout.isWide
      ? [
          result
            ? { ...result, text: result.text.padStart(layout.last) }
            : { text: amountText(month.weighted, view).padStart(layout.last) },
        ]
      : []),
  ];
  if (past || !layout.isWide || !isRoomy) return [line];
  const parts = SURENESS.flatMap((word, at): Span[] => {
    const amount = month.amounts[at];
    if (!amount || !(Number(amount.minor) > 0)) return [];
    return [
      { text: `${word} `, look: 'muted' },
      { text: amountText(amount, view), ...(word === 'won' ? { look: 'good' } : {}) },
      { text: '   ' },
    ];
  });
  const below = fitLine([{ text: ' '.repeat(MONTH) }, ...parts.slice(0, -1)], MONTH + layout.bar, pen.ruler);
  return [line, target === undefined ? below : withTarget(below, target, max, layout, pen)];
}

/** The line of the target goes on below a bar, where no text is in its way. */
function withTarget(
  line: StyledLine,
  target: number,
  max: number,
  { bar }: Layout,
  { ruler, signs }: Pen,
): StyledLine {
  const at = MONTH + Math.min(bar - 1, Math.round((target / max) * bar));
  const used =
    lineWidth(
      line.filter(({ text }) => text.trim() !== ''),
      ruler,
    ) + MONTH;
  if (used > at) return line;
  return [...fitLine(line, at, ruler), { text: signs.target, look: 'accent' }];
}

function resultSpan(
  { amounts: [won] }: ForecastMonth,
  goal: Money,
  isWide: boolean,
  view: Viewpoint,
  { signs }: Pen,
): Span {
  const missing = Number(goal.minor) - Number(won.minor);
  if (missing <= 0) return { text: isWide ? `${signs.won} reached` : signs.won, look: 'good' };
  const short = amountText({ minor: missing, currency: goal.currency }, view);
  return { text: isWide ? `${signs.lost} ${short} short` : signs.lost, look: 'bad' };
}

/** What the quarter of today comes to, against the targets of its months. */
function quarterLines(
  months: readonly ForecastMonth[],
  layout: Layout,
  { targets, view, pen }: ForecastStyle,
): StyledLine[] {
  const quarter = quarterOf(view.today);
  return quarterCurrencies(months, view.today, targets).map((currency) => {
    const own = inQuarter(months, view.today).filter((month) => month.currency === currency);
    const won = own.reduce((sum, { amounts: [done] }) => sum + Number(done.minor), 0);
    const all = own.reduce((sum, { total }) => sum + Number(total.minor), 0);
    const goals = quarter.map((month) => targetOfMonth(targets, month));
    const isWhole = goals.every((target) => target?.currency === currency);
    const goal = isWhole ? goals.reduce((sum, target) => sum + Number(target?.minor), 0) : null;
    const share = goal ? `${Math.floor((won / goal) * 100)} %` : '';
    const of = goal ? `of ${amountText({ minor: goal, currency }, view)}` : '';
    const line = shareLine({ done: won, toCome: all - won, max: goal ?? Math.max(1, all) }, layout.bar, pen, {
      done: 'won',
    });
    return [
      { text: 'Quarter'.padEnd(MONTH), look: 'bold' as const },
      ...line,
      { text: amountText({ minor: won, currency }, view).padStart(TOTAL), look: 'bold' as const },
      { text: share.padStart(layout.share), look: 'muted' as const },
      ...(layout.isWide ? [{ text: of.padStart(layout.last), look: 'muted' as const }] : []),
    ];
  });
}

/** What a month is about, above its deals: `4 won $139,700, 5 to close $116,700`. */
export function monthSummary(month: ForecastMonth, view: Viewpoint): string {
  const { won, open } = month.counts;
  const [done] = month.amounts;
  const rest = {
    minor: addMinor(...month.amounts.slice(1).map(({ minor }) => minor)),
    currency: month.currency,
  };
  return [
    won === 0 ? '' : `${won} won ${amountText(done, view)}`,
    open === 0 ? '' : `${open} to close ${amountText(rest, view)}`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** All lines of a forecast, one below the other. */
export function forecastLines(
  cells: readonly ForecastCell[],
  width: number,
  style: ForecastStyle,
): StyledLine[] {
  const { head, months, foot } = forecastPicture(cells, width, style);
  if (months.length === 0) return [];
  return [...head, ...months.flatMap(({ before, lines }) => [...before, ...lines]), ...foot];
}

/** A month as a sentence, for screen readers. */
export function spokenMonth(month: ForecastMonth, target: Money | null, view: Viewpoint): string {
  const name =
    month.month === null ? 'without a date' : `${monthName(month.month)} ${month.month.slice(0, 4)}`;
  const goal = target?.currency === month.currency ? Number(target.minor) : 0;
  const share =
    goal > 0 ? `, ${Math.floor((Number(month.total.minor) / goal) * 100)} percent of the target` : '';
  const parts = SURENESS.flatMap((word, at) => {
    const amount = month.amounts[at];
    return amount && Number(amount.minor) > 0 ? [`${word} ${amountText(amount, view)}`] : [];
  });
  return `${name}: ${amountText(month.total, view)}${share}; ${parts.join(', ')}; weighted ${amountText(month.weighted, view)}`;
}
