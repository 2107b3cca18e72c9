import type { CaseBoard, CaseLanes } from '../../../domain/case-board.ts';
import type { CommandLinePort } from '../runtime/command-line.ts';
import type { DatabaseWatch, ReminderSource } from '../runtime/program.ts';
import type { Reversal } from '../runtime/reversal.ts';

/** What is done with a case by a key. Texts are as they were typed; empty where nothing was. */
export type CaseAction =
  | { readonly type: 'reply'; readonly text: string; readonly after: 'waiting' | null }
  | { readonly type: 'solve'; readonly resolution: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'assign'; readonly to: string }
  | { readonly type: 'wait' | 'reopen' | 'escalate' }
  /** Into another case, by its number or subject. */
  | { readonly type: 'merge'; readonly into: string };

/** What the screen needs of the program. Its methods throw CrmErrors. */
export interface CaseBoardPort extends CommandLinePort, DatabaseWatch, ReminderSource {
  /** How long a change is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Differs after anybody has written. */
  version(): Promise<number>;
  /** The cases that have all these words in their subject or names; blank for all. */
  read(lanes: CaseLanes, words: string): Promise<CaseBoard>;
  /** Does it with a case; returns what was done in a sentence. */
  act(id: number, action: CaseAction): Promise<string>;
  /** The change that an undo is about: the newest that this board made, else the user's latest. */
  latestChange(): Promise<Reversal>;
  undo(change: number): Promise<string>;
}
