/** The unit of plain numbers. */
export type DurationUnit = 'ms' | 's' | 'min' | 'h';

export const SECONDS_OF: Readonly<Record<DurationUnit, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };

const UNIT_WORDS: readonly (readonly [unit: DurationUnit, words: RegExp])[] = [
  ['ms', /^(?:ms|msec|msecs|millis|milliseconds?|millisecs?)$/],
  ['s', /^(?:s|secs?|seconds?)$/],
  ['min', /^(?:m|mins?|minutes?)$/],
  ['h', /^(?:h|hrs?|hours?)$/],
];

/** `actualdurationminutes` */
const LAST_PART = /(?:milliseconds|seconds|minutes|hours)$/;

/** Words beside a duration that are no unit. */
const NO_UNIT =
  /^(?:total|in ?call|[hms]{1,2}(?:[:.][hms]{1,2})+|incl.*|excl.*|talk|ring.*|connected|net|gross|call)$/;

/** The unit that a header names: `duration (ms)`, `length_in_sec`; null for none. */
export interface HeaderUnit {
  readonly unit: DurationUnit | null;
  /** A word in brackets that is no known unit. */
  readonly unknown: string | null;
  /** Whether `2:30` are hours and minutes. */
  readonly isHoursAndMinutes: boolean;
}

/** Reads the unit that the header of a column of durations names. */
export function unitOfHeader(header: string): HeaderUnit {
  const named = (word: string) => {
    const last = LAST_PART.exec(word)?.[0] ?? word;
    return UNIT_WORDS.find(([, words]) => words.test(last))?.[0] ?? null;
  };
  const inBrackets =
    /[([]\s*([^)\]]*?)\s*[)\]]\s*$/.exec(header)?.[1]?.toLowerCase().replace(/^in /, '') ?? null;
  const isHoursAndMinutes = inBrackets !== null && /^hh?:mm?$/.test(inBrackets);
  if (inBrackets !== null && inBrackets !== '') {
    const unit = named(inBrackets);
    const unknown = unit === null && !NO_UNIT.test(inBrackets) ? inBrackets : null;
    return { unit, unknown, isHoursAndMinutes };
  }
  const words = header
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/);
  // One letter at the end of a name is no unit.
  const unit =
    words
      .filter((word) => word.length > 1)
      .map(named)
      .find((each) => each !== null) ?? null;
  return { unit, unknown: null, isHoursAndMinutes };
}

/** The header of a column of durations without its unit: `Call Duration` of `call_duration_in_minutes`; null without one. */
export function withoutUnit(header: string): string | null {
  const words = header
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[([][^)\]]*[)\]]\s*$/, '')
    .split(/[\s_.-]+/)
    .filter((word) => word !== '');
  const at = words.findIndex((word) => word.length > 1 && unitOfHeader(word).unit !== null);
  if (at === -1) return null;
  const isAfterIn = /^in$/i.test(words[at - 1] ?? '');
  return words.toSpliced(isAfterIn ? at - 1 : at, isAfterIn ? 2 : 1).join(' ');
}

const PLAIN = /^\d+(?:\.\d+)?$/;

/** Writes plain numbers of a column with the unit that its header names; null for a header without one. */
export function unitWriter(header: string): ((text: string) => string) | null {
  const { unit, unknown } = unitOfHeader(header);
  if (unknown !== null) return (text) => (PLAIN.test(text.trim()) ? `${text.trim()} ${unknown}` : text);
  if (unit === null || unit === 's') return null;
  return (text) => (PLAIN.test(text.trim()) ? String(Math.round(Number(text) * SECONDS_OF[unit])) : text);
}
