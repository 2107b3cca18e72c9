import type { OffsetSpan } from './dates/offsets.ts';
import { offsetIn } from './dates/offsets.ts';
import type { Tally } from './smoothing.ts';
import { DAY_MS, HOUR_MS } from './time-units.ts';

/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** An hour of the week: 0 for Monday to 6 for Sunday, and 0 to 23. */
export interface WeekHour {
  readonly weekday: number;
  readonly hour: number;
}

/** Answers and dials for each hour of the week. */
export class WeekGrid {
  readonly #cells: Tally[] = Array.from({ length: 7 * 24 }, () => ({ successes: 0, trials: 0 }));

  add({ weekday, hour }: WeekHour, { successes, trials }: Tally): void {
    const at = weekday * 24 + hour;
    const cell = this.at({ weekday, hour });
    this.#cells[at] = { successes: cell.successes + successes, trials: cell.trials + trials };
  }

  at({ weekday, hour }: WeekHour): Tally {
    return this.#cells[weekday * 24 + hour] ?? { successes: 0, trials: 0 };
  }

  /** The hours with at least one dial, Monday first. */
  *tried(): Generator<WeekHour & Tally> {
    for (const [at, cell] of this.#cells.entries()) {
      if (cell.trials > 0) yield { weekday: Math.floor(at / 24), hour: at % 24, ...cell };
    }
  }
}

/** The hour of the week of a moment (milliseconds), in the zone of the spans. */
export function weekHourOf(ms: number, spans: readonly OffsetSpan[]): WeekHour {
  const local = ms + offsetIn(spans, ms) * 60_000;
  return {
    weekday: (Math.floor(local / DAY_MS) + FIRST_WEEKDAY) % 7,
    hour: Math.floor((local % DAY_MS) / HOUR_MS),
  };
}

/** `Tue 10:00`. */
export function weekHourText({ weekday, hour }: WeekHour): string {
  return `${WEEKDAYS[weekday]} ${String(hour).padStart(2, '0')}:00`;
}
