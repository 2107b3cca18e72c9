import { type CallResult, resultWord, SHORT_FORMS, SPELLINGS } from '../call-results.ts';
import { seasonHint } from '../dates/season.ts';
import {
  isPast,
  type LeadingMoment,
  type Moment,
  readLeadingMoment,
  rejectPast,
  type TimeSettings,
} from '../dates.ts';
import { isCrmError, usage } from '../errors.ts';

/** No result and no time has more words than this. */
const MAX_RESULT_WORDS = 4;

/** What a caller typed during a call, parsed. */
export interface NoteLine {
  /** Null if the line is only a note. */
  readonly result: CallResult | null;
  /** The time of the follow-up. */
  readonly next: Moment | null;
  readonly note: string;
}

/** The short form of a result, or its name. */
export function shortFormOf(result: CallResult): string {
  return Object.keys(SHORT_FORMS).find((short) => SHORT_FORMS[short] === result.word) ?? result.word;
}

/**
 * Reads a line such as `vm`, `cb thu 3pm wants pricing` or `not interested: too dear`: the result (short form or
 * name), then a time if the result asks for one, then the note. A line that does not begin with a result is a note.
 * Throws `usage` for a time that is past, unreadable or missing.
 */
export function readNoteLine(
  line: string,
  results: readonly CallResult[],
  now: number,
  settings?: TimeSettings,
): NoteLine {
  const words = line.trim().split(/\s+/);
  const found = readLeadingResult(words, results);
  if (!found) return { result: null, next: null, note: noteAfter(line, 0) };
  return readAfter(found.result, noteAfter(line, words.length - found.rest.length), now, settings);
}

/**
 * Reads what follows a result: the time, if it asks for one, then the note. After other results a text that is nothing
 * but a time is that of the next attempt: `vm fri 10`. Throws `usage`.
 */
export function readAfter(
  result: CallResult,
  text: string,
  now: number,
  settings?: TimeSettings,
): NoteLine & { result: CallResult } {
  const words = text.trim().split(/\s+/);
  const asksForTime = result.callback || result.meeting;
  const time =
    asksForTime || result.positive
      ? readLeadingTime(words, now, settings, asksForTime)
      : readOnlyTime(words, now, settings, result);
  if (asksForTime && !time)
    throw usage(
      `when is the ${result.callback ? 'callback' : 'meeting'}?`,
      seasonHint(words.slice(0, MAX_DATE_WORDS).join(' ')) ?? `For example: ${shortFormOf(result)} thu 3pm`,
    );
  return { result, next: time?.moment ?? null, note: noteAfter(text, time?.words ?? 0) };
}

/** The text without its first words and a dash after them; its lines stay. */
function noteAfter(text: string, words: number): string {
  return text
    .replace(new RegExp(`^\\s*(?:\\S+(?:\\s+|$)){${words}}`), '')
    .replace(words === 0 ? '' : /^[-:;,\u2013\u2014]+\s+/, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** The result that the first words of a line name, and the words after it; the longest match wins. */
export function readLeadingResult(
  words: readonly string[],
  results: readonly CallResult[],
): { readonly result: CallResult; readonly rest: readonly string[] } | null {
  for (let count = Math.min(words.length, MAX_RESULT_WORDS); count > 0; count--) {
    const word = resultWord(
      words
        .slice(0, count)
        .join(' ')
        .replace(/[:,;.]$/, ''),
    );
    const named = (name: string | undefined) => results.find((each) => each.word === name);
    const result = named(word) ?? (Object.hasOwn(SPELLINGS, word) ? named(SPELLINGS[word]) : undefined);
    if (result) return { result, rest: words.slice(count) };
  }
  return null;
}

/** The most words of a date whose mistake is told, as it can hardly be a note. */
const MAX_DATE_WORDS = 4;
const LETTER = /^\p{L}/u;

/** The time of the next attempt, where the words say nothing else. Throws for a date such as `fri 5 dec` that is no Friday. */
function readOnlyTime(
  words: readonly string[],
  now: number,
  settings: TimeSettings | undefined,
  { stops }: CallResult,
): LeadingMoment | null {
  if (stops || words[0] === '') return null;
  let found: LeadingMoment | null;
  try {
    found = readLeadingMoment(words.join(' '), now, { ...settings, isAhead: true });
  } catch (error) {
    if (!isCrmError(error) || isShortDate(words)) throw error;
    return null;
  }
  return found?.words === words.length && !isPast(found.moment, now) ? found : null;
}

/** Whether words can hardly be a note: a few that begin with a letter, as `fri 5 dec` does and `1/2 done` does not. */
const isShortDate = (words: readonly string[]): boolean =>
  words.length <= MAX_DATE_WORDS && LETTER.test(words[0] ?? '');

/** Whether a text begins with a time, or with one that does not exist. */
export function beginsWithTime(text: string, now: number, settings: TimeSettings): boolean {
  try {
    return readLeadingMoment(text, now, { theirZone: 'UTC', ...settings, isAhead: true }) !== null;
  } catch (error) {
    if (isCrmError(error)) return true;
    throw error;
  }
}

/** Between a callback and its time: `cb her fri 3pm`. */
const WHOM = /^(?:him|her|them|me|back|again)$/i;

/** The time that the first words name, if it is to come. If `needed`, an unreadable time is an error. */
function readLeadingTime(
  words: readonly string[],
  now: number,
  settings: TimeSettings | undefined,
  needed: boolean,
): LeadingMoment | null {
  let found: LeadingMoment | null;
  try {
    found = readLeadingMoment(words.join(' '), now, { ...settings, isTimeFirst: needed, isAhead: true });
  } catch (error) {
    if (needed || !isCrmError(error)) throw error;
    return null;
  }
  if (found) rejectPast(found.moment, words.slice(0, found.words).join(' '), now);
  if (found || !needed || !WHOM.test(words[0] ?? '')) return found;
  const later = readLeadingTime(words.slice(1), now, settings, needed);
  return later && { ...later, words: later.words + 1 };
}
