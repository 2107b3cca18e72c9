import type { DealCard } from '../../domain/board.ts';
import { withoutLegalForm } from '../../domain/matching.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import type { Pen } from '../parts/pen.ts';
import { fitLine, lineWidth, onGround, type Span, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { dealWithout } from './names.ts';
import { ageSpan, amountText, attentionOf, closesSpan, compactAmount, nextSpan } from './words.ts';

/** How many lines a card has; three have a blank line below. */
export type CardLines = 1 | 2 | 3;

/** Lines from a card to the next. */
export const cardPitch = (lines: CardLines): number => (lines === 3 ? 4 : lines);

/** Columns of a card before its text, and behind it. */
export const GUTTER = 2;
const EDGE_WIDTH = 1;

/** From this width on, amounts are whole. */
const MIN_WIDTH_OF_WHOLE_AMOUNTS = 34;

/** How a card is highlighted. */
export interface CardState {
  readonly selected: boolean;
  readonly marked: boolean;
  /** Changed recently. */
  readonly fresh: boolean;
}

export const QUIET: CardState = { selected: false, marked: false, fresh: false };

/** The lines of a card, of `width` columns: account and amount, deal and owner, next step, close date and age. */
export function cardLines(
  card: DealCard,
  { selected, marked, fresh }: CardState,
  lines: CardLines,
  width: number,
  view: Viewpoint,
  pen: Pen,
): StyledLine[] {
  const { ruler, signs } = pen;
  const inner = Math.max(4, width - GUTTER - EDGE_WIDTH);
  const ground: readonly Look[] = selected ? ['selected'] : fresh ? ['badge good'] : [];
  const attention = attentionOf(card, view.today);
  const edge: Span = selected
    ? { text: signs.cursor, look: ['accent', ...ground] }
    : attention === null
      ? { text: ' ', look: [...ground] }
      : { text: signs.attention, look: [attention, ...ground] };
  const texts = [
    titleLine(card, { selected, marked, fresh }, inner, view, pen),
    ...(lines === 3 ? [secondLine(card, inner, ruler)] : []),
    ...(lines > 1 ? [stateLine(card, inner, view, pen)] : []),
  ];
  return texts.map((line) => [
    edge,
    { text: ' ', look: [...ground] },
    ...onGround(line, ...ground),
    { text: ' ', look: [...ground] },
  ]);
}

/** What a deal is called first: its account, or itself where it has none. */
export function titleOf({ account, name }: DealCard): string {
  return sanitize(account ?? name);
}

/** What it is called beside that; blank where there is no account. */
export function subtitleOf({ account, name }: DealCard): string {
  return account === null ? '' : sanitize(dealWithout(account, name));
}

/** A name in so many columns: its legal form goes before a letter is cut. */
function fitName(name: string, columns: number, ruler: Ruler): string {
  return ruler.width(name) <= columns ? name : ruler.cut(withoutLegalForm(name), columns);
}

function titleLine(
  card: DealCard,
  { selected, marked, fresh }: CardState,
  width: number,
  view: Viewpoint,
  { ruler, signs }: Pen,
): StyledLine {
  const amount =
    width < MIN_WIDTH_OF_WHOLE_AMOUNTS ? compactAmount(card.amount, view) : amountText(card.amount, view);
  const mark = `${marked ? `${signs.marked} ` : ''}${fresh ? '+ ' : ''}`;
  const room = Math.max(1, width - ruler.width(amount) - ruler.width(mark) - (amount === '' ? 0 : 1));
  const name = fitName(titleOf(card), room, ruler);
  return [
    ...(mark === '' ? [] : [{ text: mark, look: 'accent' as const }]),
    { text: name, ...(selected ? { look: 'selected name' } : {}) },
    { text: ' '.repeat(Math.max(0, width - ruler.width(mark) - ruler.width(name) - ruler.width(amount))) },
    { text: ruler.cut(amount, width), look: 'bold' },
  ];
}

function secondLine(card: DealCard, width: number, ruler: Ruler): StyledLine {
  const owner = sanitize(card.owner ?? '');
  const kept = ruler.cut(owner, Math.max(3, Math.floor(width / 3)));
  const room = Math.max(0, width - ruler.width(kept) - 1);
  const line: StyledLine = [{ text: ruler.cut(subtitleOf(card), room), look: 'muted' }];
  return [...fitLine(line, room, ruler), { text: ' ' }, { text: kept, look: 'muted' }];
}

/** Columns of the close date and of the days. */
const DATE_WIDTH = 8;
const AGE_WIDTH = 6;
/** Under this width words beside signs are left out. */
const MIN_WIDTH_OF_WORDS = 24;

/** What is next, when it closes, and the days in its stage, each in its column. */
function stateLine(card: DealCard, width: number, view: Viewpoint, { ruler, signs }: Pen): StyledLine {
  const age = ageSpan(card, view.today);
  const next = nextSpan(card, view.today, signs, width < MIN_WIDTH_OF_WORDS);
  const closes = closesSpan(card, view.today, signs);
  const ageText = age.text.padStart(AGE_WIDTH);
  const room = Math.max(0, width - AGE_WIDTH);
  const gap = Math.max(1, room - ruler.width(next.text) - Math.max(DATE_WIDTH, ruler.width(closes.text)));
  const isPast = closes.look === 'bad';
  // The sign of a passed date stands before the column.
  const middle = isPast ? Math.max(1, room - ruler.width(next.text) - DATE_WIDTH - 2) : gap;
  const line: StyledLine = [next, { text: ' '.repeat(middle) }, closes];
  return lineWidth(line, ruler) <= room
    ? [...fitLine(line, room, ruler), { ...age, text: ageText }]
    : fitLine([next, { text: ' ' }, closes, { text: ' ' }, age], width, ruler);
}

/** All texts of a card, for choosing a ruler. */
export function cardTexts(card: DealCard): string[] {
  return Object.values({ ...card, ...card.lastActivity })
    .filter((value) => typeof value === 'string')
    .map(sanitize);
}
