import type { CaseBoard, CaseCard, CaseLane, CaseLanes } from '../../../domain/case-board.ts';
import type { CompleteCmd, LineMsg, ShellCmd } from '../runtime/command-line.ts';
import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import type { ScreenState, Size, Step } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { Reversal } from '../runtime/reversal.ts';
import type { CaseAction } from './port.ts';

export type CasesCmd =
  /** Reads the board, if anything was written since. */
  | {
      readonly type: 'read';
      readonly lanes: CaseLanes;
      readonly words: string;
      readonly since: number | null;
    }
  | {
      readonly type: 'act';
      readonly id: number;
      readonly action: CaseAction;
      /** Comes back where the answer is refused. */
      readonly prompt: Prompt<CasesCmd | null> | null;
    }
  | { readonly type: 'find latest' }
  | { readonly type: 'undo'; readonly change: number }
  | ShellCmd<CasesCmd | null>
  | CompleteCmd;

export type CasesMsg =
  /** The board; null where nothing was written. */
  | {
      readonly type: 'read done';
      readonly lanes: CaseLanes;
      readonly words: string;
      readonly version: number;
      readonly board: CaseBoard | null;
      readonly at: number;
    }
  | { readonly type: 'done'; readonly sentence: string }
  | { readonly type: 'latest found'; readonly reversal: Reversal }
  | LineMsg;

export interface CasesState extends ScreenState<CasesCmd> {
  readonly keys: readonly Binding<CasesState, CasesCmd>[];
  readonly lanes: CaseLanes;
  readonly board: CaseBoard | null;
  readonly version: number;
  /** The lane of the cursor, and the case under it; null in an empty lane. */
  readonly lane: number;
  readonly caseId: number | null;
  /** Where the cursor is in its lane: it stays there when its case goes. */
  readonly row: number;
  /** The words that cases have to have; blank for all. */
  readonly words: string;
  /** Whether cards say whose they are. */
  readonly isDetailed: boolean;
  readonly prompt: Prompt<CasesCmd | null> | null;
  readonly help: Help | null;
  readonly commandLines: readonly string[];
}

/** The screen at its start: the board is read. */
export function startStep(
  lockLimitMs: number,
  lanes: CaseLanes,
  own: Pick<CasesState, 'keys' | 'mouse' | 'motion'>,
  size: Size,
): Step<CasesState, CasesCmd> {
  const state: CasesState = {
    ...own,
    ...{ size, lockLimitMs, lanes, board: null, version: -1, lane: 0, caseId: null, row: 0 },
    ...{ words: '', isDetailed: true },
    ...{
      prompt: null,
      help: null,
      commandLines: [],
      message: null,
      waiting: null,
      databasePlace: 'here',
    },
  };
  return readStep(state);
}

/** Reads the board, whatever was written. */
export const readStep = (state: CasesState): Step<CasesState, CasesCmd> => [
  state,
  { type: 'read', lanes: state.lanes, words: state.words, since: null },
];

export const laneOf = ({ board, lane }: CasesState): CaseLane | undefined => board?.lanes[lane];

/** The case under the cursor. */
export function cardOf(state: CasesState): CaseCard | undefined {
  return laneOf(state)?.cards.find(({ id }) => id === state.caseId);
}

/** The cursor in a row of a lane, as near as there are cards. */
export function goTo(state: CasesState, lane: number, row: number): CasesState {
  const count = state.board?.lanes.length ?? 0;
  const at = Math.max(0, Math.min(count - 1, lane));
  const cards = state.board?.lanes[at]?.cards ?? [];
  const to = Math.max(0, Math.min(cards.length - 1, row));
  return { ...state, lane: at, row: to, caseId: cards[to]?.id ?? null };
}

/** The board as it was read: the cursor stays on its case where it is in the same lane, else in its place. */
export function withBoard(state: CasesState, board: CaseBoard): CasesState {
  const next = { ...state, board };
  const at = board.lanes[state.lane]?.cards.findIndex(({ id }) => id === state.caseId) ?? -1;
  return goTo(next, state.lane, at >= 0 ? at : state.row);
}
