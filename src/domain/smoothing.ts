/**
 * Rates from small samples. One answer on two dials is not a rate of 50%. Each group starts with a prior, as if it
 * had already made some attempts at the general rate; its own attempts outweigh the prior as they grow.
 */

/** Successes in a number of trials. */
export interface Tally {
  readonly successes: number;
  readonly trials: number;
}

/** What is assumed about a group without data. */
export interface Prior {
  /** The general rate, 0 to 1. */
  readonly mean: number;
  /** Number of trials that the prior counts as. */
  readonly weight: number;
}

/** The resulting rate, 0 to 1: in four of five cases the true rate is between low and high. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Standard deviations around the mean that hold 80 % of a normal distribution. */
const Z = 1.2816;

/** Bounds of the weight: even very different groups are smoothed, and even equal ones keep some of their own data. */
const MIN_WEIGHT = 10;
const MAX_WEIGHT = 1000;

/** The mean of the Beta distribution from prior and tally, with the Wilson interval around it. */
export function estimate({ successes, trials }: Tally, { mean: general, weight }: Prior): Estimate {
  const tries = trials + weight;
  if (tries <= 0) return { mean: general, low: 0, high: 1 };
  const mean = (successes + general * weight) / tries;
  const centre = (mean + (Z * Z) / (2 * tries)) / (1 + (Z * Z) / tries);
  const spread = (Z / (1 + (Z * Z) / tries)) * Math.sqrt((mean * (1 - mean) + (Z * Z) / (4 * tries)) / tries);
  return {
    mean,
    low: Math.max(0, Math.min(mean, centre - spread)),
    high: Math.min(1, Math.max(mean, centre + spread)),
  };
}

/**
 * The prior of a set of groups: their common rate, and a weight estimated from the groups. If they differ no more
 * than by chance, the weight is large, and a single group counts little. (Beta-binomial distribution fitted by its
 * moments.) Null without trials.
 */
export function priorOf(groups: readonly Tally[]): Prior | null {
  const nonEmpty = groups.filter(({ trials }) => trials > 0);
  const trials = sum(nonEmpty, (group) => group.trials);
  if (trials === 0) return null;
  const mean = sum(nonEmpty, (group) => group.successes) / trials;
  const chance = mean * (1 - mean);
  const free = nonEmpty.length - 1;
  const room = trials - sum(nonEmpty, (group) => group.trials ** 2) / trials - free;
  if (chance === 0 || free < 1 || room <= 0) return { mean, weight: MAX_WEIGHT };
  const spread = sum(nonEmpty, (group) => group.trials * (group.successes / group.trials - mean) ** 2);
  const alike = (spread / chance - free) / room;
  const weight = alike > 0 ? 1 / alike - 1 : MAX_WEIGHT;
  return { mean, weight: Math.min(MAX_WEIGHT, Math.max(MIN_WEIGHT, weight)) };
}

/**
 * Combines two estimates: multiplies the odds of `base` by the odds ratio of `other` to the general rate. Assumes
 * that the two are independent, which is roughly true; the uncertainties add up.
 */
export function combineEstimates(base: Estimate, other: Estimate, general: number): Estimate {
  const middle = logit(base.mean) + logit(other.mean) - logit(general);
  const doubt = Math.hypot(...[base, other].map(({ low, high }) => (logit(high) - logit(low)) / 2));
  return { mean: rateOf(middle), low: rateOf(middle - doubt), high: rateOf(middle + doubt) };
}

/** The sum of several tallies. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const all = [...tallies];
  return { successes: sum(all, (tally) => tally.successes), trials: sum(all, (tally) => tally.trials) };
}

/** Keeps rates away from 0 and 1, whose log odds are infinite. */
const MARGIN = 0.0005;

function logit(rate: number): number {
  const inside = Math.min(1 - MARGIN, Math.max(MARGIN, rate));
  return Math.log(inside / (1 - inside));
}

function rateOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
