import type { AttemptCounts } from './call-metrics.ts';
import { combineEstimates, type Estimate, estimate, priorOf, sumTallies, type Tally } from './smoothing.ts';
import type { WeekGrid, WeekHour } from './week-grid.ts';

/** The chance that a dial is answered, with the dials it is estimated from. */
export interface Chance extends Estimate {
  /** Dials at that hour of the week. */
  readonly atHour: Tally;
  /** Dials that were the same attempt (first, second …). */
  readonly atAttempt: Tally;
}

/**
 * The chance of an answer at an hour of the week, local to the called party, on the nth dial. Null without any data.
 */
export type ChanceOf = (when: WeekHour, attempt: number) => Chance | null;

const NO_DIALS: Tally = { successes: 0, trials: 0 };

/**
 * Learns chances from dials by hour of the week and by attempt. The prior of an hour of the week is the same hour on
 * all days; the prior of that is the rate of all dials. An attempt shifts the chance by the difference between its
 * rate and the rate of all attempts.
 */
export function learnChances(grid: WeekGrid, attempts: readonly AttemptCounts[]): ChanceOf {
  const cells = [...grid.tried()];
  const daily = Array.from({ length: 24 }, (_, hour) =>
    sumTallies(cells.filter((cell) => cell.hour === hour)),
  );
  const tries = new Map(
    attempts.map(({ attempt, connects, dials }) => [attempt, { successes: connects, trials: dials }]),
  );
  const ofCells = priorOf(cells);
  const ofHours = priorOf(daily);
  const ofTries = priorOf([...tries.values()]);
  if (!ofCells || !ofHours) return () => null;
  const known = new Map<string, Chance>();

  const learn = (when: WeekHour, attempt: number): Chance => {
    const ofDay = estimate(daily[when.hour] ?? NO_DIALS, ofHours);
    const atHour = grid.at(when);
    const cell = estimate(atHour, { mean: ofDay.mean, weight: ofCells.weight });
    const atAttempt = tries.get(attempt) ?? NO_DIALS;
    const chance = ofTries ? combineEstimates(cell, estimate(atAttempt, ofTries), ofTries.mean) : cell;
    return { ...chance, atHour, atAttempt };
  };

  return (when, attempt) => {
    const key = `${when.weekday} ${when.hour} ${attempt}`;
    const chance = known.get(key) ?? learn(when, attempt);
    known.set(key, chance);
    return chance;
  };
}
