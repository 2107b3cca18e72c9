import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** An open deal that may be won. */
export interface Bet {
  /** Minor units. */
  readonly amount: number;
  /** 0 to 1. */
  readonly chance: number;
}

/** What is won for sure, the largest open deals, and the many small ones as a sum. */
export interface Stakes {
  readonly won: number;
  readonly bets: readonly Bet[];
  readonly rest: { readonly mean: number; readonly variance: number };
}

/** What is won in one, five and nine of ten cases at most. */
export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Closes the deals `runs` times, each won or lost by its chance and apart from the others; the same for the same seed. */
export function simulate({ won, bets, rest }: Stakes, runs: number, seed: number): Quantiles {
  const random = xoroshiro128plus(seed);
  const draw = () => uniformFloat64(random);
  const ends = Float64Array.from({ length: runs }, () => {
    let sum = won;
    for (const { amount, chance } of bets) if (draw() < chance) sum += amount;
    if (rest.variance > 0) sum += rest.mean + Math.sqrt(rest.variance) * normal(draw);
    return sum;
  }).sort();
  const at = (share: number) => Math.round(ends[Math.min(runs - 1, Math.floor(share * runs))] ?? won);
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}

/** A number of the normal distribution, from two of the uniform one. */
function normal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
