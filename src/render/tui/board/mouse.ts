import type { Lane } from '../../../domain/board.ts';
import { cardPitch } from '../../board/card.ts';
import { collapsedHead } from '../../board/heading.ts';
import { LANE_GAP } from '../../board/plain.ts';
import type { Pen } from '../../parts/pen.ts';
import type { Canvas } from '../runtime/canvas.ts';
import type { MouseMap, Region } from '../runtime/gesture.ts';
import { showMessage } from '../runtime/message.ts';
import type { ScreenGesture, Step } from '../runtime/program.ts';
import { POPUP_SCROLL, popupRegions, regionsOfLines, scrollKeys, whileTyping } from '../runtime/regions.ts';
import { moveToLane } from './choosers.ts';
import { catchUp, moveRow, showDeal } from './cursor.ts';
import { headerLines } from './header.ts';
import { clampView, lanesInSight, layoutOf } from './layout.ts';
import { pageLines } from './page-view.ts';
import type { DealRef } from './port.ts';
import {
  type BoardCmd,
  type BoardState,
  BROWSING,
  collapsedLanes,
  cursorOf,
  lanesOf,
  listKey,
  monthInSight,
  windowOf,
} from './state.ts';
import { forecastLines } from './table.ts';
import { isTimeline, timelineLines } from './timeline.ts';
import { footerLines, popupOf } from './view.ts';

type BoardStep = Step<BoardState, BoardCmd>;

/** What the mouse finds on a board: a lane, or a row of the list that is seen; and the deal there. */
export interface BoardTarget {
  readonly lane: Lane | null;
  readonly row: number | null;
  readonly deal: (DealRef & { readonly name: string }) | null;
  /** In the forecast: whether it is a deal of the month under the cursor. */
  readonly isInMonth?: boolean;
}

/** Rows that the wheel goes on. */
const WHEEL_ROWS = 3;

/** Where the mouse finds what. */
export function mouseMap(state: BoardState, { pen }: Canvas): MouseMap<BoardTarget> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const { head, body } = layoutOf(state);
  const foot = footerLines(state, pen);
  const keys = [
    ...regionsOfLines(headerLines(state, pen), pen.ruler),
    ...regionsOfLines(foot, pen.ruler, { row: state.size.rows - foot.length }),
  ];
  const scroll = scrollKeys(state.keys);
  if (state.mode.type !== 'browsing') return { regions: whileTyping(keys), scroll };
  const { page, frame } = state;
  const middle =
    page && frame
      ? regionsOfLines(pageLines(page, state.size.columns, body, frame.view, pen), pen.ruler, { row: head })
      : state.view === 'board'
        ? laneRegions(state, head, pen)
        : state.view === 'forecast'
          ? forecastRegions(state, head, pen)
          : isTimeline(state)
            ? timelineRegions(state, head, pen)
            : rowRegions(state, head);
  return { regions: [...keys, ...middle], scroll };
}

const lineRegion = (row: number, columns: number, rows = 1, column = 0) => ({
  column,
  row,
  columns,
  rows,
  press: [],
});

/** The cards in sight, then the lanes they are in, and the heads of collapsed ones. */
function laneRegions(state: BoardState, head: number, pen: Pen): Region<BoardTarget>[] {
  const { laneWidth, main, body, laneHead, capacity, cardLines, collapsed } = layoutOf(state);
  if (main === 0 || !state.frame) return [];
  const { from, to } = lanesInSight(state);
  const pitch = cardPitch(cardLines);
  const seen = lanesOf(state).slice(from, to);
  const cards = seen.flatMap((lane, at): Region<BoardTarget>[] => {
    const { top } = cursorOf(state, lane.key);
    const { offset, cards: read } = windowOf(state, lane.key);
    const column = at * (laneWidth + LANE_GAP);
    return Array.from({ length: Math.max(0, Math.min(capacity, lane.count - top)) }, (_, place) => {
      const card = read[top + place - offset];
      return {
        ...lineRegion(head + laneHead + place * pitch, laneWidth, cardLines, column),
        target: { lane, row: top + place, deal: card ?? null },
      };
    });
  });
  const lanes = seen.map(
    (lane, at): Region<BoardTarget> => ({
      ...lineRegion(head, laneWidth, body, at * (laneWidth + LANE_GAP)),
      target: { lane, row: null, deal: null },
    }),
  );
  let row = head;
  const heads = (collapsed === 0 ? [] : collapsedLanes(state)).map((lane): Region<BoardTarget> => {
    const { length } = collapsedHead(lane, [], collapsed, state.frame!.view, pen);
    row += length;
    const column = seen.length * (laneWidth + LANE_GAP);
    return {
      ...lineRegion(row - length, collapsed, length, column),
      target: { lane, row: null, deal: null },
    };
  });
  return [...cards, ...lanes, ...heads];
}

/** The rows of a view that is one list. */
function rowRegions(state: BoardState, head: number): Region<BoardTarget>[] {
  const { main, capacity, isTall } = layoutOf(state);
  if (main === 0) return [];
  const { top } = cursorOf(state);
  const { offset, cards } = windowOf(state);
  const first = head + (isTall ? 3 : 1);
  return Array.from({ length: Math.max(0, Math.min(capacity, state.length - top)) }, (_, at) => ({
    ...lineRegion(first + at, main),
    target: { lane: null, row: top + at, deal: cards[top + at - offset] ?? null },
  }));
}

/** The entries of a timeline, each with all its lines. */
function timelineRegions(state: BoardState, head: number, pen: Pen): Region<BoardTarget>[] {
  const { main } = layoutOf(state);
  if (main === 0) return [];
  const { offset, cards } = windowOf(state);
  return timelineLines(state, layoutOf(state), pen).flatMap(({ row }, at): Region<BoardTarget>[] =>
    row === null
      ? []
      : [{ ...lineRegion(head + at, main), target: { lane: null, row, deal: cards[row - offset] ?? null } }],
  );
}

/** The months of the forecast, and the deals of the one under the cursor. */
function forecastRegions(state: BoardState, head: number, pen: Pen): Region<BoardTarget>[] {
  const { main } = layoutOf(state);
  if (main === 0) return [];
  const { offset, cards } = windowOf(state, monthInSight(state)?.list);
  return forecastLines(state, pen).flatMap(({ of }, at): Region<BoardTarget>[] => {
    if (!of) return [];
    const target: BoardTarget =
      of.list === 'months'
        ? { lane: null, row: of.row, deal: null }
        : { lane: null, row: of.row, deal: cards[of.row - offset] ?? null, isInMonth: true };
    return [{ ...lineRegion(head + at, main), target }];
  });
}

/** The board after the mouse did something. */
export function handleGesture(state: BoardState, gesture: ScreenGesture<BoardTarget>): BoardStep {
  const { target } = gesture;
  switch (gesture.type) {
    case 'wheel': {
      const there = toPlace(state, { ...target, row: null });
      return moveRow(there, gesture.by * WHEEL_ROWS);
    }
    case 'click': {
      const cleared: BoardState = { ...state, message: null };
      if (isHere(state, target) && target.deal) return showDeal(cleared, target.deal.id);
      // A second click on a month goes into its deals, as its key does.
      const isOpening = isHere(state, target) && state.view === 'forecast';
      return catchUp(toPlace(cleared, isOpening ? { ...target, row: null, isInMonth: true } : target));
    }
    case 'drag': {
      const { onto } = gesture;
      if (!target.deal || !onto.lane || onto.lane.key === target.lane?.key)
        return [{ ...state, message: null }];
      return [showMessage(state, 'info', `let go to move ${target.deal.name} to ${onto.lane.title}`)];
    }
    case 'drop': {
      const { onto } = gesture;
      const cleared: BoardState = { ...state, message: null, mode: BROWSING };
      if (!target.deal || !onto.lane || onto.lane.key === target.lane?.key) return [cleared];
      // The cursor goes to what is moved, so that a question that follows is about it.
      return moveToLane(toPlace(cleared, target), target.deal, onto.lane);
    }
  }
}

/** Whether the cursor is there. */
function isHere(state: BoardState, { lane, row, isInMonth = false }: BoardTarget): boolean {
  if (state.isInMonth !== isInMonth) return false;
  const isList = lane === null || lanesOf(state)[state.lane]?.key === lane.key;
  return isList && row !== null && cursorOf(state).row === row;
}

/** The state with the cursor in the list of something, and on its row unless that stays. */
function toPlace(state: BoardState, { lane, row, isInMonth = false }: Omit<BoardTarget, 'deal'>): BoardState {
  const at = lane ? lanesOf(state).findIndex(({ key }) => key === lane.key) : -1;
  const inLane = { ...state, isInMonth, ...(at < 0 ? {} : { lane: at }) };
  if (row === null) return clampView(inLane);
  const key = listKey(inLane);
  const places = { ...state.places, [key]: { ...cursorOf(inLane, key), row } };
  return clampView({ ...inLane, places });
}
