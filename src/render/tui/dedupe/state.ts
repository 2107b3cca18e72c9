import type { CompleteCmd, LineMsg, ShellCmd } from '../runtime/command-line.ts';
import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import type { ScreenState, Size, Step } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { Reversal } from '../runtime/reversal.ts';
import type { Decision, DedupePort, PairCard, PairDecision, Side } from './port.ts';

export type DedupeCmd =
  /** Reads a pair; where nothing is to be decided about it, the next one in this direction follows. */
  | { readonly type: 'load'; readonly index: number; readonly direction: 1 | -1 }
  /** Looks which pairs hold these words; `prompt` comes back where none does. */
  | { readonly type: 'find'; readonly text: string; readonly prompt: Prompt<DedupeCmd | null> }
  | ShellCmd<DedupeCmd | null>
  | CompleteCmd
  | {
      readonly type: 'decide';
      readonly card: PairCard;
      readonly decision: Decision;
      /** Fields whose values come from the record that goes. */
      readonly taken: readonly string[];
    }
  | { readonly type: 'undo'; readonly decided: PairDecision }
  /** Asks how many pairs another database has. */
  | { readonly type: 'count' }
  /** Asks which change is undone where this screen has made none. */
  | { readonly type: 'find latest' }
  | { readonly type: 'undo other'; readonly change: number };

export type DedupeMsg =
  /** The pair at a place; null when there is nothing to decide about it any more. */
  | {
      readonly type: 'loaded';
      readonly index: number;
      readonly direction: 1 | -1;
      readonly card: PairCard | null;
    }
  | {
      readonly type: 'found';
      readonly text: string;
      readonly indexes: readonly number[];
      readonly prompt: Prompt<DedupeCmd | null>;
    }
  | LineMsg
  | { readonly type: 'counted'; readonly count: number }
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
  /** Where the cursor is: 0 is the records, then come the fields; see `choice.ts`. */
  readonly cursor: number;
  /** Whose record stays where the pair becomes one. */
  readonly keep: Side;
  /** The fields that were chosen by themselves, with the record whose value is taken. */
  readonly picks: ReadonlyMap<string, Side>;
  /** Whether what is the same in both is shown too. */
  readonly isDetailed: boolean;
  /** The words that pairs have to hold, and the places of those that do; blank and null for all. */
  readonly filter: string;
  readonly hits: readonly number[] | null;
  /** The command lines that were run, the latest last. */
  readonly commandLines: readonly string[];
  /** The decisions that stand, the latest last. */
  readonly decided: readonly PairDecision[];
  readonly skipped: number;
}

/** A pair about which nothing is chosen yet. */
export const UNDECIDED = { cursor: 0, keep: 'one', picks: new Map() } as const satisfies Partial<DedupeState>;

/** The screen at its start: the first pair is loaded. */
export function startStep(
  { count, lockLimitMs }: Pick<DedupePort, 'count' | 'lockLimitMs'>,
  own: Pick<DedupeState, 'keys' | 'mouse' | 'motion'>,
  size: Size,
): Step<DedupeState, DedupeCmd> {
  return loadPair(
    {
      ...own,
      size,
      lockLimitMs,
      count,
      index: 0,
      card: null,
      isBusy: false,
      prompt: null,
      help: null,
      ...UNDECIDED,
      isDetailed: true,
      filter: '',
      hits: null,
      commandLines: [],
      decided: [],
      skipped: 0,
      message: null,
      waiting: null,
      databasePlace: 'here',
    },
    0,
  );
}

/** To the first pair from a place on that fits the filter; after the last one only undoing and leaving are left. */
export function loadPair(state: DedupeState, from: number): Step<DedupeState, DedupeCmd> {
  const index = state.hits === null ? from : (state.hits.find((hit) => hit >= from) ?? state.count);
  const next = { ...state, card: null, index, isBusy: index < state.count };
  return next.isBusy ? [next, { type: 'load', index, direction: 1 }] : [next];
}

/** To the pair before a place that fits the filter; where there is none, on to the next. */
export function loadBefore(state: DedupeState, before: number): Step<DedupeState, DedupeCmd> {
  const index = state.hits === null ? before - 1 : (state.hits.findLast((hit) => hit < before) ?? -1);
  if (index < 0) return loadPair(showMessage(state, 'info', 'this is the first'), before);
  return [
    { ...state, card: null, index, isBusy: true },
    { type: 'load', index, direction: -1 },
  ];
}

/** How many pairs became one, and how many are two. */
export function tallyText({ decided, skipped }: DedupeState): string {
  const two = decided.filter(({ decision }) => decision === 'two').length;
  return `${decided.length - two} merged · ${two} kept apart · ${skipped} skipped`;
}
