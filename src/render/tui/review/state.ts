import type { ReviewDeal } from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import type { Viewpoint } from '../../values.ts';
import type { LineEditor } from '../runtime/line-editor.ts';
import type { ReviewAction, ReviewDecision } from './port.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The least a review can be done in. */
export const MIN_SIZE: Size = { columns: 50, rows: 12 };

interface Question {
  readonly label: string;
  readonly preset?: string;
}

/** A line that is being typed at the bottom, one question after the other. */
export interface PromptMode {
  readonly kind: 'asking';
  readonly questions: readonly [Question, ...Question[]];
  readonly answers: readonly string[];
  readonly line: LineEditor;
  readonly deed: (answers: readonly string[]) => ReviewAction;
  /** What is wrong with what was typed. */
  readonly problem?: string;
}

type Mode =
  | { readonly kind: 'answering' }
  /** A stage is being chosen. */
  | { readonly kind: 'picking' }
  | { readonly kind: 'help'; readonly top: number }
  | PromptMode;

export interface Message {
  readonly text: string;
  readonly tone: 'said' | 'wrong' | 'news';
}

/** All that a review shows. */
export interface ReviewState {
  readonly size: Size;
  readonly view: Viewpoint;
  readonly pipeline: string;
  /** Its open stages, in order. */
  readonly stages: readonly Stage[];
  /** Numbers of the deals, in the order they come. */
  readonly queue: readonly number[];
  /** Which of them is on the screen; behind the last one, the end. */
  readonly at: number;
  /** Null at the end. */
  readonly deal: ReviewDeal | null;
  /** The answers given so far, the latest last. */
  readonly decided: readonly ReviewDecision[];
  /** Deals that were decided about earlier in the day. */
  readonly earlier: number;
  readonly mode: Mode;
  /** Lines that are scrolled past. */
  readonly top: number;
  readonly message: Message | null;
}

export type ReviewStart = Pick<ReviewState, 'size' | 'view' | 'pipeline' | 'stages' | 'queue' | 'earlier'>;

export function startingState(beginning: ReviewStart): ReviewState {
  return {
    ...beginning,
    at: 0,
    deal: null,
    decided: [],
    mode: { kind: 'answering' },
    top: 0,
    message: null,
  };
}

export function isTooSmall({ size }: ReviewState): boolean {
  return size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows;
}

/** Lines between the heading and what is said at the bottom. */
export function bodyRows({ size }: ReviewState): number {
  return Math.max(1, size.rows - 4);
}

/** What was decided so far about a deal, the latest last. */
export function decidedOn({ decided }: ReviewState, id: number): ReviewDecision[] {
  return decided.filter((each) => each.id === id);
}

/** How many deals were decided about so far. */
export function countDecided({ decided }: ReviewState): number {
  return new Set(decided.map(({ id }) => id)).size;
}
