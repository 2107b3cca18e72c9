import type { BoardSource } from '../../../domain/board.ts';
import type { Row } from '../../../domain/field.ts';
import type { ReviewDeal } from '../../../domain/review.ts';
import type { SavedView } from '../../../domain/saved-view.ts';
import type { PageLine, PageRef, Surroundings } from '../../../domain/surroundings.ts';
import type { CommandLinePort } from '../runtime/command-line.ts';
import type { DatabaseWatch, ReminderSource, TerminalAccess } from '../runtime/program.ts';
import type { Reversal } from '../runtime/reversal.ts';

/** A deal and the stage the board showed it in. Actions are refused if it has moved since. */
export interface DealRef {
  readonly id: number;
  readonly stageId: number;
}

/** What is done with a key. Texts are as they were typed; empty where nothing was. */
export type BoardAction =
  | { readonly type: 'step'; readonly direction: 1 | -1 }
  /** To an open stage by its name. */
  | { readonly type: 'move'; readonly stage: string }
  | { readonly type: 'win' | 'reopen' }
  | { readonly type: 'lose'; readonly reason: string }
  /** Texts by field; `seen` is what fields of the deal held when they were asked for. */
  | { readonly type: 'edit'; readonly changes: FieldTexts; readonly seen?: Row }
  | { readonly type: 'log call'; readonly outcome: string; readonly note: string; readonly next: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'add task'; readonly subject: string; readonly due: string }
  | NewDeal
  | ({ readonly type: 'save view' } & Pick<SavedView, 'name' | 'view' | 'query'>)
  | { readonly type: 'undo' | 'redo'; readonly change: number };

type FieldTexts = readonly (readonly [field: string, text: string])[];

/** What was changed in an editor, and what these fields held when it was opened. */
export interface EditedFields {
  readonly changes: FieldTexts;
  readonly seen: Row;
}

interface NewDeal {
  readonly type: 'add deal';
  readonly pipeline: string;
  /** Empty for the first. */
  readonly stage: string;
  readonly name: string;
  readonly account: string;
  readonly amount: string;
  readonly close: string;
}

/** A deal in the pane: what matters of it, and all its fields as lines. */
export interface ShownDeal {
  /** Null where it does not exist any more. */
  readonly deal: ReviewDeal | null;
  readonly lines: readonly string[];
}

/** A list to choose from that the board does not show. */
export type ChoiceList =
  | { readonly of: 'outcomes' | 'reasons' }
  /** The fields that can be edited, with what they hold of a deal. */
  | { readonly of: 'fields'; readonly deal: number | null }
  /** The values of a field that has a list of them. */
  | { readonly of: 'values'; readonly field: string }
  /** Records that fit a text: of one noun, or of any and the deal of a number. */
  | { readonly of: 'records'; readonly noun?: 'account' | 'contact'; readonly text: string };

export interface ListedChoice {
  readonly text: string;
  readonly note: string;
  readonly record?: { readonly noun: string; readonly id: number };
  /** Of a field: what is chosen for it from a list; nothing where its value is typed. */
  readonly holds?: 'user' | 'account' | 'contact' | 'values';
  /** Of a field of one deal: what it holds, and that as it would be typed; null for several lines. */
  readonly now?: { readonly seen: Row; readonly text: string | null };
}

/** A number, an address or a website. */
export type ReachLine = Extract<PageLine, { readonly value: string }>;

/** What a board needs of the program. Its methods throw CrmErrors. */
export interface BoardPort extends BoardSource, CommandLinePort, DatabaseWatch, ReminderSource {
  /** How long a change is tried again while another program writes, in milliseconds. */
  readonly lockLimitMs: number;
  /** Users a board can be narrowed to, the acting one first. */
  owners(): Promise<string[]>;
  /** Views that are kept under a name, those with a digit first. */
  savedViews(): Promise<readonly SavedView[]>;
  /** Does it with all of these deals or with none; returns what was done in a sentence. */
  act(deals: readonly DealRef[], action: BoardAction): Promise<string>;
  /** Sets the monthly target as it was typed, or takes it away; returns what it is now in a sentence. */
  setTarget(text: string): Promise<string>;
  /** The change that `undo` or `redo` is about: the newest that this board made, else the user's latest. */
  nextReversal(direction: 'undo' | 'redo'): Promise<Reversal>;
  /** What is around a record: firm, people, how to reach them, deals. */
  surroundings(ref: PageRef): Promise<Surroundings>;
  /** Dials a number, writes to an address or opens a website with the user's program; returns what was done. */
  reach(line: ReachLine, onLateFailure: TerminalAccess['warn']): Promise<string>;
  choices(list: ChoiceList): Promise<readonly ListedChoice[]>;
  /** All that is known of a deal, in lines of so many columns. */
  show(id: number, columns: number): Promise<ShownDeal>;
  /** Opens the fields of a deal in the user's editor; returns those that were changed. */
  edit(id: number): Promise<EditedFields>;
  /** What others have changed since the last call, a sentence each. */
  news(): Promise<string[]>;
}
