import {
  type Clock,
  clock,
  HALF,
  inHalf,
  MERIDIEM,
  meridiem,
  readBareHour,
  readColon,
  readFourDigits,
  readMeridiem,
  readOClock,
} from './clock-phrase.ts';
import { isCounted } from './counted.ts';
import type { PhrasePart, Words } from './words.ts';

const RANGE = /^(\d{1,2}(?:[:.]\d\d)?(?:[ap]m|[hu])?)[-\u2013](\d{1,2}(?:[:.]\d\d)?(?:[ap]m|[hu])?)$/;
/** From this hour on `9 to 11` is a range, and not nine minutes before eleven. */
const FIRST_OF_RANGE = 7;

/** `2-4pm`, `14:00-16:00`, and `9-11` where a time is expected: the start. */
export function readRange(words: Words, start: number, isExpected: boolean): PhrasePart<Clock> | null {
  const [, first = '', last = ''] = RANGE.exec(words.at(start)) ?? [];
  if (first === '' || !(isExpected || /[:m]/.test(first + last) || HALF.test(words.at(start + 1))))
    return null;
  const isPlain = /^\d+$/.test(first) && /^\d+$/.test(last);
  const mark = words.meaning(start + 1, 'clock');
  if (isPlain && !mark && isCounted(words, start + 1)) return null;
  if (first.includes('.') && !isTimeOf(first, last)) return null;
  const separate = HALF.exec(words.at(start + 1));
  const half = /[ap]m$/.exec(first)?.[0] ?? /[ap]m$/.exec(last)?.[0] ?? separate?.[0] ?? '';
  const [hours, minutes = 0] = first
    .replace(/[aphu]m?$/, '')
    .split(/[:.]/)
    .map(Number) as [number, number?];
  const next = start + (separate || mark ? 2 : 1);
  if (half === '')
    return { value: clock(hours, minutes, first, /[:.]/.test(first) ? 'minute' : 'hour'), next };
  // In `11-1pm` the afternoon begins between the two.
  const end = Number(/^\d+/.exec(last)?.[0]);
  const isBefore = half === 'pm' && !/m$/.test(first) && hours > end && end !== 12;
  return { value: meridiem(hours, minutes, isBefore ? 'am' : half, first), next };
}

/** `9.30-10.30`, where both have minutes as a clock has, and do not say a price. */
const isTimeOf = (first: string, last: string): boolean =>
  [first, last].every((each) => !/\.[6-9]/.test(each)) && /\.[0-5][05]/.test(first);

/** What stands between the ends of a range: `3pm - 4pm`, `14 bis 16 Uhr`. */
const DASH = /^(?:[-\u2013\u2014]|bis|tot)$/;

/** `between 9 and 11`, `9 to 11`, `3pm - 4pm`: the start. `10 to 4` is ten minutes before four. */
export function readSpokenRange(words: Words, start: number, isExpected: boolean): PhrasePart<Clock> | null {
  if (isExpected && isAfterBetween(words, start)) return readBetween(words, start);
  const way = words.at(start + 1);
  const isDash = DASH.test(way);
  if (!isDash && (!isExpected || !/^(?:to|till|until)$/.test(way))) return null;
  const [first, last] = [readEnd(words, start), readEnd(words, start + 2)];
  if (!first || first.next !== start + 1 || !last) return null;
  const [from, to] = [Number.parseInt(words.at(start), 10), Number.parseInt(words.at(start + 2), 10)];
  // Nobody says nine minutes to five; what follows may be a note: `fri 9 to 5 people`.
  const isRange = (from >= FIRST_OF_RANGE && from < to) || (from % 5 !== 0 && last.next === words.length);
  if (way === 'to' && !isRange) return null;
  // After a dash a number may begin a note: `mon 9 - 5 of them`.
  if (
    isDash &&
    first.value.precision === 'hour' &&
    !(isExpected && from < to && isTimeAfter(words, last.next))
  )
    return null;
  return startOfRange(words, first.value, last, start + 2);
}

const BETWEEN = /^(?:between|zwischen|entre|tra|fra|tussen)$/;
const AND = /^(?:and|to|und|et|y|e|en)$/;
const ARTICLE = /^(?:las?|le|as|os)$/;

/** Whether `between` and perhaps an article stand before a position: `zwischen`, `entre las`. */
const isAfterBetween = (words: Words, start: number): boolean =>
  BETWEEN.test(words.at(start - 1)) ||
  (ARTICLE.test(words.at(start - 1)) && BETWEEN.test(words.at(start - 2)));

/** Whether a number after `between` is no time, as its other half is none: `between 10 and 20 seats`. */
export const isHalfOfRange = (words: Words, start: number): boolean =>
  isAfterBetween(words, start) && AND.test(words.at(start + 1));

/** `9 and 11`, `10h et 12h`, `las 10 y las 12`, after `between`: the start. */
function readBetween(words: Words, start: number): PhrasePart<Clock> | null {
  const first = readEnd(words, start);
  if (!first || !AND.test(words.at(first.next))) return null;
  const lastAt = ARTICLE.test(words.at(first.next + 1)) ? first.next + 2 : first.next + 1;
  const last = readEnd(words, lastAt);
  return last && startOfRange(words, first.value, last, lastAt);
}

/** The start of a range, in the half of the day that its end says: `8 to 10pm` begins in the evening, `9 to 1pm` in the morning. */
function startOfRange(
  words: Words,
  first: Clock,
  last: PhrasePart<Clock>,
  lastAt: number,
): PhrasePart<Clock> {
  const half = saidHalf(words, lastAt);
  const next = words.meaning(last.next, 'clock')?.next ?? last.next;
  if (half === null || first.precision !== 'hour') return { value: first, next };
  const isPm = (half === 'pm') === first.hours % 12 < Number.parseInt(words.at(lastAt), 10) % 12;
  return { value: { ...first, ...inHalf(first, isPm ? 'pm' : 'am'), precision: 'exact' }, next };
}

/** Whether a range ends before a position, by what follows. */
const isTimeAfter = (words: Words, position: number): boolean =>
  position === words.length || words.meaning(position, 'clock') !== null;

/** The half of the day that is said of a time: `10pm`, `10 pm`. */
function saidHalf(words: Words, start: number): 'am' | 'pm' | null {
  const letter = MERIDIEM.exec(words.at(start))?.[3] ?? HALF.exec(words.at(start + 1))?.[1];
  return letter === undefined ? null : letter === 'p' ? 'pm' : 'am';
}

/** One end of a range. */
function readEnd(words: Words, start: number): PhrasePart<Clock> | null {
  return (
    readMeridiem(words, start) ??
    readOClock(words, start, true) ??
    readColon(words, start, true) ??
    readFourDigits(words, start, false) ??
    readNoon(words, start) ??
    (words.at(start) === '' ? null : readBareHour(words, start))
  );
}

/** `midi`, `noon`. */
function readNoon(words: Words, start: number): PhrasePart<Clock> | null {
  const named = words.meaning(start, 'time');
  return named && { value: { ...named.value, precision: 'exact' }, next: named.next };
}
