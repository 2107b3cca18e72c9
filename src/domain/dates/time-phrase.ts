import { usage } from '../errors.ts';
import type { PhraseContext } from './phrase-context.ts';
import { isCount } from './span-phrase.ts';
import type { Meaning } from './vocabulary.ts';
import type { Read, Words } from './words.ts';
import { type PhraseTime, withZone } from './zone-phrase.ts';

/** A face of a clock: an hour without am or pm may be in either half of the day. */
interface Clock {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds?: number;
  readonly precision: 'exact' | 'hour' | 'minute';
}

const MERIDIEM = /^(\d{1,2})(?:[:.](\d\d))?([ap])m?$/;
const HALF = /^([ap])m$/;
const COLON = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const DOTTED = /^(\d{1,2})\.(\d\d)$/;
const HOUR_LETTER = /^(\d{1,2})[hu](\d\d)?$/;
const DIGITS = /^(\d{1,2})$/;
const FOUR_DIGITS = /^(\d\d)(\d\d)$/;
const YEAR = /^(?:19|20|21)\d\d$/;
const RANGE = /^(\d{1,2}(?::\d\d)?(?:[ap]m)?)[-\u2013](\d{1,2}(?::\d\d)?(?:[ap]m)?)$/;
const JOINED_MERIDIEM = /^(\d{1,2})(\d\d)([ap])m$/;
const THREE_DIGITS = /^([1-9])([0-5]\d)$/;
/** Words for one that are articles too. */
const ONE = /^(?:a|an|one|un|una|uno|une|um|uma|ein\w*|een)$/;
const SPOKEN_MINUTES: Readonly<Record<string, number>> = { fifteen: 15, thirty: 30, 'forty-five': 45 };
/** From this hour on `9 to 11` is a range, and not nine minutes before eleven. */
const FIRST_OF_RANGE = 7;
const NOON = 720;

/** `day` is what stands before: nothing, a day that a bare hour may follow, or a week or a month. */
export type Before = 'nothing' | 'exactDay' | 'longerDay';

/**
 * Reads a time of day: `3pm`, `15:00`, `1530`, `noon`, `eod`, `after lunch`, `half past 3`, `9 in the morning`, `14
 * uhr`, `2-4pm` (its start), with a zone after it: `3pm CET`, `9am their time`. A bare hour is read after a day or
 * `at`. Null for other words.
 * @throws usage error for a time that does not exist.
 */
export function readTimeOfDay(
  words: Words,
  start: number,
  before: Before,
  context: PhraseContext,
): Read<PhraseTime> | null {
  const tonight = words.at(start) === 'tonight';
  if (tonight) {
    const clock = readClock(words, words.skip(start + 1, 'at'), true, context);
    const evening = clock ? inHalf(clock.value, 'pm') : { hours: 18, minutes: 0 };
    return withZone(words, { ...evening, isToday: true }, clock?.next ?? start + 1, true, context);
  }
  const work = words.meaning(start, 'workTime');
  if (work) return withZone(words, workTime(work.value.edge, context), work.next, true, context);
  const which = words.meaning(start, 'which');
  const part = words.meaning(which?.value.by === 0 ? which.next : start, 'part', 'time');
  if (part) return readPart(words, part, which !== null, context);
  const isThis = which?.value.by === 0 && HALF.test(words.at(which.next)) && words.at(which.next + 1) === '';
  if (isThis) {
    const hours = words.at(which.next) === 'am' ? 9 : 14;
    return withZone(words, { hours, minutes: 0, isToday: true }, which.next + 1, true, context);
  }
  if (before !== 'nothing' && HALF.test(words.at(start)) && words.at(start + 1) !== 'i')
    return withZone(
      words,
      { hours: words.at(start) === 'am' ? 9 : 14, minutes: 0 },
      start + 1,
      true,
      context,
    );

  const from = words.skip(start, 'at');
  if (from > start) {
    const named = words.meaning(from, 'time', 'part', 'workTime');
    if (named?.value.type === 'workTime')
      return withZone(words, workTime(named.value.edge, context), named.next, true, context);
    if (named) return withZone(words, { ...named.value }, named.next, true, context);
  }
  const clock = readClock(words, from, from > start || before === 'exactDay', context);
  if (!clock) return null;
  const half = words.meaning(clock.next, 'part');
  const next =
    words.at(half?.next ?? clock.next) === 'sharp'
      ? (half?.next ?? clock.next) + 1
      : (half?.next ?? clock.next);
  const time = half
    ? inHalf(clock.value, half.value.hours < 12 ? 'am' : 'pm')
    : nearWork(clock.value, context.workingHours);
  return withZone(words, time, next, clock.value.precision !== 'hour', context);
}

/** `afternoon`, and `afternoon at 4`: the hour after a part of the day is in it. */
function readPart(
  words: Words,
  part: Read<Extract<Meaning, { readonly type: 'part' | 'time' }>>,
  isToday: boolean,
  context: PhraseContext,
): Read<PhraseTime> {
  const from = words.skip(part.next, 'at');
  const isLast = words.at(from + 1) === '' || words.meaning(from + 1, 'clock') !== null;
  const clock =
    part.value.type === 'part' ? readClock(words, from, from > part.next || isLast, context) : null;
  if (!clock || (words.at(from) === 'half' && from === part.next))
    return withZone(words, { ...part.value, isToday }, part.next, true, context);
  const time =
    clock.value.precision === 'exact'
      ? clock.value
      : inHalf(clock.value, part.value.hours < 12 ? 'am' : 'pm');
  return withZone(words, { ...time, isToday }, clock.next, clock.value.precision !== 'hour', context);
}

/** A clock without its zone. `isExpected`: after a day or `at`, where a bare hour is a time. */
function readClock(
  words: Words,
  start: number,
  isExpected: boolean,
  context: PhraseContext,
): Read<Clock> | null {
  const word = words.at(start);
  return (
    readRange(words, start, isExpected) ??
    readSpokenRange(words, start, isExpected) ??
    readMeridiem(words, start) ??
    readSpokenTime(words, start) ??
    readOClock(words, start, isExpected) ??
    readToHour(words, start, context) ??
    readColon(word, start, isExpected) ??
    readFourDigits(words, start, isExpected) ??
    (isExpected || isOwnersTime(words, start + 1) ? readBareHour(words, start) : null)
  );
}

/** `their time` after an hour shows that it is one: `9 their time tomorrow`. */
function isOwnersTime(words: Words, at: number): boolean {
  const isLocal = words.at(at + 1) === 'local';
  return /^(?:their|his|her|my|our)$/.test(words.at(at)) && words.at(isLocal ? at + 2 : at + 1) === 'time';
}

/** `2-4pm`, `14:00-16:00`, and `9-11` where a time is expected: the start. */
function readRange(words: Words, start: number, isExpected: boolean): Read<Clock> | null {
  const [, first = '', last = ''] = RANGE.exec(words.at(start)) ?? [];
  if (first === '' || !(isExpected || /[:m]/.test(first + last) || HALF.test(words.at(start + 1))))
    return null;
  const separate = HALF.exec(words.at(start + 1));
  const half = /[ap]m$/.exec(first)?.[0] ?? /[ap]m$/.exec(last)?.[0] ?? separate?.[0] ?? '';
  const [hours, minutes = 0] = first
    .replace(/[ap]m$/, '')
    .split(':')
    .map(Number) as [number, number?];
  const next = start + (separate ? 2 : 1);
  if (half === '')
    return { value: clock(hours, minutes, first, first.includes(':') ? 'minute' : 'hour'), next };
  // In `11-1pm` the afternoon begins between the two.
  const end = Number(/^\d+/.exec(last)?.[0]);
  const isBefore = half === 'pm' && !/m$/.test(first) && hours > end && end !== 12;
  return { value: meridiem(hours, minutes, isBefore ? 'am' : half, first), next };
}

/** `between 9 and 11`, `9 to 11`: the start. `10 to 4` is ten minutes before four. */
function readSpokenRange(words: Words, start: number, isExpected: boolean): Read<Clock> | null {
  const isBetween = words.at(start - 1) === 'between';
  const way = words.at(start + 1);
  if (!isExpected || !(isBetween ? /^(?:and|to)$/ : /^(?:to|till|until)$/).test(way)) return null;
  const [first, last] = [readEnd(words, start), readEnd(words, start + 2)];
  if (!first || first.next !== start + 1 || !last) return null;
  const [from, to] = [Number.parseInt(words.at(start), 10), Number.parseInt(words.at(start + 2), 10)];
  // Nobody says nine minutes to five; what follows may be a note: `fri 9 to 5 people`.
  const isRange = (from >= FIRST_OF_RANGE && from < to) || (from % 5 !== 0 && last.next === words.length);
  if (way === 'to' && !isBetween && !isRange) return null;
  const half = saidHalf(words, start + 2);
  if (half === null || first.value.precision !== 'hour') return { value: first.value, next: last.next };
  // `8 to 10pm` begins in the evening, `between 9 and 1pm` in the morning.
  const isPm = (half === 'pm') === from % 12 < to % 12;
  return {
    value: { ...first.value, ...inHalf(first.value, isPm ? 'pm' : 'am'), precision: 'exact' },
    next: last.next,
  };
}

/** The half of the day that is said of a time: `10pm`, `10 pm`. */
function saidHalf(words: Words, start: number): 'am' | 'pm' | null {
  const letter = MERIDIEM.exec(words.at(start))?.[3] ?? HALF.exec(words.at(start + 1))?.[1];
  return letter === undefined ? null : letter === 'p' ? 'pm' : 'am';
}

/** One end of a range. */
function readEnd(words: Words, start: number): Read<Clock> | null {
  return (
    readMeridiem(words, start) ??
    readColon(words.at(start), start, true) ??
    readFourDigits(words, start, false) ??
    (words.at(start) === '' ? null : readBareHour(words, start))
  );
}

/** `three pm`, `nine thirty`. */
function readSpokenTime(words: Words, start: number): Read<Clock> | null {
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
function readMeridiem(words: Words, start: number): Read<Clock> | null {
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

function meridiem(hours: number, minutes: number, half: string, shown: string): Clock {
  if (hours < 1 || hours > 12 || minutes > 59) throw usage(`there is no time "${shown}"`);
  return { hours: (hours % 12) + (half === 'pm' ? 12 : 0), minutes, precision: 'exact' };
}

/** `9 uhr`, `9 uhr 30`, `9 o'clock`, `14h`, `14h30`, `9 heures`. */
function readOClock(words: Words, start: number, isExpected: boolean): Read<Clock> | null {
  const [shown, letter, letterMinutes] = HOUR_LETTER.exec(words.at(start)) ?? [];
  if (letter !== undefined) {
    // By itself `2h` is in two hours, `14h` is 14:00.
    if (!isExpected && Number(letter) <= 12) return null;
    return {
      value: clock(Number(letter), Number(letterMinutes ?? 0), shown as string, 'hour'),
      next: start + 1,
    };
  }
  const [, hours, minutes] = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(words.at(start)) ?? [];
  const number = hours === undefined ? words.meaning(start, 'number') : null;
  const at = number?.next ?? start + 1;
  const mark = hours === undefined && !number ? null : words.meaning(at, 'clock');
  const isHour = isExpected || (Number(hours) > 12 && Number(hours) < 24);
  if (!mark || (mark.value.isUnit && !isHour)) return null;
  const more = minutes === undefined && !mark.value.isUnit ? DIGITS.exec(words.at(mark.next)) : null;
  const hasMore = more !== null && more[0].length === 2 && Number(more[1]) < 60 && !isCount(words, mark.next);
  const hour = number?.value.value ?? Number(hours);
  const value = clock(hour, Number(hasMore ? more[1] : (minutes ?? 0)), words.at(start), 'hour');
  return { value, next: mark.next + (hasMore ? 1 : 0) };
}

/** `half past 3`, `quarter to 4`, `10 past 4`, `halb zehn`, `kwart over 9`. */
function readToHour(words: Words, start: number, { languages }: PhraseContext): Read<Clock> | null {
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
      const isDutch = hour ? !ENGLISH_HOURS.has(words.at(start + 1)) : languages.includes('nl');
      offset = isDutch ? -30 : 30;
      next = start + 1;
    }
  }
  if (offset === null) return null;
  const digits = DIGITS.exec(words.at(next));
  const number = digits ? null : words.meaning(next, 'number');
  const hour = digits ? Number(digits[1]) : number?.value.value;
  if (hour === undefined || hour < 1 || hour > 24 || /^an?$/.test(words.at(next))) return null;
  const total = (hour * 60 + offset + 1440) % 1440;
  return {
    value: {
      hours: Math.floor(total / 60),
      minutes: total % 60,
      precision: hour <= 12 ? 'hour' : 'exact',
    },
    next: number?.next ?? next + 1,
  };
}

const ENGLISH_HOURS: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten eleven twelve'.split(' '),
);

/** `15:00`, `9:30`, `15:00:30`, and `9.30` after a day or `at`. */
function readColon(word: string, start: number, isExpected: boolean): Read<Clock> | null {
  const [shown, hours, minutes, seconds = '0'] =
    COLON.exec(word) ?? (isExpected ? DOTTED.exec(word) : null) ?? [];
  if (shown === undefined) return null;
  if (Number(seconds) > 59) throw usage(`there is no time "${shown}"`);
  const precision = hours?.startsWith('0') || shown.length > 5 ? 'exact' : 'minute';
  const read = clock(Number(hours), Number(minutes), shown, precision);
  return { value: { ...read, seconds: Number(seconds) }, next: start + 1 };
}

/** `1530`, and `930` where nothing follows; by itself a number that could be a year is none. */
function readFourDigits(words: Words, start: number, isExpected: boolean): Read<Clock> | null {
  const isLast = isExpected && words.at(start + 1) === '';
  const [shown, hours, minutes] =
    FOUR_DIGITS.exec(words.at(start)) ?? (isLast ? THREE_DIGITS.exec(words.at(start)) : null) ?? [];
  if (shown === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  if (!isExpected && YEAR.test(shown)) return null;
  const precision = shown.length === 3 ? 'minute' : 'exact';
  return { value: { hours: Number(hours), minutes: Number(minutes), precision }, next: start + 1 };
}

/** A number from 0 to 23 that counts nothing and begins no date. */
function readBareHour(words: Words, start: number): Read<Clock> | null {
  const digits = DIGITS.exec(words.at(start));
  const number = digits ? null : words.meaning(start, 'number');
  const isArticle = ONE.test(words.at(start)) && (words.at(start) !== 'one' || words.at(start + 1) !== '');
  if (!digits && (!number || number.next !== start + 1 || isArticle)) return null;
  const hour = digits ? Number(digits[1]) : (number?.value.value as number);
  if (hour > 23 || isCount(words, start)) return null;
  const isPadded = digits?.[0].startsWith('0');
  return { value: clock(hour, 0, words.at(start), isPadded === true ? 'exact' : 'hour'), next: start + 1 };
}

function clock(hours: number, minutes: number, shown: string, precision: Clock['precision']): Clock {
  if (hours > 23 || minutes > 59) throw usage(`there is no time "${shown}"`);
  return { hours, minutes, precision: hours > 12 || hours === 0 ? 'exact' : precision };
}

function inHalf(
  { hours, minutes, seconds = 0 }: Clock,
  half: 'am' | 'pm',
): { hours: number; minutes: number; seconds: number } {
  if (hours > 12) return { hours, minutes, seconds };
  return { hours: (hours % 12) + (half === 'pm' ? 12 : 0), minutes, seconds };
}

/** The reading of an hour that lies inside the working hours; if neither does, the nearer. */
function nearWork(
  { hours, minutes, seconds = 0, precision }: Clock,
  { start, end }: PhraseContext['workingHours'],
): { hours: number; minutes: number; seconds: number } {
  const asWritten = { hours, minutes, seconds };
  if (precision === 'exact') return asWritten;
  const other = { hours: (hours + 12) % 24, minutes, seconds };
  const [here, there] = [asWritten, other].map(({ hours }) => {
    const at = hours * 60 + minutes;
    return at < start ? start - at : at > end ? at - end : 0;
  }) as [number, number];
  // A time with minutes is kept as written, unless only the other reading is inside.
  if (precision === 'minute') return here > 0 && there === 0 ? other : asWritten;
  return there < here ? other : asWritten;
}

function workTime(
  edge: 'start' | 'end',
  { workingHours }: PhraseContext,
): { hours: number; minutes: number } {
  const minutes = Math.min(workingHours[edge], 2 * NOON - 1);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
