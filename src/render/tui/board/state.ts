import { isDeepStrictEqual } from 'node:util';
import {
  type Attention,
  type BoardFrame,
  type BoardQuery,
  type BoardView,
  type DayCount,
  type DealCard,
  type ForecastCell,
  isClosed,
  type Lane,
  type MonthOfDeals,
  type Stretch,
} from '../../../domain/board.ts';
import type { SavedView } from '../../../domain/saved-view.ts';
import type { PageRef, Surroundings } from '../../../domain/surroundings.ts';
import type { CardLines } from '../../board/card.ts';
import { type ForecastMonth, forecastMonths } from '../../board/forecast.ts';
import type { CompleteCmd, LineMsg, ShellCmd } from '../runtime/command-line.ts';
import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import type { Picker } from '../runtime/picker.ts';
import type { Message, ScreenState, Step } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { Reversal } from '../runtime/reversal.ts';
import type {
  BoardAction,
  ChoiceList,
  DealRef,
  EditedFields,
  ListedChoice,
  ReachLine,
  ShownDeal,
} from './port.ts';

export type BoardCmd =
  | ReadCmd
  /** Reads what has come into sight. */
  | { readonly type: 'read windows'; readonly board: BoardState }
  /** `prompt` comes back when its answers are refused. */
  | {
      readonly type: 'act';
      readonly deals: readonly DealRef[];
      readonly action: BoardAction;
      readonly prompt?: BoardPrompt;
    }
  | ShellCmd<BoardCmd>
  | CompleteCmd
  /** Asks which change is undone or redone next. */
  | { readonly type: 'set target'; readonly text: string; readonly prompt: BoardPrompt }
  /** Reads the names of columns that were typed for a view. */
  | {
      readonly type: 'set columns';
      readonly view: BoardView;
      readonly text: string;
      readonly prompt: BoardPrompt;
    }
  | { readonly type: 'find reversal'; readonly direction: Reversal['direction'] }
  /** Opens a deal in the user's editor. */
  | { readonly type: 'edit'; readonly deal: DealRef }
  /** Reads all about a deal, for the pane. */
  | { readonly type: 'show'; readonly id: number; readonly columns: number; readonly top: number }
  /** Reads what is around a record, for a page. `isRefresh`: the page is open already. */
  | ({ readonly type: 'read page'; readonly ref: PageRef; readonly isRefresh: boolean } & Pick<
      Page,
      'row' | 'before'
    >)
  /** Dials a number, writes to an address or opens a website. */
  | { readonly type: 'reach'; readonly line: ReachLine }
  | { readonly type: 'copy'; readonly text: string }
  /** Lists what can be chosen, for a picker that is opened or that is open. */
  | {
      readonly type: 'list choices';
      readonly list: ChoiceList;
      readonly open: (choices: readonly ListedChoice[], state: BoardState) => Picker<BoardChoice>;
    }
  /** Counts the deals that need a hand. */
  | { readonly type: 'count attention'; readonly query: BoardQuery }
  /** Looks whether another process has written. */
  | { readonly type: 'look'; readonly version: number };

/** Reloads everything for the board in this state. */
export interface ReadCmd extends ReadOptions {
  readonly type: 'read';
  readonly board: BoardState;
}

export interface ReadOptions {
  /** Whether keys go on meanwhile: what comes then is left out where it is of something else by now. */
  readonly inBackground?: true;
  /** Whether the cursor starts at the first deal. */
  readonly fromStart?: true;
  /** Whether what differs from before is lit. */
  readonly live?: true;
  /** Whether the cursor goes with its deal, wherever that is now. */
  readonly follow?: true;
  /** The deal that the cursor goes to, and the pane shows. */
  readonly goTo?: number;
  /** Whether what others have changed is shown as a message. */
  readonly withNews?: true;
  /** The message then; as it is unless given. */
  readonly tell?: Message | null;
}

export type BoardMsg =
  | {
      readonly type: 'read';
      readonly command: ReadCmd;
      readonly data: BoardData;
      readonly news: readonly string[];
    }
  /** A read in the background that something else has cut short. */
  | { readonly type: 'read dropped'; readonly command: ReadCmd }
  | { readonly type: 'windows read'; readonly windows: Windows }
  /** `deals` is what it was done to. */
  | { readonly type: 'done'; readonly summary: string; readonly deals: readonly DealRef[] }
  | { readonly type: 'reversal found'; readonly reversal: Reversal }
  | { readonly type: 'columns set'; readonly columns: BoardQuery['columns'] }
  | LineMsg
  | { readonly type: 'edited'; readonly deal: DealRef; readonly edited: EditedFields }
  | { readonly type: 'shown'; readonly id: number; readonly shown: ShownDeal; readonly top: number }
  | {
      readonly type: 'page read';
      readonly surroundings: Surroundings;
      readonly command: Extract<BoardCmd, { readonly type: 'read page' }>;
    }
  | { readonly type: 'notice'; readonly text: string }
  | {
      readonly type: 'choices listed';
      readonly command: Extract<BoardCmd, { readonly type: 'list choices' }>;
      readonly choices: readonly ListedChoice[];
    }
  | { readonly type: 'attention counted'; readonly query: BoardQuery; readonly attention: Attention | null }
  | { readonly type: 'unchanged' }
  | { readonly type: 'changed' };

/** Cards of a list that have been read: a stretch of it. */
export interface Window {
  readonly offset: number;
  readonly cards: readonly DealCard[];
}

/** By the key of a lane, or of the view that is one list. */
export type Windows = Readonly<Record<string, Window>>;

/** A stretch of a list that is to be read. */
export interface ListStretch extends Stretch {
  readonly list: string;
}

/** Where the cursor is in a list, and the first row that is seen. */
export interface CursorPosition {
  readonly row: number;
  readonly top: number;
}

export type BoardPrompt = Prompt<BoardCmd>;

type Mode =
  | { readonly type: 'browsing' }
  /** `before`: the board as it was, while a filter is typed and tried with every key. */
  | { readonly type: 'prompt'; readonly prompt: BoardPrompt; readonly before?: BeforeFilter }
  | { readonly type: 'help'; readonly help: Help }
  /** Something is being chosen, which then does its step. */
  | {
      readonly type: 'picker';
      readonly picker: Picker<BoardChoice>;
      /** Looks up the choices for what is typed. */
      readonly search?: (text: string) => BoardCmd;
    };

/** What choosing something does. */
export type BoardChoice = (state: BoardState) => Step<BoardState, BoardCmd>;

/** What comes back where a filter is not taken. */
type BeforeFilter = Pick<BoardState, 'query' | 'lane' | 'firstLane' | 'places'>;

/** The record beside the board. */
export interface Pane extends ShownDeal {
  readonly id: number;
  readonly top: number;
}

/** What is around a record, over the board, and the pages that led to it. */
export interface Page extends Surroundings {
  /** The line of the cursor, counted without headings. */
  readonly row: number;
  readonly before: readonly Page[];
}

export const BROWSING: Mode = { type: 'browsing' };

/** What is read of the database, and where the cursor is in it. */
export interface BoardData {
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** Of the database. */
  readonly version: number;
  /** Null until it has been read. */
  readonly frame: BoardFrame | null;
  readonly owners: readonly string[];
  readonly savedViews: readonly SavedView[];
  readonly windows: Windows;
  readonly forecast: readonly ForecastCell[];
  /** How much was done on each day of the activity view, the earliest first. */
  readonly days: readonly DayCount[];
  /** Rows of the view, where it is one list. */
  readonly length: number;
  /** Whether the cursor is in the deals of the forecast's month. */
  readonly isInMonth: boolean;
  readonly lane: number;
  readonly firstLane: number;
  readonly places: Readonly<Record<string, CursorPosition>>;
  /** Marked deals: their numbers, and the stages they were seen in last. */
  readonly marked: ReadonlyMap<number, number>;
  /** Those of them that the filter hides. */
  readonly hidden: ReadonlySet<number>;
  /** Keys of cards that changed a moment ago. */
  readonly fresh: ReadonlySet<string>;
  /** The lane the cursor was in, where that has gone. */
  readonly goneLane: string | null;
}

/** All that a board shows. */
export interface BoardState extends BoardData, ScreenState<BoardCmd> {
  readonly keys: readonly Binding<BoardState, BoardCmd>[];
  /** For so many ticks what has changed stays lit. */
  readonly freshTicks: number;
  /** Lines of a card, as chosen; null for as many as there is room for. */
  readonly density: CardLines | null;
  /** How many deals need a hand; null until they have been counted. */
  readonly attention: Attention | null;
  /** Whether that is of now, out of date, or being counted. */
  readonly counting: 'done' | 'due' | 'running';
  /** What is being read in the background. */
  readonly reading: ReadCmd | null;
  readonly pane: Pane | null;
  /** What lies over the board: what is around a record. */
  readonly page: Page | null;
  /** The command lines that were run, the latest last. */
  readonly commandLines: readonly string[];
  /** The board before the key `g`, while that was the last: a second one goes to the first deal instead. */
  readonly beforeG: { readonly board: BoardState; readonly at: number } | null;
  readonly mode: Mode;
}

type BoardStart = Pick<BoardState, 'mouse' | 'motion' | 'size' | 'view' | 'query' | 'lockLimitMs' | 'keys'>;

export function startingState(start: BoardStart): BoardState {
  return {
    ...start,
    version: -1,
    frame: null,
    owners: [],
    savedViews: [],
    windows: {},
    forecast: [],
    days: [],
    length: 0,
    isInMonth: false,
    lane: 0,
    firstLane: 0,
    places: {},
    marked: new Map(),
    hidden: new Set(),
    fresh: new Set(),
    goneLane: null,
    freshTicks: 0,
    density: null,
    attention: null,
    counting: 'due',
    databasePlace: 'here',
    reading: null,
    pane: null,
    page: null,
    beforeG: null,
    commandLines: [],
    message: null,
    waiting: null,
    mode: BROWSING,
  };
}

/** Key of the list the cursor is in: that of a lane, of a month's deals, or the name of a view that is one list. */
export function listKey(state: BoardState): string {
  if (state.view === 'board') return currentLane(state)?.key ?? '';
  return state.isInMonth ? (monthInSight(state)?.list ?? '') : state.view;
}

const MONTH_LIST = 'month ';

/** The list of the deals of a month. */
const monthList = ({ month, currency }: MonthOfDeals): string =>
  `${MONTH_LIST}${month ?? ''} ${currency ?? ''}`;

/** The month whose deals are a list; null for another list. */
export function monthOfList(list: string): MonthOfDeals | null {
  if (!list.startsWith(MONTH_LIST)) return null;
  const [month, currency] = list.slice(MONTH_LIST.length).split(' ');
  return { month: month || null, currency: currency || null };
}

/** The month of the forecast that the cursor is on, and the list of its deals. */
export function monthInSight(
  state: BoardState,
): (ForecastMonth & { readonly list: string; readonly count: number }) | null {
  if (state.view !== 'forecast') return null;
  const months = forecastMonths(state.forecast);
  const month = months[cursorOf(state, 'forecast').row];
  if (!month) return null;
  // Where all are of one, its deals may be of others that were converted to it.
  const isOneOfSeveral = months.some(({ currency }) => currency !== month.currency);
  const list = monthList({ month: month.month, currency: isOneOfSeveral ? month.currency : null });
  return { ...month, list, count: month.counts.won + month.counts.open };
}

/** The saved view that is seen; undefined where anything is otherwise. */
export function savedViewOf({ savedViews, view, query }: BoardState): SavedView | undefined {
  return savedViews.find((saved) => saved.view === view && isDeepStrictEqual(saved.query, query));
}

/** The lanes side by side: all, or those of open deals where the others are collapsed. */
export function lanesOf({ frame, query }: Pick<BoardState, 'frame' | 'query'>): readonly Lane[] {
  const lanes = frame?.lanes ?? [];
  return query.collapsesClosed ? lanes.filter((lane) => !isClosed(lane)) : lanes;
}

/** The lanes of which only the heads are seen. */
export function collapsedLanes({ frame, query }: Pick<BoardState, 'frame' | 'query'>): readonly Lane[] {
  return query.collapsesClosed ? (frame?.lanes ?? []).filter(isClosed) : [];
}

export function currentLane(state: BoardState): Lane | undefined {
  return lanesOf(state)[state.lane];
}

/** Rows of the list the cursor is in. */
export function listLength(state: BoardState): number {
  if (state.view === 'board') return currentLane(state)?.count ?? 0;
  return state.isInMonth ? (monthInSight(state)?.count ?? 0) : state.length;
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

/** The deals a key acts on: those that are marked and not hidden, else the one under the cursor. */
export function selectedDeals(state: BoardState): DealRef[] {
  const { marked, hidden } = state;
  if (marked.size > 0)
    return [...marked].flatMap(([id, stageId]) => (hidden.has(id) ? [] : [{ id, stageId }]));
  const card = currentCard(state);
  return card ? [{ id: card.id, stageId: card.stageId }] : [];
}

/** What they are called in a question. */
export function selectedText(state: BoardState): string {
  const deals = selectedDeals(state);
  if (deals.length > 1) return `${deals.length} deals`;
  const only = state.marked.size > 0 ? deals[0]?.id : undefined;
  const card = currentCard(state);
  return only !== undefined && only !== card?.id ? `opp ${only}` : (card?.name ?? '');
}

/** What was typed as an answer and not sent, with its question; null for nothing. */
export function unsentAnswer({ mode }: BoardState): string | null {
  if (mode.type !== 'prompt' || mode.before) return null;
  const { questions, answers, editor, refused } = mode.prompt;
  const all = [...answers, editor.before + editor.after, ...refused.slice(answers.length + 1)];
  const typed = all.map((text) => `"${text}"`).filter((text) => text !== '""');
  return typed.length === 0 ? null : `${questions[0].label}: ${typed.join(', ')}`;
}
