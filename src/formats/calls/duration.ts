import { parseDuration } from '../../domain/duration.ts';
import { usage } from '../../domain/errors.ts';
import { type DurationUnit, type HeaderUnit, SECONDS_OF } from '../duration-unit.ts';

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
    return Math.round(Number(plain) * SECONDS_OF[of.unit ?? usual]);
  }
  const clock = /^(\d+):(\d\d)$/.exec(plain);
  if (clock && of.isHoursAndMinutes) return Number(clock[1]) * 3600 + Number(clock[2]) * 60;
  return parseDuration(
    plain.replace(/(:\d\d)[.,]\d+$/, '$1').replaceAll(/\b(\d+)\s*(h|m|s)[a-z.]*,?/gi, '$1$2'),
  );
}
