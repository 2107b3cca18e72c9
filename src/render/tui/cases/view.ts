import type { CaseLane } from '../../../domain/case-board.ts';
import { toLocalTime } from '../../../domain/dates/calendar.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { titleCase } from '../../board/heading.ts';
import { counted } from '../../counts.ts';
import { headingLine } from '../../parts/heading.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints, keyOfAction } from '../runtime/key-table.ts';
import { isTooSmall, screenOf, tooSmallRows } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import {
  POPUP_SCROLL,
  popupRegions,
  pressing,
  regionsOfLines,
  scrollKeys,
  whileTyping,
} from '../runtime/regions.ts';
import { cardLines, GUTTER_WIDTH, linesOfCard, spokenCard } from './card.ts';
import type { CasesState } from './state.ts';

const MAX_MESSAGE_LINES = 2;
/** Columns left blank on the right. */
const MARGIN_WIDTH = 1;
/** Columns between two lanes, apart from their gutters. */
const GAP_WIDTH = 1;
/** From so many rows on a blank line parts the heads of lanes from their cards. */
const MIN_ROOMY_ROWS = 20;
/** The least columns of a lane. */
const MIN_LANE = 26;

/** The rows of the screen. */
export function view(state: CasesState, canvas: Canvas): string[] {
  if (isTooSmall(state.size))
    return tooSmallRows('board of cases', state.size, keyOfAction(state.keys, 'quit'));
  const popup = popupOf(state, canvas.pen);
  const rows = (on: Canvas) =>
    linesOf(state, on.pen).map((line) => on.text(fitLine(line, state.size.columns, on.ruler)));
  return popup ? drawPopup(rows(canvas.plain()), popup, state.size, canvas) : rows(canvas);
}

/** The same in words, one case a line. */
export function screenReaderView(state: CasesState, canvas: Canvas): string[] {
  const { board } = state;
  const lines = (board?.lanes ?? []).flatMap((lane, at) => [
    `${sanitize(lane.name)}: ${counted(lane.count, 'case')}, ${lane.overdue} overdue`,
    ...lane.cards.map((card) => {
      const here = at === state.lane && card.id === state.caseId ? 'Here: ' : '';
      return `${here}${spokenCard(card, board?.now ?? 0)}`;
    }),
  ]);
  const width = state.size.columns;
  const foot = footer(state, width, canvas.pen).map((line) => line.map(({ text }) => text).join(''));
  return [...lines.slice(0, Math.max(0, state.size.rows - foot.length)), ...foot];
}

/** Where the mouse finds what. */
export function mouseMap(state: CasesState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const regions = regionsOfLines(linesOf(state, pen), pen.ruler);
  return { regions: state.prompt ? whileTyping(regions) : regions, scroll: scrollKeys(state.keys) };
}

function popupOf({ help, keys, size }: CasesState, pen: Pen): Popup | null {
  return help ? helpPopup(help, { screen: 'cases', keys }, size, pen) : null;
}

function linesOf(state: CasesState, pen: Pen): StyledLine[] {
  const whole = state.size.columns - MARGIN_WIDTH;
  const width = whole - GUTTER_WIDTH;
  const indent = (line: StyledLine): StyledLine => [span(' '.repeat(GUTTER_WIDTH)), ...line];
  return screenOf(
    state.size,
    [heading(state, width, pen), []].map(indent),
    (rows) => laneLines(state, whole, rows, pen),
    footer(state, width, pen).map(indent),
  );
}

function heading({ board, lanes, words }: CasesState, width: number, pen: Pen): StyledLine {
  const left: StyledLine = [
    span('Cases', 'bold', 'accent'),
    span(`   by ${lanes === 'next' ? 'who answers next' : 'status'}`, 'muted'),
    ...(words === '' ? [] : [span(`   / ${sanitize(words)}`, 'warn')]),
  ];
  if (!board) return left;
  const overdue = board.lanes.reduce((sum, lane) => sum + lane.overdue, 0);
  const right: StyledLine = [
    overdue === 0 ? span('nothing is overdue', 'good') : span(`${overdue} overdue`, 'bold', 'bad'),
    span(`   ${toLocalTime(board.now)}`, 'muted'),
  ];
  return lineWidth([...left, ...right], pen.ruler) + 1 < width
    ? justify(left, right, width, pen.ruler)
    : left;
}

/** The lanes beside each other: as many as there is room for, that of the cursor among them. */
function laneLines(state: CasesState, width: number, rows: number, pen: Pen): StyledLine[] {
  const { board } = state;
  if (!board) return [[span('  looking …', 'muted')]];
  const fitting = Math.max(1, Math.floor((width + GAP_WIDTH) / (MIN_LANE + GAP_WIDTH)));
  const count = Math.min(fitting, board.lanes.length);
  const first = Math.max(0, Math.min(state.lane - Math.floor(count / 2), board.lanes.length - count));
  const laneWidth = Math.floor((width - GAP_WIDTH * (count - 1)) / count);
  const columns = board.lanes
    .slice(first, first + count)
    .map((lane, at) => columnOf(state, lane, first + at, laneWidth, rows, pen));
  return Array.from({ length: rows }, (_, row) =>
    columns.flatMap((lines, at) => [
      ...(at === 0 ? [] : [span(' '.repeat(GAP_WIDTH))]),
      ...fitLine(lines[row] ?? [], laneWidth, pen.ruler),
    ]),
  );
}

/** A lane: its heading, then its cards, from such a one on that the cursor is seen. */
function columnOf(
  state: CasesState,
  lane: CaseLane,
  at: number,
  width: number,
  rows: number,
  pen: Pen,
): StyledLine[] {
  const isFocused = at === state.lane;
  const right: StyledLine = [
    ...(lane.overdue === 0 ? [] : [span(`${lane.overdue} late`, 'bad'), span('  ')]),
    span(`${lane.count}`, 'bold'),
  ];
  const now = state.board?.now ?? 0;
  const gap = rows < MIN_ROOMY_ROWS ? [] : [[]];
  const room = Math.max(1, Math.floor((rows - 2 - gap.length) / linesOfCard(state.isDetailed)));
  const from = isFocused
    ? Math.max(0, Math.min(state.row - Math.floor(room / 2), lane.cards.length - room))
    : 0;
  const shown = lane.cards.slice(from, from + room);
  const rest = lane.count - from - shown.length;
  return [
    [
      span(' '.repeat(GUTTER_WIDTH)),
      ...headingLine(titleCase(sanitize(lane.name)), width - GUTTER_WIDTH, pen, { right, isFocused }),
    ],
    ...gap,
    ...shown.flatMap((card, row) =>
      cardLines(
        card,
        { isSelected: isFocused && card.id === state.caseId, isDetailed: state.isDetailed },
        now,
        width,
        pen,
      ).map((line) => pressing(line, ...keysToCard(state, at, from + row))),
    ),
    ...(lane.count === 0 ? [[span('  nothing here', 'muted')]] : []),
    ...(rest > 0 ? [[span(`  + ${rest} more`, 'muted')]] : []),
  ];
}

/** The keys that bring the cursor to a card; on the card itself, Enter. */
function keysToCard(state: CasesState, lane: number, row: number): string[] {
  const across = Array.from({ length: Math.abs(lane - state.lane) }, () =>
    lane > state.lane ? 'right' : 'left',
  );
  let at = state.row;
  for (let next = state.lane; next !== lane; ) {
    next += lane > state.lane ? 1 : -1;
    at = Math.max(0, Math.min((state.board?.lanes[next]?.cards.length ?? 0) - 1, at));
  }
  const along = Array.from({ length: Math.abs(row - at) }, () => (row > at ? 'down' : 'up'));
  return across.length + along.length === 0 ? ['enter'] : [...across, ...along];
}

function footer(state: CasesState, width: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  if (state.prompt) return promptLines(state.prompt, width, ruler);
  return [
    ...messageLines(state.message, width, MAX_MESSAGE_LINES, ruler),
    footerLine(keyHints(state.keys, state), state, width, pen),
  ];
}
