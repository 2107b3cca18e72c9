import type { ReviewAction, ReviewCard, ReviewDeal, ReviewDecision } from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import type { Viewpoint } from '../../values.ts';
import type { CompleteCmd, LineMsg, ShellCmd } from '../runtime/command-line.ts';
import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import type { Picker } from '../runtime/picker.ts';
import type { ScreenState } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { Reversal } from '../runtime/reversal.ts';

/** Where to go on when a deal needs no attention any more; with 0 it is shown all the same. */
export type Direction = 1 | -1 | 0;

export type ReviewCmd =
  /** `prompt` comes back when its answer is refused. */
  | {
      readonly type: 'decide';
      readonly deal: ReviewDeal;
      readonly action: ReviewAction;
      readonly prompt?: ReviewPrompt;
    }
  | { readonly type: 'undo'; readonly decision: ReviewDecision }
  /** Begins in another database. */
  | { readonly type: 'restart' }
  /** Asks which change is undone where the review has made none. */
  | { readonly type: 'find latest' }
  | { readonly type: 'undo other'; readonly change: number }
  /** Reads the deal at a place of the queue. */
  | {
      readonly type: 'load';
      readonly id: number;
      readonly at: number;
      readonly direction: Direction;
      /** Those that come next. */
      readonly next: readonly number[];
    }
  /** Reads which deals need attention by now. */
  | {
      readonly type: 'refill';
      readonly at: number;
      readonly direction: Direction;
      readonly filter: string;
    }
  /** Reads which deals fit a filter; `prompt` comes back where it cannot be read or none does. */
  | { readonly type: 'filter'; readonly text: string; readonly prompt: ReviewPrompt }
  /** Reads all fields of a deal. */
  | { readonly type: 'read fields'; readonly id: number; readonly columns: number }
  | ShellCmd<ReviewCmd>
  | CompleteCmd
  /** Looks whether another process has written. */
  | { readonly type: 'look'; readonly version: number; readonly id: number | null };

export type ReviewMsg =
  | { readonly type: 'decided'; readonly decision: ReviewDecision; readonly action: ReviewAction }
  | { readonly type: 'undone'; readonly decision: ReviewDecision }
  | { readonly type: 'latest found'; readonly reversal: Reversal }
  | { readonly type: 'other undone'; readonly summary: string }
  | {
      readonly type: 'loaded';
      readonly id: number;
      readonly at: number;
      readonly direction: Direction;
      readonly deal: ReviewDeal | null;
      readonly coming: readonly ReviewCard[];
    }
  | {
      readonly type: 'refilled';
      readonly queue: readonly number[];
      readonly at: number;
      readonly direction: Direction;
    }
  | {
      readonly type: 'filtered';
      readonly text: string;
      readonly ids: readonly number[];
      readonly prompt: ReviewPrompt;
    }
  | { readonly type: 'fields read'; readonly id: number; readonly fields: readonly string[] }
  | LineMsg
  | { readonly type: 'restarted'; readonly start: QueueStart }
  | { readonly type: 'unchanged' }
  | { readonly type: 'changed'; readonly version: number; readonly deal: ReviewDeal | null };

/** Questions about the deal; the answers are an action. */
export type ReviewPrompt = Prompt<ReviewCmd>;

type Mode =
  | { readonly type: 'answering' }
  /** A stage is being chosen. */
  | { readonly type: 'picking'; readonly picker: Picker<Stage> }
  | { readonly type: 'help'; readonly help: Help }
  | { readonly type: 'prompt'; readonly prompt: ReviewPrompt };

export interface ReviewState extends ScreenState<ReviewCmd> {
  readonly keys: readonly Binding<ReviewState, ReviewCmd>[];
  readonly view: Viewpoint;
  readonly pipeline: string;
  /** Its open stages, in order. */
  readonly stages: readonly Stage[];
  /** Numbers of the deals that fit the filter, in the order they come, and of all. */
  readonly queue: readonly number[];
  readonly whole: readonly number[];
  /** Blank for none. */
  readonly filter: string;
  /** Which of them is on the screen; behind the last one, the end. */
  readonly at: number;
  /** Null at the end, and until the first has been read. */
  readonly deal: ReviewDeal | null;
  /** The deals that come next. */
  readonly coming: readonly ReviewCard[];
  /** The answers so far, the latest last. */
  readonly decisions: readonly ReviewDecision[];
  /** Deals that were decided about earlier in the day. */
  readonly earlier: number;
  /** Of the database, as it was when it was looked at last. */
  readonly version: number;
  readonly mode: Mode;
  /** Lines that are scrolled past. */
  readonly top: number;
  /** Whether texts are whole, and facts are named that are blank. */
  readonly isDetailed: boolean;
  /** All fields of the deal, where they were asked for. */
  readonly fields: readonly string[] | null;
  /** The command lines that were run, the latest last. */
  readonly commandLines: readonly string[];
}

/** What a review of a pipeline begins with. */
export type QueueStart = Pick<ReviewState, 'pipeline' | 'stages' | 'queue' | 'earlier'>;

export type ReviewStart = Pick<
  ReviewState,
  | 'size'
  | 'keys'
  | 'mouse'
  | 'motion'
  | 'view'
  | 'pipeline'
  | 'stages'
  | 'queue'
  | 'earlier'
  | 'version'
  | 'lockLimitMs'
>;

export const ANSWERING: Mode = { type: 'answering' };

export function startingState(start: ReviewStart): ReviewState {
  return {
    ...start,
    whole: start.queue,
    filter: '',
    isDetailed: false,
    fields: null,
    commandLines: [],
    at: 0,
    deal: null,
    coming: [],
    decisions: [],
    mode: ANSWERING,
    top: 0,
    message: null,
    waiting: null,
    databasePlace: 'here',
  };
}

/** Lines on top, and below what is known of the deal: the answers in up to three lines, a message, the keys. */
const HEAD_ROWS = 2;
export const FOOT_ROWS = 5;

/** How many of the deals that come next are listed, at most. */
export const MAX_COMING = 3;
/** From so many rows on the next deal is named, and from so many on those after it. */
const MIN_ROWS_OF_ONE = 20;
const MIN_ROWS_OF_LIST = 30;

/** Lines of what is still to come: a list below a blank line and a heading, one line, or none. */
export function comingRows({ size, coming, deal }: ReviewState): number {
  if (deal === null || coming.length === 0 || size.rows < MIN_ROWS_OF_ONE) return 0;
  return size.rows < MIN_ROWS_OF_LIST ? 1 : coming.length + 2;
}

/** Lines between the heading and what is still to come. */
export function bodyRows(state: ReviewState): number {
  return Math.max(1, state.size.rows - HEAD_ROWS - FOOT_ROWS - comingRows(state));
}

/** The decisions about a deal so far, the latest last. */
export function decisionsOn({ decisions }: ReviewState, id: number): ReviewDecision[] {
  return decisions.filter((each) => each.id === id);
}

/** How many deals were decided about so far. */
export function countDecided({ decisions }: ReviewState): number {
  return new Set(decisions.map(({ id }) => id)).size;
}
