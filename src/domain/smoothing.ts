/**
 * Rates from small numbers. One answer on two dials is no rate of 50%: a few tries say little, and are believed as far
 * as they go. A group is given, beside its own tries, some that came out as in general (its prior); with more tries of
 * its own these weigh less and less.
 */

/** How often something came of so many tries. */
export interface Tally {
  readonly successes: number;
  readonly trials: number;
}

/** What is believed of a group before it is looked at. */
export interface Prior {
  /** The rate in general, 0 to 1. */
  readonly mean: number;
  /** How many tries of its own weigh as much as that. */
  readonly weight: number;
}

/** What is believed afterwards, 0 to 1: in four of five such cases the true rate lies between low and high. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Four fifths of a normal distribution lie within so many deviations of its mean. */
const Z = 1.2816;

/** Groups that seem to differ a lot are still not believed at once, and none are taken for wholly alike. */
const LEAST_WEIGHT = 10;
const MOST_WEIGHT = 1000;

/** The mean of the Beta distribution that follows from prior and tally, with the Wilson interval around it. */
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
 * What to believe of any of these groups: their rate together, and a weight that the groups tell themselves. Where
 * they differ by no more than chance would have it, that is large, and single groups count for little. (The
 * beta-binomial distribution fitted by its moments.) Null where nothing was tried.
 */
export function priorOf(groups: readonly Tally[]): Prior | null {
  const tried = groups.filter(({ trials }) => trials > 0);
  const trials = sum(tried, (group) => group.trials);
  if (trials === 0) return null;
  const mean = sum(tried, (group) => group.successes) / trials;
  const chance = mean * (1 - mean);
  const free = tried.length - 1;
  const room = trials - sum(tried, (group) => group.trials ** 2) / trials - free;
  if (chance === 0 || free < 1 || room <= 0) return { mean, weight: MOST_WEIGHT };
  const spread = sum(tried, (group) => group.trials * (group.successes / group.trials - mean) ** 2);
  const alike = (spread / chance - free) / room;
  const weight = alike > 0 ? 1 / alike - 1 : MOST_WEIGHT;
  return { mean, weight: Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, weight)) };
}

/**
 * A rate under a second circumstance too: the odds of `base` times what that does to the odds in general. As if the
 * two had nothing to do with each other, which is roughly so; the doubt of both adds up.
 */
export function shifted(base: Estimate, other: Estimate, general: number): Estimate {
  const middle = logit(base.mean) + logit(other.mean) - logit(general);
  const doubt = Math.hypot(...[base, other].map(({ low, high }) => (logit(high) - logit(low)) / 2));
  return { mean: share(middle), low: share(middle - doubt), high: share(middle + doubt) };
}

/** The tallies of several groups as one. */
export function together(tallies: Iterable<Tally>): Tally {
  const all = [...tallies];
  return { successes: sum(all, (tally) => tally.successes), trials: sum(all, (tally) => tally.trials) };
}

/** Neither never nor always: their odds have no logarithm. */
const MARGIN = 0.0005;

function logit(rate: number): number {
  const inside = Math.min(1 - MARGIN, Math.max(MARGIN, rate));
  return Math.log(inside / (1 - inside));
}

function share(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
