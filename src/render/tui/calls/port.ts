import type { Place } from '../../../domain/calendar/place.ts';
import type { CallResult } from '../../../domain/call-results.ts';
import type { Snippets } from '../../../domain/calling/snippets.ts';
import type { Moment } from '../../../domain/dates.ts';
import type { Row } from '../../../domain/field.ts';
import type { CommandLinePort } from '../runtime/command-line.ts';
import type { DatabaseWatch, ReminderSource, TerminalAccess } from '../runtime/program.ts';

/** A lead before the caller. */
export interface CallCard {
  readonly leadId: number;
  readonly name: string;
  /** The number to dial: `+14155550128`, `+14155550128x208`. */
  readonly phone: string;
  /** The same as people write it: `+1 415 555 0128 ext 208`. */
  readonly phoneGrouped: string;
  readonly place: Place;
  /** The public holiday there on a day (`YYYY-MM-DD`); null for none, or where their country is not known. */
  readonly holidayOn: ((date: string) => string | null) | null;
  /** Why it is this one. */
  readonly why: string;
  /** The lead's fields by name. */
  readonly lead: Row;
  /** Its activities, the latest first: at, type, direction, outcome, duration, said, user. */
  readonly timeline: readonly Row[];
  /** What to say, line by line, with the lead's values in it; none where the campaign has no script. */
  readonly script: readonly string[];
  /** What the script lacks of this lead, in words; empty for nothing. */
  readonly scriptGaps: string;
  /** The caller's snippets, with the lead's values in them. */
  readonly snippets: Snippets;
}

/** A call as the caller describes it. */
export interface CallDraft {
  readonly card: CallCard;
  readonly result: CallResult;
  /** When something is to follow. */
  readonly next: Moment | null;
  readonly note: string;
  /** Why the lead is not interested, from the list; null for none. */
  readonly reason: string | null;
  /** Seconds spoken; null when nobody answered. */
  readonly seconds: number | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The line as it was typed, to be put back when the call is undone. */
  readonly typed: string;
}

/** A call that is in the database. */
export interface LoggedCall {
  readonly draft: CallDraft;
  /** The change set that did it; null when nothing was different. */
  readonly change: number | null;
  /** What followed from it, in a few words; empty for nothing. */
  readonly follows: string;
  /** Whether the lead has no number left that works. */
  readonly noNumberLeft: boolean;
}

/** One of several leads that a text may mean. */
export interface LeadChoice {
  readonly leadId: number;
  readonly name: string;
  /** Where it stands: company, status. */
  readonly about: string;
}

/** What the session needs of the program. Its methods throw a CrmError, of kind `failed` where trying again may help. */
export interface CallPort extends CommandLinePort, DatabaseWatch, ReminderSource {
  /** Claims the lead to call now; or says, line by line, why there is none. */
  claim(): Promise<CallCard | readonly string[]>;
  log(draft: CallDraft): Promise<LoggedCall>;
  /** Undoes a logged call and shows its lead again, instead of the current one. */
  undo(logged: LoggedCall, current: CallCard | null): Promise<CallCard>;
  /** Claims the lead that a reference names, instead of the current one; if it fits several, these are returned. */
  find(reference: string, current: CallCard | null): Promise<CallCard | readonly LeadChoice[]>;
  /** The lead of this number as it is now; it stays claimed. */
  refresh(card: CallCard): Promise<CallCard>;
  /** The leads that fit a text. */
  listLeads(text: string): Promise<readonly LeadChoice[]>;
  /** The names of the segments of leads. */
  listSegments(): Promise<readonly string[]>;
  /** From now on calls only leads of this segment (a blank name: all leads); releases the current lead. */
  switchSegment(name: string, current: CallCard | null): Promise<void>;
  /** Closes a lead that has no number left. */
  disqualify(card: CallCard): Promise<void>;
  /** Puts a lead off for a while. */
  skip(card: CallCard): Promise<void>;
  /** Keeps a lead for longer. */
  keep(card: CallCard): Promise<void>;
  /** Opens a mail to a lead in the caller's own program; says what was done. */
  mail(card: CallCard, onLateFailure: TerminalAccess['warn']): Promise<string>;
  /** Sends the follow-up to a lead; says what became of it. */
  sendMail(card: CallCard): Promise<string>;
  /** Has the number dialled by the user's own command; says what was done. */
  dial(phone: string, onLateFailure: TerminalAccess['warn']): Promise<string>;
}
