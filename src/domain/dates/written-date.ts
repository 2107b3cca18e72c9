import { lazy } from '../lazy.ts';
import { existingDay } from './calendar.ts';
import { ENGLISH, others } from './language-words.ts';
import { momentOfWall, zoneOffset } from './offsets.ts';
import { zoneNamed } from './zone-names.ts';

/** `2021-04-15`, `2021/4/5`, `2021-Apr-15`. */
const YEAR_FIRST = /^(\d{4})([-/. ])(\d{1,2}|[a-z]{3,10})\.?\2(\d{1,2})(?!\d)/;
/** `20210415`, `20210415T103000Z`. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?=$|[t ]|\d{4})/;
const EAST_ASIAN = /^(\d{4})年(\d{1,2})月(\d{1,2})日/;
/** `15 Apr, 2021`, `15. April 2021`, `15 de abril de 2021`, `1er avril 2021`, `15-Apr-21`. */
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th|er|o|a|°)?[-., /]*(?:(?:de|of|di)\s+|d')?([a-z]{3,10})[-., /]+(?:del?\s+)?(\d{4}|'?\d\d)(?![\d:])/;
/** `Apr 15, 2021`, `April 15th 2021`. */
const MONTH_FIRST = /^([a-z]{3,10})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})(?![\d:])/;
/** `Apr 15 10:30:00 UTC 2021`, as Unix writes it. */
const UNIX = /^([a-z]{3} \d{1,2}) (\d\d:\d\d:\d\d)( [a-z]{3,5})? (\d{4})$/;
/** `15:00:01 PST 2026-11-20`, `3:00 PM, 20 Nov 2026`: a time and a zone before their day. */
const TIME_FIRST =
  /^(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?)(?:\s*([+-]\d\d:?\d\d)|\s+([a-z]{1,5})(?=[\s,]))?(?:\s*,\s*|\s+)(?:on\s+)?(\S.*\d\S*)$/i;
/** Words between a day and a time. */
const BETWEEN = /^(?:t|[, ]*(?:(?:at|um|om|kl\.?|alle|a las?|as|a)\s+|[-–|]\s+)?)(?=\d)/;
const CLOCK =
  /^(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,:](\d{1,9}))?)?(?!\d)\s*(?:(a|p)\.?\s?m\.?(?![a-z]))?(?:\s*(?:uhr|hrs?|h)\b\.?)?/;
const COMPACT_CLOCK = /^(\d\d)(\d\d)(\d\d)?(?:\.(\d{1,9}))?(?![\d:])/;
const HOUR = /^(\d{1,2})\s*(a|p)\.?\s?m\.?(?![a-z])/;
const OFFSET = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d\d)?(?::\d\d)?(?!\d)/;
/** What may stand behind an offset: the name of its zone. */
const ZONE_NOTE = /^\s*(?:\([^()]*\)|\[[^[\]]*\])$/;
const ZONE_NAME = /^[([]?([a-z]{1,5}|[a-z]+(?:\/[a-z_+-]+){1,2})[)\]]?$/;

interface Clock {
  readonly hours: number;
  readonly minutes: number;
  /** Null if it is not given. */
  readonly seconds: number | null;
  /** Digits after the second. */
  readonly fraction: string;
}

/**
 * Reads a date as programs write it, where its parts leave no doubt: with the year first, or the name of the month in
 * one of the languages that dates are read in; a time and a zone may follow. Returns `2021-04-15`,
 * `2021-04-15 10:30:00` or `2021-04-15 10:30:00+02:00`; null for any other text and for a day that does not exist.
 * `zone` is that of times without one.
 */
export function readWrittenDate(text: string, zone: string | null = null): string | null {
  const plain = comparable(dayBeforeTime(text));
  const [, monthDay, time, named = '', year] = UNIX.exec(withoutWeekday(plain)) ?? [];
  const unix = monthDay === undefined ? plain : `${monthDay} ${year} ${time}${named}`;
  // `Mar` is a month, and a Tuesday in three languages.
  const found = readDay(unix) ?? readDay(withoutWeekday(unix));
  return found && readTimeAfter(found.day, found.rest, zone);
}

/** The text with its day first, if its time stands before it. */
export function dayBeforeTime(text: string): string {
  const [, time, offset = '', word, day] = TIME_FIRST.exec(text.trim()) ?? [];
  if (day === undefined) return text;
  if (word === undefined) return `${day} ${time}${offset}`;
  const isZone = zoneNamed(word.toLowerCase(), true) !== null;
  return isZone ? `${day} ${time} ${word}` : `${word} ${day} ${time}`;
}

/** A day and the text after it: a time with a zone. Null if that is anything else. */
export function readTimeAfter(day: string, rest: string, zone: string | null): string | null {
  const after = comparable(rest);
  if (after === '') return day;
  const clockText = after.replace(BETWEEN, '');
  const [shown, clock] = readClock(clockText) ?? ['', null];
  const tail = clockText.slice(shown.length).trim();
  // A day with a zone is the day as it is written.
  if (!clock) return after === 'z' || OFFSET.exec(after)?.[0] === after ? day : null;
  const { hours, minutes, seconds, fraction } = clock;
  if (hours > 23 || minutes > 59 || (seconds ?? 0) > 59) return null;
  const parts = `${twoDigits(hours)}:${twoDigits(minutes)}${seconds === null ? '' : `:${twoDigits(seconds)}`}`;
  const written = `${day} ${parts}${fraction === '' ? '' : `.${fraction}`}`;
  const offset =
    tail === '' ? (zone === null ? '' : offsetNamed(zone, day, clock)) : readOffset(tail, day, clock);
  return offset === null ? null : written + offset;
}

/** The zone that a header names: `Created (UTC)`, `Modified On [Europe/Berlin]`, `Created UTC`; null for others. */
export function zoneOfHeader(header: string): string | null {
  const plain = comparable(header);
  const [, bracketed, last] = /[([]([^()[\]]+)[)\]]$|[ _](utc|gmt)$/.exec(plain) ?? [];
  const name = bracketed ?? last;
  if (name === undefined) return null;
  // `Close Date (est)` is an estimate, `(EST)` a zone.
  const isZone = zoneOf(name, header.includes(name.toUpperCase())) !== null;
  return OFFSET.exec(name)?.[0] === name || isZone ? name : null;
}

function readDay(text: string): { day: string; rest: string } | null {
  for (const [pattern, order] of [
    [YEAR_FIRST, [1, 3, 4]],
    [COMPACT, [1, 2, 3]],
    [EAST_ASIAN, [1, 2, 3]],
    [DAY_FIRST, [3, 2, 1]],
    [MONTH_FIRST, [3, 1, 2]],
  ] as const) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [year, month, day] = order.map((at) => match[at] ?? '') as [string, string, string];
    const number = /^\d/.test(month) ? Number(month) : monthNamed(month);
    const date = number === null ? null : existingDay(fullYear(year.replace("'", '')), number, Number(day));
    if (date !== null) return { day: date, rest: text.slice(match[0].length) };
  }
  return null;
}

function readClock(text: string): [shown: string, Clock] | null {
  const [shown, hours, minutes, seconds, fraction = '', half] =
    CLOCK.exec(text) ?? COMPACT_CLOCK.exec(text) ?? [];
  if (shown !== undefined && hours !== undefined)
    return [
      shown,
      {
        hours: inHalf(Number(hours), half),
        minutes: Number(minutes),
        seconds: seconds === undefined ? null : Number(seconds),
        fraction,
      },
    ];
  const [hour, number, part] = HOUR.exec(text) ?? [];
  if (hour === undefined || number === undefined) return null;
  return [hour, { hours: inHalf(Number(number), part), minutes: 0, seconds: null, fraction: '' }];
}

function inHalf(hours: number, half: string | undefined): number {
  return half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
}

/** The offset at the end of a text, `+02:00`; null for other text. */
function readOffset(text: string, day: string, clock: Clock): string | null {
  const offset = OFFSET.exec(text);
  if (offset) {
    const behind = text.slice(offset[0].length);
    return behind === '' || ZONE_NOTE.test(behind) ? offsetText(offset) : null;
  }
  return offsetNamed(text, day, clock);
}

function offsetText([, sign, hours = '', minutes = '00']: RegExpExecArray): string | null {
  return Number(hours) > 14 ? null : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** The offset of a zone at that time there. */
function offsetNamed(name: string, day: string, { hours, minutes, seconds }: Clock): string | null {
  const given = OFFSET.exec(name);
  if (given) return given[0] === name ? offsetText(given) : null;
  const zone = zoneOf(name);
  const offsetAt = zone === null ? null : zoneOffset(zone);
  if (!offsetAt) return null;
  const wall = Date.parse(`${day}T00:00:00Z`) + ((hours * 60 + minutes) * 60 + (seconds ?? 0)) * 1000;
  if (Number.isNaN(wall)) return null;
  const total = (wall - momentOfWall(wall, offsetAt)) / 60_000;
  const size = Math.abs(total);
  return `${total < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

function zoneOf(name: string, isPlain = true): string | null {
  const [, bare = ''] = ZONE_NAME.exec(name) ?? [];
  if (bare.includes('/')) return bare;
  return bare === '' ? null : zoneNamed(bare, isPlain);
}

/** The text as it is compared: in lower case, without accents, with single plain spaces. */
function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ºª]/g, '°')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function withoutWeekday(text: string): string {
  const [shown, word = ''] = /^([a-z-]{2,14})\.?,? (?=\S)/.exec(text) ?? [];
  const bare = shown !== undefined && isWeekday(word) ? text.slice(shown.length) : text;
  return bare.replace(/^(?:le|el|il|am|den|on|o) (?=\d)/, '');
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}

/** 1 to 12 for the name of a month, or a beginning of it that can mean only that one. */
export function monthNamed(word: string): number | null {
  const { months, exact } = names();
  const whole = exact.get(word);
  if (whole !== undefined) return whole;
  const begun = new Set(months.filter(([name]) => name.startsWith(word)).map(([, month]) => month));
  return begun.size === 1 ? ([...begun][0] as number) : null;
}

function isWeekday(word: string): boolean {
  return names().weekdays.some((name) => name === word || (word.length >= 2 && name.startsWith(word)));
}

const names = lazy(() => {
  const languages = [ENGLISH, ...Object.values(others())];
  const listed = (list: string) =>
    list.split(' ').map((each) => each.split('|').filter((name) => name !== '-'));
  const months = languages.flatMap(({ months: long, shortMonths = '' }) =>
    [long, shortMonths].flatMap((list) =>
      listed(list).flatMap((alternatives, at) =>
        alternatives.map((name): [string, number] => [name, at + 1]),
      ),
    ),
  );
  return {
    months,
    exact: new Map(months),
    weekdays: languages.flatMap(({ weekdays, shortWeekdays = '' }) =>
      listed(`${weekdays} ${shortWeekdays}`).flat(),
    ),
  };
});

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
