import type { Language } from './languages.ts';

/** What a phrase about time is read against. */
export interface PhraseContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The day of `now` in the user's zone, `YYYY-MM-DD`. */
  readonly today: string;
  /** The caller's working hours, in minutes since midnight. */
  readonly workingHours: { readonly start: number; readonly end: number };
  /** From 0 for Monday to 6 for Sunday. */
  readonly workingDays: readonly number[];
  /** The month in which fiscal years begin: 1 for January. Quarters follow it. */
  readonly fiscalFirstMonth: number;
  /** The public holiday of a day in the country that is meant; null for none. Null where no country is known. */
  readonly holidayOn: ((date: string) => string | null) | null;
  /** Languages whose abbreviations are read as well. */
  readonly languages: readonly Language[];
  /** The IANA zone that `their time` means; null where none is known. */
  readonly theirZone: string | null;
  /** Whether a time without a zone is theirs, where their zone is known. */
  readonly unsaidIsTheirs: boolean;
  /** Whether `fri` and `12 mar` are the latest such day, today included, rather than the next. */
  readonly isPast: boolean;
  /** Whether what has passed cannot be meant, so that `first of the month` is the next one. */
  readonly isAhead: boolean;
  /** Whether the text has to begin with a time, so that `a week` is one although a note follows. */
  readonly isTimeFirst: boolean;
}
