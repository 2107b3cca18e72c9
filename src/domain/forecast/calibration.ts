import { combineEstimates, estimate, priorOf, sumTallies, type Tally } from '../smoothing.ts';

/** Closed deals that a calibration needs. */
export const MIN_CLOSED_DEALS = 30;

/** Closed deals that were won, and all of them, in a cell: a stage, or an age and an owner. */
export interface Outcome {
  /** The stage, or the owner; null for nobody. */
  readonly key: number | null;
  /** The age group; 0 for stages. */
  readonly age: number;
  /** The day on which the deals closed, or on which they were open. */
  readonly day: string;
  readonly won: number;
  readonly deals: number;
  /** The chance that the stage has by itself, 0 to 1; null where the stage is not known. */
  readonly stated: number | null;
}

/** The lower ends of the age groups, in days. */
export const AGES_DAYS = [0, 15, 31, 61, 91, 121, 181] as const;

/** The chance of winning an open deal, 0 to 1. */
export interface ChanceModel {
  chance(key: number | null, age: number, stated: number | null): number;
}

/** So many closed deals weigh as much as the chance that a stage has by itself. */
const STATED_WEIGHT = 10;

/**
 * Chances by stage: of the deals that were in the stage and closed, how many were won. With few of them, the chance that the
 * stage has by itself still counts.
 */
export function stageModel(outcomes: readonly Outcome[]): ChanceModel {
  const tallies = new Map<number | null, Tally>();
  for (const { key, won, deals } of outcomes)
    tallies.set(key, sumTallies([tallies.get(key) ?? NONE, { successes: won, trials: deals }]));
  const general = priorOf([...tallies.values()]) ?? NO_PRIOR;
  const chance: ChanceModel['chance'] = (key, _age, stated) =>
    estimate(tallies.get(key) ?? NONE, { mean: stated ?? general.mean, weight: STATED_WEIGHT }).mean;
  return { chance };
}

/**
 * Chances by age and owner: of the deals that became so old before they closed, how many were won; and of those of the
 * owner. A deal of some age has been younger before.
 */
export function ageModel(outcomes: readonly Outcome[]): ChanceModel {
  const tallyOf = (some: readonly Outcome[]) =>
    sumTallies(some.map(({ won, deals }) => ({ successes: won, trials: deals })));
  const ages = AGES_DAYS.map((_, age) => tallyOf(outcomes.filter((each) => each.age >= age)));
  const owners = new Map(
    [...Map.groupBy(outcomes, ({ key }) => key)].map(([owner, own]) => [owner, tallyOf(own)] as const),
  );
  const all = tallyOf(outcomes);
  const general = all.trials > 0 ? all.successes / all.trials : NO_PRIOR.mean;
  const ofAge = priorOf(ages) ?? NO_PRIOR;
  const ofOwner = priorOf([...owners.values()]) ?? NO_PRIOR;
  return {
    chance: (owner, age) =>
      combineEstimates(
        estimate(ages[age] ?? NONE, ofAge),
        estimate(owners.get(owner) ?? NONE, ofOwner),
        general,
      ).mean,
  };
}

const NONE: Tally = { successes: 0, trials: 0 };
const NO_PRIOR = { mean: 0.5, weight: 10 };

/** How well chances told what became of deals. */
interface Score {
  /** Mean squared difference between the chance and 1 for won, 0 for lost; null without deals. */
  readonly brier: number | null;
  /** Mean chance less the share that was won. */
  readonly error: number | null;
}

/** How well a model would have done, beside the chances of the stages and beside one chance for all. */
export interface Backtest {
  readonly model: Score;
  readonly stated: Score;
  readonly constant: Score;
  /** Predictions that were tested; a deal that was open on several days counts for each. */
  readonly tests: number;
  /** Days from which the model looked ahead. */
  readonly origins: number;
}

/** Closed deals that the first origin must know. */
const MIN_TRAINING_DEALS = 10;

/**
 * Tests a model as it would have been used: `tests` are deals that were open on a day, and how many of them were won. On each day it knows what had closed before, and is asked about the deals
 * that were open. `closed` are the deals that count as one each, by day, for the number that was known.
 */
export function backtest(
  learn: (outcomes: readonly Outcome[]) => ChanceModel,
  outcomes: readonly Outcome[],
  tests: readonly Outcome[],
  closed: readonly Pick<Outcome, 'day' | 'won' | 'deals'>[],
): Backtest {
  const scores = { model: new Scorer(), stated: new Scorer(), constant: new Scorer() };
  let origins = 0;
  for (const [day, open] of Map.groupBy(tests, (test) => test.day)) {
    const known = closed.filter((each) => each.day < day);
    const tally = sumTallies(known.map(({ won, deals }) => ({ successes: won, trials: deals })));
    if (tally.trials < MIN_TRAINING_DEALS) continue;
    origins++;
    const model = learn(outcomes.filter((each) => each.day < day));
    for (const { key, age, won, deals, stated } of open) {
      scores.model.add(model.chance(key, age, stated), won, deals);
      scores.constant.add(tally.successes / tally.trials, won, deals);
      if (stated !== null) scores.stated.add(stated, won, deals);
    }
  }
  const { model, stated, constant } = scores;
  return { model: model.score, stated: stated.score, constant: constant.score, tests: model.deals, origins };
}

class Scorer {
  deals = 0;
  #squares = 0;
  #difference = 0;

  add(chance: number, won: number, deals: number): void {
    this.deals += deals;
    this.#squares += won * (1 - chance) ** 2 + (deals - won) * chance ** 2;
    this.#difference += deals * chance - won;
  }

  get score(): Score {
    if (this.deals === 0) return { brier: null, error: null };
    return { brier: this.#squares / this.deals, error: this.#difference / this.deals };
  }
}
