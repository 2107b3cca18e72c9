import type { AttemptCounts } from './call-metrics.ts';
import { type Estimate, estimate, priorOf, shifted, type Tally, together } from './smoothing.ts';
import type { WeekGrid, WeekHour } from './week-grid.ts';

/** The chance that a dial is answered, and the dials it is told from. */
export interface Chance extends Estimate {
  /** Dials in that hour of the week. */
  readonly atHour: Tally;
  /** Dials that were the same attempt. */
  readonly atAttempt: Tally;
}

/** The chance at an hour of the week where the called party is, as the nth dial to it. Null where nobody ever dialled. */
export type ChanceOf = (when: WeekHour, attempt: number) => Chance | null;

const NONE: Tally = { successes: 0, trials: 0 };

/**
 * Learns chances from dials by hour of the week and by attempt. An hour of the week leans to the same hour on all days,
 * that to the rate of all dials; an attempt shifts it by as much as its rate differs from that of all attempts.
 */
export function learnChances(grid: WeekGrid, attempts: readonly AttemptCounts[]): ChanceOf {
  const cells = [...grid.tried()];
  const daily = Array.from({ length: 24 }, (_, hour) => together(cells.filter((cell) => cell.hour === hour)));
  const tries = new Map(
    attempts.map(({ attempt, connects, dials }) => [attempt, { successes: connects, trials: dials }]),
  );
  const ofCells = priorOf(cells);
  const ofHours = priorOf(daily);
  const ofTries = priorOf([...tries.values()]);
  if (!ofCells || !ofHours) return () => null;
  const known = new Map<string, Chance>();

  const learn = (when: WeekHour, attempt: number): Chance => {
    const ofDay = estimate(daily[when.hour] ?? NONE, ofHours);
    const atHour = grid.at(when);
    const cell = estimate(atHour, { mean: ofDay.mean, weight: ofCells.weight });
    const atAttempt = tries.get(attempt) ?? NONE;
    const chance = ofTries ? shifted(cell, estimate(atAttempt, ofTries), ofTries.mean) : cell;
    return { ...chance, atHour, atAttempt };
  };

  return (when, attempt) => {
    const key = `${when.weekday} ${when.hour} ${attempt}`;
    const chance = known.get(key) ?? learn(when, attempt);
    known.set(key, chance);
    return chance;
  };
}
