import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineEstimates, estimate, priorOf, sumTallies } from '../../src/domain/smoothing.ts';

const tally = fc
  .tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }))
  .map(([a, b]) => ({ successes: Math.min(a, b), trials: Math.max(a, b) }));

test('one answer on two dials hardly changes a rate of 20%', () => {
  const prior = { mean: 0.2, weight: 50 };
  expect(estimate({ successes: 1, trials: 2 }, prior).mean).toBeCloseTo(11 / 52);
  expect(estimate({ successes: 500, trials: 1000 }, prior).mean).toBeCloseTo(510 / 1050);
});

test('without dials the estimate is the prior, with all its uncertainty', () => {
  expect(estimate({ successes: 0, trials: 0 }, { mean: 0.2, weight: 0 })).toEqual({
    mean: 0.2,
    low: 0,
    high: 1,
  });
});

test('an estimate is between the overall rate and its own, within its interval, from 0 to 1', () => {
  const priors = fc.record({
    mean: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 1, max: 1000, noNaN: true }),
  });
  fc.assert(
    fc.property(tally, priors, (own, prior) => {
      const { mean, low, high } = estimate(own, prior);
      const rate = own.trials === 0 ? prior.mean : own.successes / own.trials;
      expect(mean).toBeGreaterThanOrEqual(Math.min(rate, prior.mean) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(rate, prior.mean) + 1e-9);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(mean);
      expect(high).toBeGreaterThanOrEqual(mean);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test('more of the same data reduces uncertainty', () => {
  const doubt = (trials: number) => {
    const { low, high } = estimate({ successes: trials / 5, trials }, { mean: 0.2, weight: 10 });
    return high - low;
  };
  expect(doubt(50)).toBeGreaterThan(doubt(500));
  expect(doubt(500)).toBeGreaterThan(doubt(5000));
});

test('groups without differences are pulled to the overall rate, clearly different ones are not', () => {
  const alike = priorOf([
    { successes: 20, trials: 100 },
    { successes: 21, trials: 100 },
    { successes: 19, trials: 100 },
  ]);
  const different = priorOf([
    { successes: 5, trials: 100 },
    { successes: 50, trials: 100 },
    { successes: 95, trials: 100 },
  ]);
  expect(alike).toEqual({ mean: 0.2, weight: 1000 });
  expect(different).toEqual({ mean: 0.5, weight: 10 });
});

test('without any dials there is no estimate', () => {
  expect(priorOf([])).toBeNull();
  expect(priorOf([{ successes: 0, trials: 0 }])).toBeNull();
  expect(priorOf([{ successes: 0, trials: 9 }])).toMatchObject({ mean: 0 });
});

test('a neutral circumstance changes no rate; a helpful one raises it', () => {
  const base = { mean: 0.3, low: 0.25, high: 0.35 };
  const same = combineEstimates(base, { mean: 0.2, low: 0.2, high: 0.2 }, 0.2);
  expect(same.mean).toBeCloseTo(0.3);
  const better = combineEstimates(base, { mean: 0.25, low: 0.2, high: 0.3 }, 0.2);
  expect(better.mean).toBeGreaterThan(0.3);
  expect(better.high - better.low).toBeGreaterThan(same.high - same.low);
  const sure = combineEstimates({ mean: 1, low: 0.5, high: 1 }, { mean: 0, low: 0, high: 0.1 }, 0.2);
  expect(sure.mean).toBeGreaterThan(0);
  expect(sure.mean).toBeLessThan(1);
});

test('tallies can be added', () => {
  expect(
    sumTallies([
      { successes: 1, trials: 2 },
      { successes: 3, trials: 9 },
    ]),
  ).toEqual({ successes: 4, trials: 11 });
});
