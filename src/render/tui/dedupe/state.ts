import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import type { ScreenState, Size, Step } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { Reversal } from '../runtime/reversal.ts';
import type { Decision, DedupePort, PairCard, PairDecision } from './port.ts';

export type DedupeCmd =
  | { readonly type: 'load'; readonly index: number }
  | { readonly type: 'decide'; readonly card: PairCard; readonly decision: Decision }
  | { readonly type: 'undo'; readonly decided: PairDecision }
  /** Asks which change is undone where this screen has made none. */
  | { readonly type: 'find latest' }
  | { readonly type: 'undo other'; readonly change: number };

export type DedupeMsg =
  /** The pair at a place; null when there is nothing to decide about it any more. */
  | { readonly type: 'loaded'; readonly index: number; readonly card: PairCard | null }
  | { readonly type: 'decided'; readonly decided: PairDecision }
  | { readonly type: 'undone'; readonly decided: PairDecision }
  | { readonly type: 'latest found'; readonly reversal: Reversal }
  | { readonly type: 'other undone'; readonly summary: string };

export interface DedupeState extends ScreenState<DedupeCmd> {
  readonly keys: readonly Binding<DedupeState, DedupeCmd>[];
  readonly count: number;
  /** The pair on the screen, or the one that is being loaded; `count` after the last. */
  readonly index: number;
  readonly card: PairCard | null;
  /** Whether a command is running. Keys pressed meanwhile are for the screen that follows. */
  readonly isBusy: boolean;
  readonly prompt: Prompt<DedupeCmd | null> | null;
  readonly help: Help | null;
  /** Rows of the card that are scrolled past. */
  readonly scroll: number;
  /** The decisions that stand, the latest last. */
  readonly decided: readonly PairDecision[];
  readonly skipped: number;
}

/** The screen at its start: the first pair is loaded. */
export function startStep(
  { count, lockLimitMs }: Pick<DedupePort, 'count' | 'lockLimitMs'>,
  keys: DedupeState['keys'],
  size: Size,
): Step<DedupeState, DedupeCmd> {
  return loadPair(
    {
      keys,
      size,
      lockLimitMs,
      count,
      index: 0,
      card: null,
      isBusy: false,
      prompt: null,
      help: null,
      scroll: 0,
      decided: [],
      skipped: 0,
      message: null,
      waiting: null,
    },
    0,
  );
}

/** To the pair at a place; after the last one only undoing and leaving are left. */
export function loadPair(state: DedupeState, index: number): Step<DedupeState, DedupeCmd> {
  const next = { ...state, card: null, index, isBusy: index < state.count };
  return next.isBusy ? [next, { type: 'load', index }] : [next];
}

/** How many pairs became one, and how many are two. */
export function tallyText({ decided, skipped }: DedupeState): string {
  const two = decided.filter(({ decision }) => decision === 'two').length;
  return `${decided.length - two} merged · ${two} kept apart · ${skipped} skipped`;
}
