import { usage } from '../errors.ts';
import type { PhraseContext } from './phrase-context.ts';
import { isCount, isEndOrTime } from './span-phrase.ts';
import type { PhrasePart, Words } from './words.ts';

/** A face of a clock: an hour without am or pm may be in either half of the day. */
export interface Clock {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds?: number;
  readonly precision: 'exact' | 'hour' | 'minute';
}

export const MERIDIEM = /^(\d{1,2})(?:[:.](\d\d))?([ap])m?$/;
export const HALF = /^([ap])m$/;
const COLON = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const DOTTED = /^(\d{1,2})\.(\d\d)$/;
const HOUR_LETTER = /^(\d{1,2})[hu](\d\d)?$/;
/** The first hour at which somebody calls. */
const FIRST_HOUR = 7;
const DIGITS = /^(\d{1,2})$/;
const FOUR_DIGITS = /^(\d\d)(\d\d)$/;
const YEAR = /^(?:19|20|21)\d\d$/;
const JOINED_MERIDIEM = /^(\d{1,2})(\d\d)([ap])m?$/;
const THREE_DIGITS = /^([1-9])([0-5]\d)$/;
/** Words for one that are articles too. */
const ONE = /^(?:a|an|one|un|una|uno|une|um|uma|ein(?!s$)\w*|een)$/;
const SPOKEN_MINUTES: Readonly<Record<string, number>> = { fifteen: 15, thirty: 30, 'forty-five': 45 };

/** `three pm`, `nine thirty`. */
export function readSpokenTime(words: Words, start: number): PhrasePart<Clock> | null {
  const hour = /^\D/.test(words.at(start)) ? words.meaning(start, 'number') : null;
  const isArticle = ONE.test(words.at(start)) && words.at(start) !== 'one';
  if (!hour || isArticle || hour.next !== start + 1) return null;
  const half = HALF.exec(words.at(hour.next));
  if (half)
    return {
      value: meridiem(hour.value.value, 0, half[0], `${words.at(start)} ${half[0]}`),
      next: hour.next + 1,
    };
  const minutes = SPOKEN_MINUTES[words.at(hour.next)];
  if (minutes === undefined) return null;
  const after = HALF.exec(words.at(hour.next + 1));
  return after
    ? { value: meridiem(hour.value.value, minutes, after[0], words.at(start)), next: hour.next + 2 }
    : { value: { hours: hour.value.value, minutes, precision: 'hour' }, next: hour.next + 1 };
}

/** `3pm`, `3:30 pm`. */
export function readMeridiem(words: Words, start: number): PhrasePart<Clock> | null {
  const joined = MERIDIEM.exec(words.at(start)) ?? JOINED_MERIDIEM.exec(words.at(start));
  if (joined) {
    const [shown, hours, minutes = '0', half] = joined;
    return { value: meridiem(Number(hours), Number(minutes), `${half}m`, shown), next: start + 1 };
  }
  const half = HALF.exec(words.at(start + 1));
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(words.at(start)) ?? [];
  if (!half || hours === undefined) return null;
  return {
    value: meridiem(Number(hours), Number(minutes), half[0], `${words.at(start)} ${half[0]}`),
    next: start + 2,
  };
}

export function meridiem(hours: number, minutes: number, half: string, shown: string): Clock {
  if (hours < 1 || hours > 12 || minutes > 59) throw usage(`there is no time "${shown}"`);
  return { hours: (hours % 12) + (half === 'pm' ? 12 : 0), minutes, precision: 'exact' };
}

/** Whether minutes after an hour show that it is one of a clock: `neuf heures et quart`; a half may be of a span too. */
export function isClockTime(words: Words, start: number): boolean {
  const number = words.meaning(start, 'number')?.next ?? (DIGITS.test(words.at(start)) ? start + 1 : null);
  const mark = number === null ? null : words.meaning(number, 'clock');
  const after = mark && words.meaning(mark.next, 'afterHour');
  return after !== null && after.value.minutes !== 30;
}

/** `9 uhr`, `9 uhr 30`, `9 o'clock`, `14h`, `14h30`, `9 heures`. */
export function readOClock(words: Words, start: number, isExpected: boolean): PhrasePart<Clock> | null {
  const [shown, letter, letterMinutes] = HOUR_LETTER.exec(words.at(start)) ?? [];
  if (letter !== undefined) {
    // By itself `2h` is in two hours, `14h` is 14:00.
    if (!isExpected && Number(letter) <= 12) return null;
    // `fri 2h demo` is how long it takes: nobody calls at two in the night.
    const isPlain = isAfterAt(words, start) || isEndOrTime(words, start + 1);
    const isNamed =
      letterMinutes !== undefined || words.meaning(start + 1, 'part', 'on', 'of', 'by') !== null;
    if (Number(letter) < FIRST_HOUR && !isPlain && !isNamed) return null;
    return {
      value: clock(Number(letter), Number(letterMinutes ?? 0), shown as string, 'hour'),
      next: start + 1,
    };
  }
  const [, hours, minutes] = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(words.at(start)) ?? [];
  const number = hours === undefined ? words.meaning(start, 'number') : null;
  const at = number?.next ?? start + 1;
  const mark = hours === undefined && !number ? null : words.meaning(at, 'clock');
  const isHour = isExpected || (Number(hours) > 12 && Number(hours) < 24) || isClockTime(words, start);
  if (!mark || (mark.value.isUnit && !isHour)) return null;
  const more = minutes === undefined ? DIGITS.exec(words.at(mark.next)) : null;
  const hasMore = more !== null && more[0].length === 2 && Number(more[1]) < 60 && !isCount(words, mark.next);
  const hour = number?.value.value ?? Number(hours);
  const value = clock(hour, Number(hasMore ? more[1] : (minutes ?? 0)), words.at(start), 'hour');
  return { value, next: mark.next + (hasMore ? 1 : 0) };
}

/** `half past 3`, `quarter to 4`, `10 past 4`, `halb zehn`, `kwart over 9`. */
export function readToHour(
  words: Words,
  start: number,
  { languages }: PhraseContext,
): PhrasePart<Clock> | null {
  let offset = words.meaning(start, 'toHour')?.value.minutes ?? null;
  let next = words.meaning(start, 'toHour')?.next ?? start;
  if (offset === null) {
    const [, minutes] = /^(\d{1,2})$/.exec(words.at(start)) ?? [];
    const way = words.at(start + 1);
    const isPast = /^(?:past|nach|over)$/.test(way);
    // `9 to 5` are working hours.
    const isMinutes = minutes !== undefined && Number(minutes) % 5 === 0 && Number(minutes) < 60;
    if (isMinutes && (isPast || /^(?:to|vor|voor)$/.test(way))) {
      offset = isPast ? Number(minutes) : -Number(minutes);
      next = start + 2;
    } else if (words.at(start) === 'half') {
      // Half three is 3:30 in English, and 2:30 in Dutch.
      const hour = words.meaning(start + 1, 'number');
      const isDutch = hour
        ? !ENGLISH_HOURS.has(words.at(start + 1))
        : languages.includes('nl') || DUTCH_BEFORE.test(words.at(start - 1));
      offset = isDutch ? -30 : 30;
      next = start + 1;
    }
  }
  if (offset === null) return null;
  const digits = DIGITS.exec(words.at(next));
  const number = digits ? null : words.meaning(next, 'number');
  const hour = digits ? Number(digits[1]) : number?.value.value;
  if (hour === undefined || hour < 1 || hour > 24 || isCount(words, next) || /^an?$/.test(words.at(next)))
    return null;
  const half = HALF.exec(words.at(next + 1));
  const end = number?.next ?? next + 1;
  if (half) {
    const of = meridiem(hour, 0, half[0], `${words.at(next)} ${half[0]}`);
    const total = (of.hours * 60 + offset + 1440) % 1440;
    return {
      value: { hours: Math.floor(total / 60), minutes: total % 60, precision: 'exact' },
      next: end + 1,
    };
  }
  const total = (hour * 60 + offset + 1440) % 1440;
  return {
    value: {
      hours: Math.floor(total / 60),
      minutes: total % 60,
      precision: hour <= 12 ? 'hour' : 'exact',
    },
    next: end,
  };
}

/** Words before `half 10` that are Dutch. */
const DUTCH_BEFORE =
  /^(?:om|tot|vanaf|rond|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|vandaag|overmorgen)$/;
const ENGLISH_HOURS: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten eleven twelve'.split(' '),
);

/** `15:00`, `9:30`, `15:00:30`, and `9.30` after a day or `at`. */
export function readColon(words: Words, start: number, isExpected: boolean): PhrasePart<Clock> | null {
  const word = words.at(start);
  const [shown, hours, minutes, seconds = '0'] =
    COLON.exec(word) ?? (isExpected ? DOTTED.exec(word) : null) ?? [];
  if (shown === undefined || isPrice(words, start)) return null;
  if (Number(seconds) > 59) throw usage(`there is no time "${shown}"`);
  const precision = hours?.startsWith('0') || shown.length > 5 ? 'exact' : 'minute';
  const read = clock(Number(hours), Number(minutes), shown, precision);
  return { value: { ...read, seconds: Number(seconds) }, next: afterHours(words, start + 1) };
}

/** Whether a number with a dot before a note is no time: `12.50 each`, `9.90 euros`. */
function isPrice(words: Words, start: number): boolean {
  const [, , minutes] = DOTTED.exec(words.at(start)) ?? [];
  if (minutes === undefined || start + 1 === words.length) return false;
  return Number(minutes) > 59 || EACH.test(words.at(start + 1)) || isCount(words, start);
}

/** After a price: `12.50 each`. */
const EACH = /^(?:each|apiece|per|pro|par|por)$/;

/** The position after `hrs`, which may follow a time of four digits. */
const afterHours = (words: Words, position: number): number =>
  isHours(words.at(position)) ? position + 1 : position;

const isHours = (word: string): boolean => /^(?:hrs?|hours|h)$/.test(word);

/** An hour with what is said after it: `neuf heures et demie`, `las 10 y media`, `le tre meno un quarto`. */
export function withMinutesAfter(words: Words, read: PhrasePart<Clock>): PhrasePart<Clock> {
  const after = read.value.minutes === 0 ? words.meaning(read.next, 'afterHour') : null;
  if (!after) return read;
  const total = (read.value.hours * 60 + after.value.minutes + 1440) % 1440;
  const value = { ...read.value, hours: Math.floor(total / 60), minutes: total % 60 };
  return { value, next: after.next };
}

/** `1530`, `1530 hrs`, and `930` where nothing follows; by itself a number that could be a year is none. */
export function readFourDigits(words: Words, start: number, isExpected: boolean): PhrasePart<Clock> | null {
  const isLast = isExpected && words.at(start + 1) === '';
  const [shown, hours, minutes] =
    FOUR_DIGITS.exec(words.at(start)) ?? (isLast ? THREE_DIGITS.exec(words.at(start)) : null) ?? [];
  if (shown === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  if (!isHours(words.at(start + 1)) && isCount(words, start)) return null;
  const next = afterHours(words, start + 1);
  const isAlone = next === start + 1;
  if (!isExpected && isAlone && YEAR.test(shown)) return null;
  // `mon 2026 budget` and `mon 0800 123456` are no times, and nobody calls back at 20:26.
  const isYear = YEAR.test(shown) && Number(minutes) % 5 !== 0;
  if (isAlone && next < words.length && (isYear || /^\d{3,}$/.test(words.at(next)))) return null;
  const precision = shown.length === 3 ? 'minute' : 'exact';
  return { value: { hours: Number(hours), minutes: Number(minutes), precision }, next };
}

/** A number from 0 to 23 that counts nothing and begins no date. */
export function readBareHour(words: Words, start: number): PhrasePart<Clock> | null {
  const digits = DIGITS.exec(words.at(start));
  const number = digits ? null : words.meaning(start, 'number');
  const isArticle = ONE.test(words.at(start)) && (words.at(start) !== 'one' || words.at(start + 1) !== '');
  if (!digits && (!number || number.next !== start + 1 || isArticle)) return null;
  // `two more quotes` is a note, `at two` an hour.
  if (number && number.next < words.length && !isAfterAt(words, start)) return null;
  const hour = digits ? Number(digits[1]) : (number?.value.value as number);
  if (hour > 23 || isCount(words, start) || (digits && beginsDate(words, start))) return null;
  const isPadded = digits?.[0].startsWith('0');
  return { value: clock(hour, 0, words.at(start), isPadded === true ? 'exact' : 'hour'), next: start + 1 };
}

/** Months that are also verbs or names: `fri 5 may be late`, `fri 9 jan is his deputy`. */
const OTHER_WORD = /^(?:may|march|mar|jan|april|june|august|mai|julia?)$/;

/** Whether a month makes the number before it a day: `tomorrow 5 dec she flies`. */
const beginsDate = (words: Words, start: number): boolean =>
  words.meaning(start + 1, 'month') !== null && !OTHER_WORD.test(words.at(start + 1));

/** Whether `at` ends before a position: `at`, `a las`. */
const isAfterAt = (words: Words, position: number): boolean =>
  [1, 2, 3].some((back) => words.meaning(position - back, 'at')?.next === position);

export function clock(hours: number, minutes: number, shown: string, precision: Clock['precision']): Clock {
  if (hours > 23 || minutes > 59) throw usage(`there is no time "${shown}"`);
  return { hours, minutes, precision: hours > 12 || hours === 0 ? 'exact' : precision };
}

export function inHalf(
  { hours, minutes, seconds = 0 }: Clock,
  half: 'am' | 'pm',
): { hours: number; minutes: number; seconds: number } {
  if (hours > 12) return { hours, minutes, seconds };
  return { hours: (hours % 12) + (half === 'pm' ? 12 : 0), minutes, seconds };
}
