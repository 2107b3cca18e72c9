import type { DayCount } from '../../domain/board.ts';
import { weekdayOf } from '../../domain/dates/calendar.ts';
import type { Look } from '../color.ts';
import { countText } from '../counts.ts';
import type { Pen } from '../parts/pen.ts';
import type { StyledLine } from '../styled-line.ts';
import { shortDayText } from './words.ts';

/** Lines of the bars, and of the days below them. */
const BAR_ROWS = 2;
export const DAY_BARS_ROWS = BAR_ROWS + 1;

/** A cell filled from below, in eighths. */
const EIGHTHS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const GAP_WIDTH = 2;
const MAX_CELL = 11;
const FIRST_WEEKEND_DAY = 5;

/**
 * A bar a day, today the last, as high as much was done, in DAY_BARS_ROWS lines; in ASCII the figures instead.
 *
 * @param chosen - The day that is looked at.
 */
export function dayBars(
  days: readonly DayCount[],
  chosen: string | null,
  width: number,
  { isAscii }: Pen,
): StyledLine[] {
  const cell = Math.min(MAX_CELL, Math.floor((width + GAP_WIDTH) / Math.max(1, days.length)));
  const bar = Math.max(1, cell - GAP_WIDTH);
  const max = Math.max(1, ...days.map(({ count }) => count));
  const lookOf = (day: string): Look => {
    if (day === chosen) return 'accent';
    return weekdayOf(day) < FIRST_WEEKEND_DAY ? 'stage2' : 'muted';
  };
  const line = (
    textOf: (day: DayCount) => string,
    look: (day: string) => Look | readonly Look[],
  ): StyledLine =>
    days.map((each) => ({ text: textOf(each).slice(0, cell).padEnd(cell), look: look(each.day) }));
  const names = line(
    ({ day }) => shortDayText(day, bar),
    (day) => (day === chosen ? ['bold', 'accent'] : 'muted'),
  );
  if (isAscii) return [[], line(({ count }) => countText(count), lookOf), names];
  const bars = Array.from({ length: BAR_ROWS }, (_, row) =>
    line(({ count }) => {
      const eighths = Math.ceil((count / max) * BAR_ROWS * 8) - (BAR_ROWS - 1 - row) * 8;
      return (EIGHTHS[Math.max(0, Math.min(8, eighths))] ?? ' ').repeat(bar);
    }, lookOf),
  );
  return [...bars, names];
}

/** The same in one line of so many cells a day. */
export function daySparks(days: readonly DayCount[], { isAscii }: Pen): StyledLine {
  if (isAscii) return days.map(({ count }) => ({ text: `${countText(count)} ` }));
  const max = Math.max(1, ...days.map(({ count }) => count));
  return days.map(({ count }) => ({
    text: EIGHTHS[Math.max(1, Math.ceil((count / max) * 8))] ?? ' ',
    look: count === 0 ? 'faint' : 'stage2',
  }));
}
