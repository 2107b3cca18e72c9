import { parseDuration } from '../../domain/duration.ts';
import { usage } from '../../domain/errors.ts';

/** The unit of plain numbers. */
export type DurationUnit = 'ms' | 's' | 'min' | 'h';

const SECONDS: Readonly<Record<DurationUnit, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };

const UNIT_WORDS: readonly (readonly [unit: DurationUnit, words: RegExp])[] = [
  ['ms', /^(?:ms|msec|msecs|millis|milliseconds?|millisecs?)$/],
  ['s', /^(?:s|secs?|seconds?)$/],
  ['min', /^(?:m|mins?|minutes?)$/],
  ['h', /^(?:h|hrs?|hours?)$/],
];

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
  const named = (word: string) => UNIT_WORDS.find(([, words]) => words.test(word))?.[0] ?? null;
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

const PLAIN = /^\d+(?:\.\d+)?$/;
const BLANK = /^(?:-+|n\/a|null|none|in progress)$/i;

/**
 * Reads a duration in whole seconds; null if it is blank. Throws `usage` for one that cannot be read, and for a plain
 * number whose unit is not known.
 */
export function readCallDuration(
  text: string,
  header: string,
  of: HeaderUnit,
  usual: DurationUnit,
): number | null {
  const plain = text.trim();
  if (plain === '' || BLANK.test(plain)) return null;
  if (PLAIN.test(plain)) {
    if (of.unknown !== null)
      throw usage(
        `the unit "${of.unknown}" of the column "${header}" is not known`,
        'Name the column after its unit: duration (ms), (s), (min) or (h)',
      );
    return Math.round(Number(plain) * SECONDS[of.unit ?? usual]);
  }
  const clock = /^(\d+):(\d\d)$/.exec(plain);
  if (clock && of.isHoursAndMinutes) return Number(clock[1]) * 3600 + Number(clock[2]) * 60;
  return parseDuration(
    plain.replace(/(:\d\d)[.,]\d+$/, '$1').replaceAll(/\b(\d+)\s*(h|m|s)[a-z.]*,?/gi, '$1$2'),
  );
}
