import { usage } from '../errors.ts';
import { HALF, MERIDIEM } from './clock-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';
import type { PhrasePart, Words } from './words.ts';
import { isAlsoWord, placeZone, zoneNamed } from './zone-names.ts';

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
  if (/^(?:their|his|her)$/.test(word) && /^time(?:zone)?$/.test(words.at(local))) {
    if (theirZone === null)
      throw usage('their time zone is not known', 'Give the time in your own zone, or name a zone: 3pm CET.');
    return { value: { ...time, zone: theirZone }, next: afterTime(words, local) };
  }
  if (/^(?:my|our)$/.test(word) && words.at(next + 1) === 'time')
    return { value: { ...time, zone: null }, next: afterTime(words, next + 1) };
  const offset = OFFSET.exec(word);
  if (offset) {
    const [, sign = offset[4], hour = offset[5], minute = offset[6] ?? '00'] = offset;
    return {
      value: { ...time, zone: `${sign}${hour?.padStart(2, '0')}:${minute}` },
      next: next + 1,
    };
  }
  const place = placeZone(
    [next, next + 1, next + 2, next + 3].map((at) => words.at(at)),
    isPlain,
    (count) => isLastBut(words, next + count),
  );
  if (place) return { value: { ...time, zone: place.zone }, next: next + place.words };
  const isOfSomething = OF_A_ZONE.test(words.at(next + 1)) || beginsNote(words, next);
  const zone = isOfSomething
    ? null
    : (zoneNamed(word, (isPlain || words.isInCapitals(next)) && !words.hasDot(next)) ?? ianaZone(word));
  return { value: { ...time, zone: zone ?? undefined }, next: zone === null ? next : next + 1 };
}

/** Whether nothing, or a day, follows at a position. */
const isLastBut = (words: Words, at: number): boolean =>
  at === words.length || words.meaning(at, 'day', 'weekday', 'which', 'on') !== null;

/** Whether what could be a zone is a word of a note: `9:30 ist besser`, `9am z corp`. */
function beginsNote(words: Words, at: number): boolean {
  const word = words.at(at);
  if (!isAlsoWord(word) || words.isInCapitals(at) || isLastBut(words, at + 1)) return false;
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

/** The position after `time` or `time zone`. */
function afterTime(words: Words, at: number): number {
  return words.at(at + 1) === 'zone' ? at + 2 : at + 1;
}

/** `europe/berlin`, as it is called: the runtime takes any case. */
function ianaZone(word: string): string | null {
  return /^(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)\/[a-z_/+-]+$/.test(
    word,
  )
    ? word
    : null;
}
