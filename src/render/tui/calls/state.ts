import type { CallingTimes } from '../../../domain/calendar/calling-times.ts';
import type { CallResult } from '../../../domain/call-results.ts';
import type { Snippets } from '../../../domain/calling/snippets.ts';
import type { TimeSettings } from '../../../domain/dates.ts';
import { type CompleteCmd, type LineMsg, openCommandLine, type ShellCmd } from '../runtime/command-line.ts';
import { type Help, OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { EMPTY_LINE, type LineEditor } from '../runtime/line-editor.ts';
import type { Picker } from '../runtime/picker.ts';
import type { ScreenState, Size } from '../runtime/program.ts';
import type { Prompt } from '../runtime/prompt.ts';
import type { CallCard, CallDraft, LeadChoice, LoggedCall } from './port.ts';

export type CallCmd =
  | { readonly type: 'claim' }
  | { readonly type: 'find'; readonly reference: string; readonly current: CallCard | null }
  | { readonly type: 'list leads'; readonly text: string }
  | { readonly type: 'list segments'; readonly text: string }
  | { readonly type: 'segment'; readonly name: string; readonly current: CallCard | null }
  | { readonly type: 'log'; readonly draft: CallDraft }
  | { readonly type: 'undo'; readonly logged: LoggedCall; readonly current: CallCard | null }
  | { readonly type: 'copy'; readonly phone: string }
  | {
      readonly type: 'skip' | 'dial' | 'keep' | 'disqualify' | 'mail' | 'send-mail' | 'refresh';
      readonly card: CallCard;
    }
  | ShellCmd<CallCmd>
  | CompleteCmd;

export type CallMsg =
  | { readonly type: 'claimed'; readonly card: CallCard }
  /** The leads that `text` may mean; `isAsked` where it was to name one. */
  | {
      readonly type: 'leads listed';
      readonly text: string;
      readonly leads: readonly LeadChoice[];
      readonly isAsked: boolean;
    }
  | { readonly type: 'segments listed'; readonly text: string; readonly names: readonly string[] }
  | { readonly type: 'queue empty'; readonly reasons: readonly string[] }
  | { readonly type: 'logged'; readonly logged: LoggedCall }
  | { readonly type: 'undone'; readonly logged: LoggedCall; readonly card: CallCard }
  | { readonly type: 'segment used'; readonly name: string }
  | { readonly type: 'disqualified' | 'skipped'; readonly card: CallCard }
  | { readonly type: 'dialled' | 'done'; readonly what: string }
  | { readonly type: 'refreshed'; readonly card: CallCard }
  | LineMsg
  | { readonly type: 'kept' };

/** A pause and how long it took so far. */
export interface Pause {
  /** Blank for none. */
  readonly reason: string;
  readonly ms: number;
}

export interface CallState extends ScreenState<CallCmd> {
  readonly user: string;
  /** When leads may be called. */
  readonly times: CallingTimes;
  readonly results: readonly CallResult[];
  readonly keys: readonly Binding<CallState, CallCmd>[];
  /** Seconds from which an answered call is a conversation. */
  readonly conversationSeconds: number;
  /** How often the lead that is on the screen is kept for longer, in milliseconds. */
  readonly keepEveryMs: number;
  /** When it was kept last, in milliseconds since the epoch. */
  readonly keptAt: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How the times in a line are read. */
  readonly timeSettings: TimeSettings;
  /** Today's calls before the session, where a number of dials is wanted. */
  readonly before: { readonly dials: number; readonly connects: number; readonly meetings: number };
  /** How many dials are wanted today; null where no number is set. */
  readonly dialsWanted: number | null;
  /** Why leads are not interested, as the team says it. */
  readonly stopReasons: readonly string[];
  /** The segment that is called; blank for none. */
  readonly segment: string;
  /** Texts that are typed often. */
  readonly snippets: Snippets;
  /** Milliseconds at work. */
  readonly worked: number;
  /** Milliseconds since the lead came, the number was dialled or they picked up. */
  readonly timer: number;
  /** Whether they picked up. */
  readonly isTalking: boolean;
  readonly card: CallCard | null;
  /** Why nobody is to be called; empty while that is not known. */
  readonly reasons: readonly string[];
  readonly mode: 'keys' | 'note' | 'find' | 'picker' | 'pause' | 'reason' | 'numberless' | 'help' | 'command';
  readonly editor: LineEditor;
  /** The lead or segment, or the reason, that is being typed. */
  readonly finder: LineEditor;
  /** The leads or segments to choose from, in its mode; each stands for what Enter does. */
  readonly picker: Picker<CallCmd> | null;
  /** The pause that goes on, and those that are over, in milliseconds. */
  readonly pause: Pause | null;
  readonly pauses: readonly Pause[];
  readonly panel: 'timeline' | 'script' | 'about';
  /** Lines of the panel that are scrolled past. */
  readonly scroll: number;
  /** The help and the command line, in their modes. */
  readonly help: Help;
  readonly prompt: Prompt<CallCmd>;
  /** The command lines that were run, the latest last. */
  readonly commandLines: readonly string[];
  /** Whether texts are whole, and facts are named that are blank. */
  readonly isDetailed: boolean;
  /** The running command. Keys pressed meanwhile are for the screen that follows. */
  readonly command: CallCmd | null;
  /** The calls of this session that stand, the latest last. */
  readonly logged: readonly LoggedCall[];
  /** Keys that came before the lead they could have been for, and when the last of them did. */
  readonly early: { readonly keys: readonly string[]; readonly at: number } | null;
  /** Whether leaving was asked for and a note stood in the way. */
  readonly isLeaving: boolean;
}

export type SessionStart = Pick<
  CallState,
  | 'user'
  | 'times'
  | 'results'
  | 'conversationSeconds'
  | 'keepEveryMs'
  | 'now'
  | 'timeSettings'
  | 'before'
  | 'dialsWanted'
  | 'stopReasons'
  | 'snippets'
  | 'segment'
>;

/** A session that begins: the first lead is claimed. */
export function startingState(
  start: SessionStart,
  own: Pick<CallState, 'keys' | 'mouse' | 'motion'>,
  size: Size,
): CallState {
  return {
    ...start,
    ...own,
    size,
    // A call is tried until it is saved, or the caller leaves.
    lockLimitMs: Number.POSITIVE_INFINITY,
    keptAt: start.now,
    worked: 0,
    timer: 0,
    isTalking: false,
    card: null,
    reasons: [],
    mode: 'keys',
    editor: EMPTY_LINE,
    finder: EMPTY_LINE,
    picker: null,
    pause: null,
    pauses: [],
    panel: 'timeline',
    scroll: 0,
    help: OPEN_HELP,
    prompt: openCommandLine([], (command) => command),
    commandLines: [],
    isDetailed: false,
    command: { type: 'claim' },
    logged: [],
    message: null,
    waiting: null,
    databasePlace: 'here',
    early: null,
    isLeaving: false,
  };
}

/** The call that is not in the database yet. */
export function unsavedCall({ command }: CallState): CallDraft | null {
  return command?.type === 'log' ? command.draft : null;
}
