import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDaysTo, addMonthsTo, daysBetween } from '../../src/domain/dates/calendar.ts';
import { type Target, targetOfPeriod } from '../../src/domain/target.ts';

const MONTHS = [1, 3, 12];

/** Targets of everybody for months, quarters and years of two years, each period once. */
const someTargets = fc.uniqueArray(
  fc
    .record({
      length: fc.constantFrom(...MONTHS),
      start: fc.nat(23),
      wanted: fc.integer({ min: 1, max: 100_000 }),
      currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
    })
    .map(({ length, start, wanted, currency }): Target => {
      const from = addMonthsTo('2026-01-01', start - (start % length));
      const period = { from, to: addDaysTo(addMonthsTo(from, length), -1) };
      return { userId: null, teamId: null, measure: 'amount', period, wanted, currency };
    }),
  { selector: ({ period }) => `${period.from} ${period.to}`, maxLength: 8 },
);

const somePeriod = fc.oneof(
  fc.tuple(fc.nat(700), fc.nat(120)).map(([start, days]) => {
    const from = addDaysTo('2026-01-01', start);
    return { from, to: addDaysTo(from, days) };
  }),
  fc.tuple(fc.nat(20), fc.constantFrom(...MONTHS)).map(([start, length]) => {
    const from = addMonthsTo('2026-01-01', start);
    return { from, to: addDaysTo(addMonthsTo(from, length), -1) };
  }),
);

const usual = fc.option(fc.constant({ minor: 3_000, currency: 'USD' }), { nil: null });

/** Goes through the period day by day, and looks for the shortest target of each month. */
function slowTarget(
  targets: readonly Target[],
  everywhere: { readonly minor: number; readonly currency: string } | null,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const own = targets.find(({ period }) => period.from === from && period.to === to);
  if (own) return { minor: own.wanted, currency: own.currency };
  const daysOf = new Map<string, number>();
  for (let day = from; day <= to; day = addDaysTo(day, 1))
    daysOf.set(day.slice(0, 7), (daysOf.get(day.slice(0, 7)) ?? 0) + 1);
  const parts = [...daysOf].map(([month, days]) => {
    const first = `${month}-01`;
    const [best] = targets
      .filter(({ period }) => period.from <= first && first <= period.to)
      .sort((a, b) => daysBetween(a.period.from, a.period.to) - daysBetween(b.period.from, b.period.to));
    const length = daysBetween(first, addMonthsTo(first, 1));
    if (!best) return everywhere && { ...everywhere, minor: Math.round(everywhere.minor * (days / length)) };
    const months = Math.round(daysBetween(best.period.from, best.period.to) / 30.4);
    const ofMonth = Math.round(best.wanted / months);
    return { minor: Math.round(ofMonth * (days / length)), currency: best.currency };
  });
  const currencies = new Set(parts.map((part) => part?.currency));
  if (parts.some((part) => part === null) || currencies.size !== 1) return null;
  return { minor: parts.reduce((sum, part) => sum + (part?.minor ?? 0), 0), currency: parts[0]?.currency };
}

test('the target of a period is its own, or what its months add up to, in part by their days', () => {
  fc.assert(
    fc.property(someTargets, usual, somePeriod, (targets, everywhere, period) => {
      expect(targetOfPeriod(targets, everywhere, period)).toEqual(slowTarget(targets, everywhere, period));
    }),
    { numRuns: 500 },
  );
});
