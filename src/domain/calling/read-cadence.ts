import { DISPOSITIONS, type Disposition } from '../call-results.ts';
import { type CrmError, usage } from '../errors.ts';
import { oneOf } from '../one-of.ts';
import type { Cadence, Gap } from './cadence.ts';
import { type Hours, readHours } from './hours.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const MAX_GAP_DAYS = 366;

/** Reads `no-answer=4h,voicemail=2d` into the existing gaps. Throws `usage` for an unknown disposition or length. */
export function readGaps(texts: readonly string[], gaps: Cadence['gaps']): Cadence['gaps'] {
  const result: Record<Disposition, Gap> = { ...gaps };
  for (const entry of texts.flatMap((text) => text.split(',')).map((part) => part.trim())) {
    if (entry === '') continue;
    const [, name = '', length = ''] = /^([^=:]+)[=:](.+)$/.exec(entry) ?? [];
    if (name === '')
      throw usage(`cannot read "${entry}" as a gap`, 'Write it as no-answer=4h or voicemail=2d.');
    result[readDisposition(name)] = readGap(length.trim());
  }
  return result;
}

/** Case does not matter, and `_` is the same as `-`. Throws `usage` with the nearest disposition. */
function readDisposition(text: string): Disposition {
  return oneOf('unknown disposition', text.trim().replaceAll(/[ _]/g, '-'), DISPOSITIONS);
}

function readGap(text: string): Gap {
  if (text === '0') return { count: 0, unit: 'minutes' };
  const [, digits, unit] = /^(\d{1,6})\s*(m|min|h|hours?|d|days?|w|weeks?)$/i.exec(text) ?? [];
  const gap = unit === undefined ? null : gapOf(Number(digits), unit.toLowerCase().charAt(0));
  if (!gap) throw usage(`cannot read "${text}" as a gap`, 'Write it as 30m, 4h, 2d (working days) or 1w.');
  const inDays = gap.unit === 'days' ? gap.count : gap.count / 1440;
  if (inDays > MAX_GAP_DAYS) throw usage(`a gap of ${text} is longer than a year`);
  return gap;
}

/** A week has five working days. */
function gapOf(count: number, unit: string): Gap {
  if (unit === 'm') return { count, unit: 'minutes' };
  if (unit === 'h') return { count: count * 60, unit: 'minutes' };
  return { count: unit === 'w' ? count * 5 : count, unit: 'days' };
}

/** Reads parts of the day, `8-11,11-14,14-17`; `none` for none. Throws `usage` if they overlap. */
export function readParts(text: string): readonly Hours[] {
  if (/^(?:none|)$/i.test(text.trim())) return [];
  const parts = text
    .split(',')
    .map(readHours)
    .sort((a, b) => a.start - b.start);
  if (parts.some((part, i) => i > 0 && part.start < parts[i - 1]!.end))
    throw usage(
      `the parts of the day "${text}" overlap`,
      'List them in order, without overlap: 8-11,11-14,14-17',
    );
  return parts;
}

/** Reads days of the week, `mon-fri` or `mon,wed,fri`. Throws `usage`. */
export function readWorkingDays(text: string): readonly number[] {
  const found = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [first, last = first] = part.split('-').map((day) => WEEK.indexOf(day.trim().slice(0, 3)));
    if (first === undefined || last === undefined || first < 0 || last < 0) throw unreadableDays(text);
    for (let day = first; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === last) break;
    }
  }
  return [...found].sort((a, b) => a - b);
}

function unreadableDays(text: string): CrmError {
  return usage(`cannot read "${text}" as days of the week`, 'Write them as mon-fri or mon,wed,fri.');
}

/** `mon-fri` for consecutive days, else a list. */
export function workingDaysText(days: readonly number[]): string {
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? first;
  const names = days.map((day) => WEEK[day]);
  return days.length > 2 && last - first === days.length - 1
    ? `${WEEK[first]}-${WEEK[last]}`
    : names.join(',');
}
