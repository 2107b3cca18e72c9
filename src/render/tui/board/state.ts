import type { BoardView, DealCard, ForecastCell, Lane } from '../../../domain/board.ts';
import type { BoardQuery, Frame } from '../../board/source.ts';
import type { LineEditor as TypedLine } from '../runtime/line-editor.ts';
import type { BoardCommand } from './commands.ts';

/** Cards of a list that have been read: a stretch of it. */
export interface Window {
  readonly offset: number;
  readonly cards: readonly DealCard[];
}

/** Where the cursor is in a list, and the first row that is seen. */
export interface CursorPosition {
  readonly row: number;
  readonly top: number;
}

export interface Question {
  readonly label: string;
  /** Answers it can have, for the line below. */
  readonly such?: string;
  readonly preset?: string;
  /** Enter alone is an answer. */
  readonly optional?: true;
}

/** A line that is being typed at the bottom, one question after the other. */
export interface PromptMode {
  readonly kind: 'asking';
  readonly questions: readonly [Question, ...Question[]];
  readonly answers: readonly string[];
  /** What was answered before something about it was refused, to be said anew. */
  readonly given?: readonly string[];
  readonly line: TypedLine;
  readonly finish: (answers: readonly string[]) => BoardCommand;
  /** The filter as it was, while a new one is typed and tried with every key. */
  readonly filterWas?: string;
  /** What is wrong with what is typed. */
  readonly problem?: string;
}

export type Mode =
  | { readonly kind: 'moving' }
  | PromptMode
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'detail'; readonly id: number; readonly lines: readonly string[]; readonly top: number };

export interface Message {
  readonly text: string;
  readonly tone: 'said' | 'wrong' | 'news';
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** All that a board shows. */
export interface BoardState {
  readonly size: Size;
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** Null until it has been read. */
  readonly frame: Frame | null;
  readonly owners: readonly string[];
  /** Cards by list: by the key of a lane, or of the view that is one list. */
  readonly windows: Readonly<Record<string, Window>>;
  readonly forecast: readonly ForecastCell[];
  /** Rows of the view, where it is one list. */
  readonly length: number;
  readonly lane: number;
  readonly firstLane: number;
  readonly places: Readonly<Record<string, CursorPosition>>;
  /** Marked deals: their numbers, and the stages they were seen in last. */
  readonly marked: ReadonlyMap<number, number>;
  /** Keys of cards that changed a moment ago. */
  readonly fresh: ReadonlySet<string>;
  readonly message: Message | null;
  readonly mode: Mode;
}

export function startingState(size: Size, view: BoardView, query: BoardQuery): BoardState {
  return {
    size,
    view,
    query,
    frame: null,
    owners: [],
    windows: {},
    forecast: [],
    length: 0,
    lane: 0,
    firstLane: 0,
    places: {},
    marked: new Map(),
    fresh: new Set(),
    message: null,
    mode: { kind: 'moving' },
  };
}

/** Key of the list the cursor is in: that of a lane, or the name of a view that is one list. */
export function listKey(state: BoardState): string {
  return state.view === 'board' ? (currentLane(state)?.key ?? '') : state.view;
}

export function currentLane(state: BoardState): Lane | undefined {
  return state.frame?.lanes[state.lane];
}

/** Rows of the list the cursor is in. */
export function listLength(state: BoardState): number {
  return state.view === 'board' ? (currentLane(state)?.count ?? 0) : state.length;
}

export function windowOf(state: BoardState, key = listKey(state)): Window {
  return state.windows[key] ?? { offset: 0, cards: [] };
}

export function cursorOf(state: BoardState, key = listKey(state)): CursorPosition {
  return state.places[key] ?? { row: 0, top: 0 };
}

/** The card under the cursor, if there is one and it has been read. */
export function currentCard(state: BoardState): DealCard | undefined {
  const { offset, cards } = windowOf(state);
  return cards[cursorOf(state).row - offset];
}
