import type { BoardSource } from '../../board/source.ts';

/** A deal and the stage the board showed it in: what is done to it is done only while it stands there. */
export interface DealRef {
  readonly id: number;
  readonly stageId: number;
}

/** What a command line came to. */
export interface CommandResult {
  readonly code: number;
  /** What it said, both outputs, safe for a terminal. */
  readonly text: string;
  /** Whether it failed as another program was writing: nothing was changed, and it can be run again. */
  readonly isLocked?: boolean;
}

/** Everything a board needs of the program. What is done resolves to a sentence and throws CrmErrors. */
export interface BoardPort extends BoardSource {
  /** The user who acts. */
  readonly me: string;
  readonly color: boolean;
  /** How long a change is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Users a board can be narrowed to. */
  owners(): Promise<string[]>;
  step(cards: readonly DealRef[], way: 1 | -1): Promise<string>;
  win(cards: readonly DealRef[]): Promise<string>;
  lose(cards: readonly DealRef[], reason: string): Promise<string>;
  reopen(cards: readonly DealRef[]): Promise<string>;
  undo(): Promise<string>;
  redo(): Promise<string>;
  /** Runs a crm command as if it had been typed, its output caught; `input` is what it reads on stdin. */
  run(argv: readonly string[], options?: { input?: string; columns?: number }): Promise<CommandResult>;
  /** Runs a crm command line on the terminal itself. */
  shell(line: string): Promise<void>;
  /** Opens the fields of a deal in the user's editor and runs the edit that comes of it. */
  edit(id: number): Promise<CommandResult>;
  /** What others have changed since the last call, a sentence each. */
  news(): Promise<string[]>;
  /** Why the database cannot be used any more: it was replaced or deleted; null when it can. */
  lost(): Promise<string | null>;
}
