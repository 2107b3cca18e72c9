import type { CrmError } from '../../domain/errors.ts';
import type { TableRow } from '../rows.ts';

/** Why a row is no call with somebody outside. */
export type PassReason = 'internal' | 'hidden' | 'no-call' | 'unfinished' | 'total';

/** The other party of a call, if the call went this way. */
export interface CallSide {
  /** As written; blank where only the id of the party is known. */
  readonly number: string;
  /** The id of the party in the program that the file is from. */
  readonly partyId: string | null;
  readonly direction: 'in' | 'out';
  readonly name: string | null;
  /** Texts that name our own side. */
  readonly own: readonly string[];
  /** Whether they name a person, and not a queue or the company. */
  readonly isAgent: boolean;
}

/** How a call went: a result by its word, or one that is known by its meaning. */
export interface CallResultWord {
  readonly word: string;
  /** Whether the number does not exist or is somebody else's. */
  readonly isBadNumber: boolean;
  /** Whether an agent said so, which counts more than what the line says. */
  readonly isSaid: boolean;
}

/** A row of a file of calls. */
export interface CallRow {
  readonly row: TableRow;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The possible other parties, the likeliest first; empty for a call among ourselves. */
  readonly sides: readonly CallSide[];
  /** Why nobody outside took part; null if somebody did. */
  readonly pass: PassReason | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly result: CallResultWord;
  readonly note: string | null;
  readonly subject: string | null;
  /** Texts that name the user; null if the file does not say who it was. */
  readonly user: readonly string[] | null;
  readonly callId: string | null;
  readonly groupId: string | null;
  /** Milliseconds since the epoch. */
  readonly callbackAt: number | null;
}

/** What a row says, or why it is none of ours, or why it cannot be read. */
export type CallReading =
  | { readonly type: 'call'; readonly call: CallRow }
  | { readonly type: 'passed'; readonly reason: PassReason; readonly row: TableRow }
  | { readonly type: 'rejected'; readonly error: CrmError; readonly row: TableRow };
