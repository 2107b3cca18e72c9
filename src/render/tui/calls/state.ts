import type { CallResult } from '../../../domain/call-results.ts';
import { EMPTY_LINE, type LineEditor } from '../runtime/line-editor.ts';
import { type Binding, keymap } from './keymap.ts';
import type { CallCard, CallDraft, Logged } from './port.ts';

/** What the session has its desk do; a new object each time it is to be done. */
export type CallCommand =
  | { readonly does: 'take'; readonly tries: number }
  | { readonly does: 'log'; readonly told: CallDraft; readonly tries: number }
  | {
      readonly does: 'undo';
      readonly logged: Logged;
      readonly current: CallCard | null;
      readonly tries: number;
    }
  | { readonly does: 'skip' | 'dial'; readonly card: CallCard; readonly tries: number };

/** What is said below the card. */
interface Message {
  readonly tone: 'plain' | 'good' | 'bad';
  readonly lines: readonly string[];
}

/** A session at a moment: all that the screen shows follows from it. */
export interface State {
  readonly results: readonly CallResult[];
  readonly keys: readonly Binding[];
  /** Seconds from which an answered call is a conversation. */
  readonly conversationSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Milliseconds at work. */
  readonly worked: number;
  /** Milliseconds since the lead came, the number was dialled or they picked up. */
  readonly timer: number;
  readonly card: CallCard | null;
  /** Why nobody is to be called; empty while that is not known. */
  readonly nobody: readonly string[];
  readonly mode: 'keys' | 'note' | 'help';
  readonly line: LineEditor;
  readonly panel: 'said' | 'script';
  /** Lines of the panel that are scrolled past. */
  readonly scroll: number;
  readonly task: CallCommand | null;
  /** The calls of this session that stand, the latest last. */
  readonly logged: readonly Logged[];
  readonly message: Message | null;
  /** The last key and when it came, to tell a key that is held down. */
  readonly last: { readonly key: string; readonly at: number } | null;
  /** Keys that came before the lead they could have been for, and when the last of them did. */
  readonly early: { readonly keys: readonly string[]; readonly at: number } | null;
  /** Whether leaving was asked for and a note stood in the way. */
  readonly leaving: boolean;
  /** The exit code once the session is over. */
  readonly ended: number | null;
}

export interface SessionStart {
  readonly results: readonly CallResult[];
  readonly conversationSeconds: number;
  readonly now: number;
}

/** A session that begins: the first lead is to be taken. */
export function startingState({ results, conversationSeconds, now }: SessionStart): State {
  return {
    results,
    keys: keymap(results),
    conversationSeconds,
    now,
    worked: 0,
    timer: 0,
    card: null,
    nobody: [],
    mode: 'keys',
    line: EMPTY_LINE,
    panel: 'said',
    scroll: 0,
    task: { does: 'take', tries: 0 },
    logged: [],
    message: null,
    last: null,
    early: null,
    leaving: false,
    ended: null,
  };
}

/** What happened. */
export type CallMessage =
  | { readonly is: 'key'; readonly key: string; readonly now: number }
  | { readonly is: 'paste'; readonly text: string }
  | { readonly is: 'tick'; readonly now: number }
  | { readonly is: 'taken'; readonly card: CallCard }
  | { readonly is: 'nobody'; readonly lines: readonly string[] }
  | { readonly is: 'logged'; readonly logged: Logged }
  | { readonly is: 'undone'; readonly logged: Logged; readonly card: CallCard }
  | { readonly is: 'skipped'; readonly card: CallCard }
  | { readonly is: 'dialled'; readonly how: string }
  | {
      readonly is: 'failed';
      readonly task: CallCommand;
      readonly lines: readonly string[];
      readonly again: boolean;
    };

/** The call that was told and is not in the database yet. */
export function unsaved({ task }: State): CallDraft | null {
  return task?.does === 'log' ? task.told : null;
}
