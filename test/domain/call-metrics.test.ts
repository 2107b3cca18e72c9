import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CallCounts,
  callRates,
  type Histogram,
  median,
  meetingWords,
  percentile,
  ratio,
} from '../../src/domain/call-metrics.ts';
import { CALL_RESULTS } from '../../src/domain/call-results.ts';

const NOTHING: CallCounts = {
  dials: 0,
  connects: 0,
  conversations: 0,
  meetingsSet: 0,
  meetingsHeld: 0,
  talkSeconds: 0,
  leads: 0,
  leadsConnected: 0,
  attempts: new Map(),
};

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Map<number, number>();
  for (const value of values) histogram.set(value, (histogram.get(value) ?? 0) + 1);
  return histogram;
}

test('a rate of zero calls is null', () => {
  expect(callRates(NOTHING)).toEqual({
    connect: null,
    leadConnect: null,
    conversation: null,
    dialsPerMeeting: null,
    firstConnects: 0,
    attemptsMedian: null,
    attempts90: null,
  });
  expect(ratio(0, 4)).toBe(0);
});

test('rates use the counts in their names', () => {
  const counts = { ...NOTHING, dials: 120, connects: 30, conversations: 12, meetingsSet: 3, leads: 100 };
  const attempts = new Map([
    [2, 1],
    [1, 2],
    [7, 1],
  ]);
  expect(callRates({ ...counts, leadsConnected: 25, attempts })).toEqual({
    connect: 0.25,
    leadConnect: 0.25,
    conversation: 0.4,
    dialsPerMeeting: 40,
    firstConnects: 4,
    attemptsMedian: 1.5,
    attempts90: 7,
  });
});

test('median and percentile equal those of the sorted values', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const sorted = values.toSorted((a, b) => a - b);
      const middle = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
      expect(median(histogramOf(values))).toBe((middle[0]! + middle[1]!) / 2);
      const nth = percentile(histogramOf(values), percent)!;
      expect(values.filter((value) => value <= nth).length * 100).toBeGreaterThanOrEqual(
        percent * values.length,
      );
      expect(values.filter((value) => value < nth).length * 100).toBeLessThan(percent * values.length);
    }),
  );
});

test('outcomes that set a meeting include those of the team', () => {
  expect(meetingWords(CALL_RESULTS)).toEqual(['meeting-set']);
  expect(meetingWords([])).toEqual([]);
});
