import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnChances } from '../../src/domain/call-chances.ts';
import { type PlanLead, type PlanRules, planCalls } from '../../src/domain/call-plan.ts';
import { WeekGrid } from '../../src/domain/week-grid.ts';
import { everyDay } from '../support/calling-times.ts';

const TODAY = '2026-03-12'; // a Thursday
const at = (time: string) => Date.parse(`${TODAY}T${time}:00Z`);

/** Answers are twice as likely at 10:00 as at any other hour of a Thursday, and less so at each further attempt. */
function chances() {
  const grid = new WeekGrid();
  for (let hour = 8; hour < 20; hour++) {
    grid.add({ weekday: 3, hour }, { trials: 1000, successes: hour === 10 ? 400 : 200 });
  }
  const attempt = (n: number, connects: number) => ({ attempt: n, dials: 1000, connects, meetingsSet: 0 });
  return learnChances(grid, [attempt(1, 300), attempt(2, 200), attempt(3, 100)]);
}

const hour = (n: number) => ({ start: at(`${String(n).padStart(2, '0')}:00`), end: at(`${n + 1}:00`) });

const RULES: PlanRules = {
  hours: [hour(9), hour(10), hour(11), hour(12)],
  now: at('09:00'),
  perHour: 2,
  calls: 100,
  times: everyDay(),
  chanceOf: chances(),
};

const placeIn = (zone: string) => ({ zone, country: '' });

const lead = (id: number, values: Partial<PlanLead> = {}): PlanLead => ({
  id,
  place: placeIn('UTC'),
  attempts: 0,
  from: at('00:00'),
  callback: false,
  ...values,
});

const told = (calls: ReturnType<typeof planCalls>) =>
  calls.map((call) => [call.lead.id, new Date(call.at).toISOString().slice(11, 16)]);

test('the best hour goes to the leads with the best chance, until it is full', () => {
  const leads = [lead(1, { attempts: 2 }), lead(2, { attempts: 1 }), lead(3), lead(4)];
  expect(told(planCalls(leads, RULES))).toEqual([
    [2, '09:00'],
    [1, '09:00'],
    [3, '10:00'],
    [4, '10:00'],
  ]);
});

test('the plan is in the order of time; callbacks are at theirs, and use up capacity', () => {
  const leads = [lead(1), lead(2), lead(3, { callback: true, from: at('10:30') })];
  expect(told(planCalls(leads, RULES))).toEqual([
    [2, '09:00'],
    [1, '10:00'],
    [3, '10:30'],
  ]);
  const missed = planCalls([lead(4, { callback: true, from: at('07:00') })], RULES);
  expect(told(missed)).toEqual([[4, '09:00']]);
  // In a zone where it is still night, not before calling hours begin.
  const early = lead(5, { callback: true, from: at('08:00'), place: placeIn('America/New_York') });
  expect(told(planCalls([early], RULES))).toEqual([[5, '12:00']]);
  expect(planCalls([early], { ...RULES, hours: [hour(9), hour(10)] })).toEqual([]);
});

test('hour and calling hours are those of the lead’s zone', () => {
  // 10:00 in New York is 14:00 here; 14:30 in Kolkata is 9:00 here.
  const rules = { ...RULES, hours: [hour(9), hour(14), hour(16)] };
  expect(
    told(
      planCalls(
        [lead(1, { place: placeIn('America/New_York') }), lead(2, { place: placeIn('Asia/Kolkata') })],
        rules,
      ),
    ),
  ).toEqual([
    [2, '09:00'],
    [1, '14:00'],
  ]);
});

test('a resting lead is not called earlier', () => {
  expect(told(planCalls([lead(1, { from: at('10:45') })], RULES))).toEqual([[1, '10:45']]);
  expect(planCalls([lead(1, { from: at('13:00') })], RULES)).toEqual([]);
});

test('without data there is no chance, and the order of the queue is kept', () => {
  const unlearned = { ...RULES, chanceOf: learnChances(new WeekGrid(), []) };
  const planned = planCalls([lead(5), lead(3), lead(4)], unlearned);
  expect(planned.map((call) => [call.lead.id, call.chance])).toEqual([
    [5, null],
    [3, null],
    [4, null],
  ]);
});

test('no plan has a duplicate lead, too many calls in an hour, or more calls than requested', () => {
  const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', ''];
  const some = fc.array(
    fc.record({
      place: fc.constantFrom(...zones).map(placeIn),
      attempts: fc.nat({ max: 5 }),
      from: fc.integer({ min: at('00:00'), max: at('14:00') }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(some, fc.nat({ max: 8 }), fc.nat({ max: 30 }), (leads, perHour, calls) => {
      const rules = { ...RULES, perHour, calls };
      const planned = planCalls(
        leads.map((values, id) => lead(id, values)),
        rules,
      );
      expect(new Set(planned.map((call) => call.lead.id)).size).toBe(planned.length);
      expect(planned.length).toBeLessThanOrEqual(calls);
      for (const { start, end } of rules.hours) {
        expect(planned.filter((call) => start <= call.at && call.at < end).length).toBeLessThanOrEqual(
          perHour,
        );
      }
      for (const call of planned) {
        const there = rules.times.clock.at(call.lead.place.zone, call.at).minutes;
        expect(there).toBeGreaterThanOrEqual(8 * 60);
        expect(there).toBeLessThan(21 * 60);
        expect(call.at).toBeGreaterThanOrEqual(call.lead.from);
      }
    }),
  );
});
