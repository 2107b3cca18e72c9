import type { CardActivity, DealCard } from '../../../domain/board.ts';
import { toLocalDate, toLocalTime } from '../../../domain/dates/calendar.ts';
import { durationText } from '../../../domain/duration.ts';
import { sanitize, sanitizeLines } from '../../../domain/terminal-text.ts';
import { GUTTER, subtitleOf, titleOf } from '../../board/card.ts';
import { DAY_BARS_ROWS, dayBars, daySparks } from '../../board/day-bars.ts';
import { amountText, weekdayText } from '../../board/words.ts';
import type { Look } from '../../color.ts';
import { countText } from '../../counts.ts';
import { headingLine } from '../../parts/heading.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, onGround, type StyledLine } from '../../styled-line.ts';
import { wrapWords } from '../../wrap.ts';
import { type BoardState, currentCard, cursorOf, windowOf } from './state.ts';

/** Lines of what was said, of the entry of the cursor and of others. */
const MAX_SELECTED_LINES = 8;
const MAX_LINES = 2;
/** Columns of the time, and of what was done, before the deal. */
const TIME_WIDTH = 7;
const KIND_WIDTH = 24;
const NARROW_KIND_WIDTH = 15;
const MIN_WIDE_WIDTH = 100;

const LOOKS: Readonly<Record<string, Look>> = { call: 'accent', meeting: 'good', email: 'stage1' };

/** The room of a timeline. */
interface TimelineRoom {
  /** Columns. */
  readonly main: number;
  /** Lines below the head. */
  readonly capacity: number;
  readonly isTall: boolean;
}

/** Whether what was done is seen as a timeline: where no columns are chosen. */
export const isTimeline = ({ view, query }: Pick<BoardState, 'view' | 'query'>): boolean =>
  view === 'activity' && query.columns === null;

/** Lines above the timeline: a bar a day with a blank line, or one line. */
export const timelineHead = (isTall: boolean): number => (isTall ? DAY_BARS_ROWS + 1 : 1);

/** Lines of the heading of a day: where there is room, with a blank one above it, unless it is on top. */
const headingRows = (isTall: boolean, isOnTop: boolean): number => (isTall && !isOnTop ? 2 : 1);

/** Lines of an entry of a timeline, with the heading of its day where it is the first of it. */
function entryRows(
  { lastActivity: done }: DealCard,
  before: DealCard | undefined,
  { main, isTall }: TimelineRoom,
  isSelected: boolean,
): number {
  if (!done) return 1;
  const said = saidLines(done, main - GUTTER - 1, isSelected, (text) => text.length).length;
  return 1 + said + (isNewDay(done, before) ? headingRows(isTall, before === undefined) : 0);
}

const dayOf = ({ at }: CardActivity): string => toLocalDate(at);

const isNewDay = (done: CardActivity, before: DealCard | undefined): boolean =>
  !before?.lastActivity || dayOf(before.lastActivity) !== dayOf(done);

/** The row that is seen first, so that the whole entry of the cursor is in sight. */
export function firstRow(state: BoardState, row: number, top: number, room: TimelineRoom): number {
  const { offset, cards } = windowOf(state);
  const rowsFrom = (from: number) => {
    let sum = 0;
    for (let at = from; at <= row; at++) {
      const card = cards[at - offset];
      const before = at === from ? undefined : cards[at - offset - 1];
      sum += card ? entryRows(card, before, room, at === row) : 1;
    }
    return sum;
  };
  // Each entry has a line at least.
  let first = Math.max(Math.min(top, row), row - room.capacity + 1);
  while (first < row && rowsFrom(first) > room.capacity) first += 1;
  return first;
}

/** Entries that are in sight from the first on. */
export function entriesInSight(state: BoardState, room: TimelineRoom): number {
  const { offset, cards } = windowOf(state);
  const { top } = cursorOf(state);
  let used = 0;
  let at = top - offset;
  for (; at < cards.length; at++) {
    const card = cards[at]!;
    used += entryRows(card, at === top - offset ? undefined : cards[at - 1], room, false);
    if (used > room.capacity) break;
  }
  return Math.max(1, at - (top - offset));
}

/** A line of the timeline, and of which entry it is. */
interface TimelineRow {
  readonly line: StyledLine;
  readonly row: number | null;
}

/** What was done, the latest first: a bar a day, and below a rail with the days as headings. */
export function timelineLines(
  state: BoardState,
  { main: width, capacity: rows, isTall }: TimelineRoom,
  pen: Pen,
): TimelineRow[] {
  const { frame, days } = state;
  if (!frame) return [];
  const { today } = frame.view;
  const { row: cursor, top } = cursorOf(state);
  const { offset, cards } = windowOf(state);
  const inner = width - GUTTER - 1;
  const indent = (line: StyledLine): StyledLine => [{ text: ' '.repeat(GUTTER) }, ...line];
  const current = currentCard(state)?.lastActivity;
  const head: StyledLine[] = isTall
    ? [...dayBars(days, current ? dayOf(current) : null, inner, pen).map(indent), []]
    : [
        indent([
          ...daySparks(days, pen),
          { text: `  ${countText(state.length)} in two weeks`, look: 'muted' },
        ]),
      ];
  const all: TimelineRow[] = head.map((line) => ({ line, row: null }));
  const most = head.length + rows;
  for (let row = top; row < offset + cards.length && all.length < most; row++) {
    const card = cards[row - offset];
    const done = card?.lastActivity;
    if (!card || !done) continue;
    if (isNewDay(done, row === top ? undefined : cards[row - offset - 1])) {
      const day = dayOf(done);
      const count = days.find((each) => each.day === day)?.count;
      if (headingRows(isTall, row === top) > 1) all.push({ line: [], row: null });
      const right: StyledLine = count === undefined ? [] : [{ text: countText(count), look: 'muted' }];
      all.push({ line: indent(headingLine(dayTitle(day, today), inner, pen, { right })), row: null });
    }
    const isSelected = row === cursor;
    for (const [at, line] of entryLines(card, done, inner, isSelected, frame.view, pen).entries())
      all.push({ line: withGutter(state, line, card, { isSelected, isFirst: at === 0, width }, pen), row });
  }
  return all.slice(0, most);
}

function dayTitle(day: string, today: string): string {
  if (day >= today) return `Today, ${weekdayText(day, today)}`;
  return weekdayText(day, today);
}

function entryLines(
  card: DealCard,
  done: CardActivity,
  width: number,
  isSelected: boolean,
  view: NonNullable<BoardState['frame']>['view'],
  pen: Pen,
): StyledLine[] {
  const { signs, ruler } = pen;
  const isWide = width >= MIN_WIDE_WIDTH;
  const { type, outcome, durationSeconds } = done;
  const isEvent = type === 'event';
  const look = isEvent ? 'stage3' : (LOOKS[type] ?? 'stage3');
  const kind: StyledLine = [
    { text: toLocalTime(done.at).padStart(TIME_WIDTH - 2), look: 'muted' },
    { text: '  ' },
    { text: `${signs.event} `, look },
    { text: isEvent && done.text.includes(' → ') ? 'moved' : sanitize(type), look: ['bold', look] },
    { text: outcome === null ? '' : ` ${sanitize(outcome).replaceAll('-', ' ')}` },
    {
      text: durationSeconds === null ? '' : ` ${durationText(durationSeconds)}`,
      look: 'muted',
    },
  ];
  const room = TIME_WIDTH + 2 + (isWide ? KIND_WIDTH : NARROW_KIND_WIDTH);
  const subtitle = subtitleOf(card);
  const left: StyledLine = [
    ...(lineWidth(kind, ruler) < room ? fitLine(kind, room, ruler) : [...kind, { text: '  ' }]),
    { text: titleOf(card), look: 'selected name' },
    { text: subtitle === '' ? '' : ` ${subtitle}`, look: 'muted' },
  ];
  const right: StyledLine = [
    ...(isWide ? [{ text: `  ${amountText(card.amount, view)}`, look: 'muted' as const }] : []),
    { text: `  ${sanitize(done.who ?? '').padEnd(isWide ? 8 : 0)}`, look: 'muted' },
  ];
  const rail: StyledLine = [{ text: ' '.repeat(TIME_WIDTH) }, { text: `${signs.rail} `, look: 'faint' }];
  const said = saidLines(done, width, isSelected, ruler.width);
  return [justify(left, right, width, ruler), ...said.map((text): StyledLine => [...rail, { text }])];
}

/** What was said, wrapped: all of it where the cursor is, else its beginning. */
function saidLines(
  { type, text }: CardActivity,
  width: number,
  isSelected: boolean,
  measure: (text: string) => number,
): string[] {
  const safe = sanitizeLines(text).join(' ').trim();
  if (safe === '') return [];
  // An event names the deal, as the line above it does.
  const said = type === 'event' ? safe.replace(/^.*?: (?=.* \u2192 )/, '') : safe;
  return wrapWords(said, Math.max(10, width - TIME_WIDTH - 2), isSelected ? MAX_SELECTED_LINES : MAX_LINES, {
    width: measure,
  });
}

/** A line of an entry with its gutter: the cursor, or a mark. */
function withGutter(
  { marked, fresh }: BoardState,
  line: StyledLine,
  card: DealCard,
  {
    isSelected,
    isFirst,
    width,
  }: { readonly isSelected: boolean; readonly isFirst: boolean; readonly width: number },
  { signs, ruler }: Pen,
): StyledLine {
  const isFresh = fresh.has(card.key);
  const sign = marked.has(card.id) ? signs.marked : isFresh ? '+' : ' ';
  const edge: StyledLine = [
    { text: isSelected ? signs.cursor : ' ', look: 'accent' },
    { text: isFirst ? sign : ' ', look: 'accent' },
  ];
  const seen = isSelected
    ? line
    : line.map((each) => (each.look === 'selected name' ? { text: each.text } : each));
  const ground: readonly Look[] = isSelected ? ['selected'] : isFresh ? ['badge good'] : [];
  return onGround(fitLine(fitLine([...edge, ...seen], width - 1, ruler), width, ruler), ...ground);
}
