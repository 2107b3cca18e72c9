import { usage } from '../errors.ts';
import { HALF, MERIDIEM } from './clock-phrase.ts';
import { beginsDoing, beginsNote } from './note-start.ts';
import type { PhraseContext } from './phrase-context.ts';
import { twoFrom } from './refusal.ts';
import type { PhrasePart, Words } from './words.ts';
import { isAlsoName, isAlsoOther, isAlsoWord, placeAt, zoneNamed, zoneOfPlaceTime } from './zone-names.ts';

/** A time of day that was read. */
export interface PhraseTime {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** Whether `this` stood before it, as in `this morning`: today, even if it has passed. */
  readonly isToday: boolean;
  /** The IANA zone it was given in: null for the user's own, undefined where none was said. */
  readonly zone: string | null | undefined;
}

const OFFSET = /^(?:(?:utc|gmt)([+-])(\d{1,2})(?::?(\d\d))?|([+-])(\d\d):?(\d\d))$/;

/** What a note says is in a zone: `3pm pst team joins`. */
const OF_A_ZONE =
  /^(?:coast|team|office|people|crew|side|region|sales|hq|guys|colleagues?|clients?|customers?|branch|staff)$/;

/** Where what could be a zone is something else, whatever stands before: `3pm et al`, `3pm pt clinic`, `3pm ct scan`. */
const NOT_OF_A_ZONE =
  /^(?:et al|pt (?:clinic|session|appointment|appt|exam|room|visit|job|contract|shop|patient)s?|ct scans?)$/;

interface Time {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds?: number;
  readonly isToday?: boolean;
}

/** Adds the zone after a time: an abbreviation, `UTC+2`, `Europe/Berlin`, `their time`. */
export function withZone(
  words: Words,
  { hours, minutes, seconds = 0, isToday = false }: Time,
  next: number,
  isPlain: boolean,
  { theirZone }: PhraseContext,
): PhrasePart<PhraseTime> {
  const time = { hours, minutes, seconds, isToday };
  const word = words.at(next);
  const local = words.at(next + 1) === 'local' ? next + 2 : next + 1;
  const theirs = /^(?:their|his|her)$/.test(word) ? afterTime(words, local) : afterLocalTime(words, next);
  if (theirs !== null) {
    if (theirZone === null)
      throw usage('their time zone is not known', 'Give the time in your own zone, or name a zone: 3pm CET.');
    return { value: { ...time, zone: theirZone }, next: theirs };
  }
  const mine = /^(?:my|our)$/.test(word) ? afterTime(words, next + 1) : null;
  if (mine !== null) return { value: { ...time, zone: null }, next: mine };
  const offset = OFFSET.exec(word);
  if (offset) {
    const [, sign = offset[4], hour = offset[5], minute = offset[6] ?? '00'] = offset;
    return {
      value: { ...time, zone: `${sign}${hour?.padStart(2, '0')}:${minute}` },
      next: next + 1,
    };
  }
  const place = zoneOfPlaceTime(words, next) ?? readPlace(words, next);
  if (place) return { value: { ...time, zone: place.value }, next: place.next };
  const isOfSomething = OF_A_ZONE.test(words.at(next + 1)) || isWordOfNote(words, next);
  const zone = isOfSomething
    ? null
    : (zoneNamed(word, (isPlain || words.isInCapitals(next)) && !words.hasDot(next)) ?? ianaZone(word));
  return { value: { ...time, zone: zone ?? undefined }, next: zone === null ? next : next + 1 };
}

/** Whether nothing, or a day, follows at a position. */
const isLastBut = (words: Words, at: number): boolean =>
  at === words.length || words.meaning(at, 'day', 'weekday', 'which', 'on') !== null;

/** Whether what could be a zone is a word of a note: `9:30 ist besser`, `9am z corp`. */
function isWordOfNote(words: Words, at: number): boolean {
  const word = words.at(at);
  if (!isAlsoWord(word) || words.isInCapitals(at) || isLastBut(words, at + 1)) return false;
  if (NOT_OF_A_ZONE.test(twoFrom(words, at))) return true;
  return word === 'z' || !(MERIDIEM.test(words.at(at - 1)) || HALF.test(words.at(at - 1)));
}

/** Whether a bare hour is one because a zone follows, and then nothing or a day: `9 CET tomorrow`. */
export function isZonedHour(words: Words, start: number): boolean {
  if (
    !/^\d\d?$/.test(words.at(start)) ||
    zoneNamed(words.at(start + 1), words.isInCapitals(start + 1)) === null
  )
    return false;
  return start + 2 === words.length || words.meaning(start + 2, 'day', 'weekday', 'which', 'on') !== null;
}

/** The zone of a time that stood before its day: `3pm friday CET`, `9am tomorrow their time`. */
export function readZone(
  words: Words,
  start: number,
  time: PhraseTime,
  context: PhraseContext,
): PhrasePart<PhraseTime> {
  const zoned = time.zone === undefined ? withZone(words, time, start, true, context) : null;
  return zoned && zoned.next > start ? zoned : { value: time, next: start };
}

/** The position after `time`, `timezone` or `time zone`; null for other words. */
function afterTime(words: Words, at: number): number | null {
  if (words.at(at) === 'timezone') return at + 1;
  if (words.at(at) !== 'time') return null;
  return words.at(at + 1) === 'zone' ? at + 2 : at + 1;
}

/** `local time`, as each language says it; `local` alone where nothing, a day or plainly a note follows. */
const LOCAL_TIME = /^(?:local time|heure locale|hora local|ora locale|lokale tijd)$/;

function afterLocalTime(words: Words, at: number): number | null {
  if (LOCAL_TIME.test(twoFrom(words, at))) return at + 2;
  const isLocal =
    words.at(at) === 'ortszeit' ||
    (words.at(at) === 'local' && (isLastBut(words, at + 1) || beginsNote(words, at + 1)));
  return isLocal ? at + 1 : null;
}

/** Before a city: `3pm in london`, `14h à Paris`. */
const IN = /^(?:in|en|em|te|a|\u00e0)$/;

/**
 * A city after a time, where nothing but a day follows, or what plainly begins the note: `9am new york wants pricing`, but
 * `9am new york office`. Where somebody is says the same, unless more is said of it: `9am in berlin for the fair`.
 */
function readPlace(words: Words, start: number): PhrasePart<string> | null {
  const isIn = IN.test(words.at(start));
  const from = isIn ? start + 1 : start;
  const place = placeAt(words, from);
  if (!place || isAlsoOther(words, from)) return null;
  const { next } = place;
  if (isIn) return isDayOrEnd(words, next) || beginsDoing(words, next) ? place : null;
  if (isLastBut(words, next) || (words.hasMark(next - 1) && !placeAt(words, next))) return place;
  const isDone = beginsDoing(words, next) && !(isAlsoName(words, from) && !words.isInCapitals(from));
  return isDone || (beginsNote(words, next) && !beginsDoing(words, next)) ? place : null;
}

/** Whether nothing or a day follows: `9am in new york tomorrow`, but not `9am in berlin next week`. */
function isDayOrEnd(words: Words, at: number): boolean {
  if (at === words.length) return true;
  const day = words.skip(words.meaning(at, 'which')?.next ?? at, 'on');
  return words.meaning(day, 'day', 'weekday') !== null;
}

/** `europe/berlin`, as it is called: the runtime takes any case. */
function ianaZone(word: string): string | null {
  return /^(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)\/[a-z_/+-]+$/.test(
    word,
  )
    ? word
    : null;
}
