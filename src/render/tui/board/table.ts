import type { DealCard } from '../../../domain/board.ts';
import { withoutLegalForm } from '../../../domain/matching.ts';
import type { Money } from '../../../domain/money.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER, subtitleOf, titleOf } from '../../board/card.ts';
import { forecastPicture, monthSummary } from '../../board/forecast.ts';
import { tableLines as dealLines, nextCell, type TableStyle } from '../../board/table.ts';
import { amountText, closesSpan, dayText, monthName, roundedAmount } from '../../board/words.ts';
import type { Look } from '../../color.ts';
import { countText } from '../../counts.ts';
import { headingLine } from '../../parts/heading.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, looksOf, onGround, type Span, type StyledLine } from '../../styled-line.ts';
import { stageHue } from '../../theme.ts';
import type { Viewpoint } from '../../values.ts';
import { keyOfAction } from '../runtime/key-table.ts';
import { moreLine } from './lane-rows.ts';
import { forecastRows, layoutOf } from './layout.ts';
import { type BoardState, cursorOf, monthInSight, savedViewOf, windowOf } from './state.ts';

/** What is written with in the tables of a board. */
function styleOf({ frame, query }: BoardState, pen: Pen): TableStyle | null {
  if (!frame) return null;
  const stages = frame.lanes.flatMap(({ stage }) => (stage?.kind === 'open' ? [stage] : []));
  return { view: frame.view, pen, stages, columns: query.columns };
}

/** What the rows of a table have in common. */
const ABOUT = {
  list: 'open deals',
  stuck: 'a step is late, the close date has passed, or the stage takes too long',
  activity: 'what was done in the last two weeks',
} as const;

const TITLES = { list: 'List', stuck: 'Stuck', activity: 'Activity' } as const;

/** A view that is one table: a heading, and the rows that are in sight. */
export function tableLines(state: BoardState, pen: Pen): StyledLine[] {
  const { view, length, attention } = state;
  const style = styleOf(state, pen);
  if (!style || view === 'board' || view === 'forecast') return [];
  const { capacity, main, isTall } = layoutOf(state);
  const { row, top } = cursorOf(state);
  const { offset, cards } = windowOf(state);
  const seen = cards.slice(top - offset, top - offset + capacity);
  const { head, lines } = dealLines(view, seen, main - GUTTER - 1, style);
  const title: StyledLine = [
    { text: `  ${sanitize(savedViewOf(state)?.name ?? TITLES[view])} `, look: 'bold' },
    { text: countText(length), look: 'muted' },
    ...(view === 'stuck' && attention ? worth(attention.amounts, style.view) : []),
    { text: `: ${ABOUT[view]}`, look: 'muted' },
  ];
  return [
    ...(isTall ? [title, []] : []),
    [{ text: '  ' }, ...head],
    ...lines.map((line, at) => rowLine(state, line, seen[at], top + at === row, main, pen)),
  ];
}

/** What deals are worth, in two currencies at most. */
function worth(amounts: readonly Money[], view: Viewpoint): StyledLine {
  const texts = amounts.slice(0, 2).map((money) => roundedAmount(money, view));
  return [{ text: '  ' }, { text: texts.join(' + ') + (amounts.length > 2 ? ' + …' : ''), look: 'bold' }];
}

/** A row with its gutter: the cursor, or a mark. */
function rowLine(
  state: BoardState,
  line: StyledLine,
  card: DealCard | undefined,
  isSelected: boolean,
  width: number,
  { signs, ruler }: Pen,
): StyledLine {
  const isMarked = card !== undefined && state.marked.has(card.id);
  const isFresh = card !== undefined && state.fresh.has(card.key);
  const edge: StyledLine = [
    { text: isSelected ? signs.cursor : ' ', look: 'accent' },
    { text: isMarked ? signs.marked : isFresh ? '+' : ' ', look: 'accent' },
  ];
  const ground: readonly Look[] = isSelected ? ['selected'] : isFresh ? ['badge good'] : [];
  const whole = fitLine([...edge, ...line], width, ruler);
  return onGround(isSelected ? whole : whole.map(withoutSelection), ...ground);
}

/** Names are inverse where the cursor is, and nowhere else. */
const withoutSelection = (each: Span): Span =>
  looksOf(each).includes('selected name')
    ? { ...each, look: looksOf(each).filter((look) => look !== 'selected name') }
    : each;

/** A line of the forecast. */
interface ForecastLine {
  readonly line: StyledLine;
  /** What it is about: a month, or a deal of the month under the cursor, by its place in that list. */
  readonly of?: { readonly list: 'months' | 'deals'; readonly row: number };
}

/** The forecast: the months, and below the deals of the one under the cursor. */
export function forecastLines(state: BoardState, pen: Pen): ForecastLine[] {
  const { frame } = state;
  const layout = layoutOf(state);
  const { main } = layout;
  if (!frame) return [];
  const { top: rows, months, isRoomy, deals } = forecastRows(state, layout);
  const width = main - GUTTER - 1;
  const { targets } = frame.head;
  const picture = forecastPicture(state.forecast, width, {
    targets,
    view: frame.view,
    pen,
    isRoomy,
    targetKey: keyOfAction(state.keys, 'target'),
  });
  const { row, top } = cursorOf(state, 'forecast');
  const indent = (line: StyledLine): ForecastLine => ({ line: [{ text: '  ' }, ...line] });
  const seen = picture.months.slice(top, top + months).flatMap(({ before, lines }, at): ForecastLine[] => [
    ...before.map(indent),
    ...lines.map((line) => ({
      line: rowLine(state, line, undefined, top + at === row && !state.isInMonth, main, pen),
      of: { list: 'months', row: top + at } as const,
    })),
  ]);
  const upper = [...picture.head.map(indent), ...seen].slice(0, rows - picture.foot.length);
  return [...upper, ...picture.foot.map(indent), ...monthLines(state, deals, pen)];
}

function monthLines(state: BoardState, rows: number, pen: Pen): ForecastLine[] {
  const month = monthInSight(state);
  const { frame } = state;
  if (!month || !frame) return [];
  const { main } = layoutOf(state);
  const width = main - GUTTER - 1;
  const title = month.month === null ? 'Without a date' : monthName(month.month);
  const { row, top } = cursorOf(state, month.list);
  const { offset, cards } = windowOf(state, month.list);
  const seen = cards.slice(top - offset, top - offset + rows);
  const style = styleOf(state, pen);
  if (!style) return [];
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(pen.ruler.width));
  const open = seen.filter(({ kind }) => kind !== 'won');
  const nextWidth = widest(open.map((card) => nextCell(card, style).text));
  const widths = monthWidths(width, {
    next: nextWidth,
    amount: widest(seen.map(({ amount }) => amountText(amount, style.view))),
    names: [
      widest(seen.map((card) => nameText(titleOf(card), card))),
      widest(seen.map((card) => nameText(withoutLegalForm(titleOf(card)), card))),
    ],
    step: widest(open.map(stepOf)),
    owner: widest(seen.map(({ owner }) => sanitize(owner ?? ''))),
  });
  const right = [{ text: monthSummary(month, frame.view), look: 'muted' as const }];
  return [
    { line: [] },
    { line: [{ text: '  ' }, ...headingLine(title, width, pen, { right, isFocused: state.isInMonth })] },
    ...seen.map((card, at) => {
      const isSelected = state.isInMonth && top + at === row;
      return {
        line: rowLine(state, monthRow(card, widths, style), card, isSelected, main, pen),
        of: { list: 'deals', row: top + at } as const,
      };
    }),
    { line: [{ text: '  ' }, ...moreLine(top, Math.max(0, month.count - top - rows))] },
  ];
}

/** Columns of a deal of a month: the day, the amount, what is next. */
const DAY = 10;
/** Between the amount and what is next. */
const AFTER_AMOUNT = 3;
const STAGE = 15;

/** Columns of a deal of a month that depend on the window and on what they hold. */
interface MonthWidths {
  readonly isWide: boolean;
  readonly name: number;
  /** When the next step is, and what it is. */
  readonly next: number;
  readonly step: number;
  readonly owner: number;
  readonly amount: number;
}

/** What the widest cells of the deals of a month take. */
interface WidestCells {
  readonly next: number;
  readonly amount: number;
  /** Whole, and where companies go without their legal form. */
  readonly names: readonly [whole: number, shorter: number];
  readonly step: number;
  readonly owner: number;
}

/** The step has what names leave, but a third of the room if it needs that much; legal forms go before either is cut. */
function monthWidths(width: number, { next, amount, names, step, owner }: WidestCells): MonthWidths {
  const isWide = width >= 100;
  const fixed = { isWide, amount, next, owner };
  const others = DAY + amount + AFTER_AMOUNT + next;
  if (!isWide) return { ...fixed, name: Math.max(12, width - others), step: 0 };
  const room = width - others - STAGE - owner - 4;
  const [whole, shorter] = names;
  const needed = whole + 1 + step <= room ? whole : shorter;
  const own = Math.min(needed + 1, room - Math.min(step, Math.floor(room / 3)));
  return { ...fixed, name: own, step: room - own };
}

const nameText = (title: string, card: DealCard): string => `${title} ${subtitleOf(card)}`;

const stepOf = ({ nextTask, nextStep }: DealCard): string => sanitize(nextTask ?? nextStep ?? '');

function monthRow(
  card: DealCard,
  { isWide, name: room, amount, next: nextWidth, step, owner }: MonthWidths,
  style: TableStyle,
): StyledLine {
  const { view, pen } = style;
  const { signs, ruler } = pen;
  const isWon = card.kind === 'won';
  const closes = closesSpan(card, view.today, signs);
  const isPast = closes.look === 'bad';
  const day: StyledLine = [
    { text: isWon ? `${signs.won} ` : isPast ? `${signs.lost} ` : '  ', look: isWon ? 'good' : 'bad' },
    {
      text: card.closes === null ? '' : dayText(card.closes, view.today),
      look: isWon ? 'good' : isPast ? 'bad' : 'muted',
    },
  ];
  const whole = titleOf(card);
  const isCut = ruler.width(nameText(whole, card)) > room - 1;
  const name: StyledLine = [
    { text: isCut ? withoutLegalForm(whole) : whole, look: 'selected name' },
    { text: subtitleOf(card) === '' ? '' : ` ${subtitleOf(card)}`, look: 'muted' },
  ];
  const next = isWon ? { text: '' } : nextCell(card, style);
  const stageAt = style.stages.findIndex(({ id }) => id === card.stageId);
  return [
    ...fitLine(day, DAY, ruler),
    ...fitLine(name, room - 1, ruler),
    { text: ' ' },
    ...(isWide
      ? fitLine(
          [{ text: sanitize(card.stage), look: isWon ? 'good' : stageHue(stageAt, style.stages.length) }],
          STAGE,
          ruler,
        )
      : []),
    { text: amountText(card.amount, view).padStart(amount), look: 'bold' },
    { text: ' '.repeat(AFTER_AMOUNT) },
    ...fitLine([next], nextWidth + (isWide ? 2 : 0), ruler),
    ...(isWide
      ? [
          ...fitLine([{ text: isWon ? '' : stepOf(card) }], step, ruler),
          { text: '  ' },
          { text: sanitize(card.owner ?? '').padStart(owner), look: 'muted' as const },
        ]
      : []),
  ];
}
