import { expect, test } from 'vitest';
import { parseSequence } from '../../../src/domain/sequences/parse-sequence.ts';
import { variantFor } from '../../../src/domain/sequences/sequence.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

const TEXT = `
# for fairs
- day 0  email intro|"intro b" 70/30   window 9-11 their time, mon-thu
- +2d    call  "Did you see my mail?"  skip after 3d
- day 5  email bump   reply-in-thread
- +5 days task 'LinkedIn'  priority high window mon,wed 14:00-15:30
stop on reply, call:answered, status in (qualified, not now)
window 8-18
one per account
`;

test('steps, options and what holds for all of them', () => {
  const { steps, stops, isOnePerAccount, allowsSameDay } = parseSequence(TEXT);
  expect(steps.map(({ kind, delayDays }) => [kind, delayDays])).toEqual([
    ['email', 0],
    ['call', 2],
    ['email', 3],
    ['task', 5],
  ]);
  expect(steps[0]).toMatchObject({
    variants: [
      { template: 'intro', share: 70 },
      { template: 'intro b', share: 30 },
    ],
    window: { hours: { start: 540, end: 660 }, days: [0, 1, 2, 3] },
  });
  expect(steps[1]).toMatchObject({ text: 'Did you see my mail?', skipAfterDays: 3 });
  expect(steps[2]).toMatchObject({ isReply: true });
  expect(steps[3]).toMatchObject({
    text: 'LinkedIn',
    priority: 'high',
    window: { hours: { start: 840, end: 930 }, days: [0, 2] },
  });
  expect(stops).toEqual({
    reply: true,
    meeting: false,
    answeredCall: true,
    opp: false,
    statuses: ['qualified', 'not now'],
  });
  expect([isOnePerAccount, allowsSameDay]).toEqual([true, false]);
});

test('the window for all steps may stand before or after them', () => {
  const [step] = parseSequence('window 10-12 tue\n- day 0 email a').steps;
  expect(step?.window).toEqual({ hours: { start: 600, end: 720 }, days: [1] });
});

test.each([
  ['', 'a sequence has at least one step'],
  ['- day 0 email', 'line 1 of the sequence: cannot read "- day 0 email"'],
  ['- day 3 email a\n- day 1 email b', 'line 2 of the sequence: day 1 comes before day 3'],
  ['- day 0 call hello', 'the text of a call stands in quotes'],
  ['- day 0 email a 50/50', 'are not one for each of a'],
  ['- day 0 email a|A', 'stands twice'],
  ['- day 0 email a priority high', 'cannot read "priority high"'],
  ['- day 0 email a window 25-26', 'cannot read "25-26" as hours'],
  ['- day 0 email a reply-in-thread', 'the first mail of a sequence answers nothing'],
  ['- day 0 task "x" priority urgent', 'unknown priority "urgent"'],
  ['- day 0 email a\nstop on rain', 'line 2 of the sequence: nothing stops on "rain"'],
  ['- +999d email a', 'a step waits 366 working days at most'],
])('%s is refused', async (text, message) => {
  expect((await crmErrorOf(() => parseSequence(text))).message).toContain(message);
});

test('people get their variant by the shares, always the same one', () => {
  const variants = [
    { template: 'a', share: 70 },
    { template: 'b', share: 30 },
  ];
  const keys = Array.from({ length: 10_000 }, (_, at) => `cold 1 lead:${at}`);
  const chosen = keys.map((key) => variantFor(variants, key).template);
  expect(keys.map((key) => variantFor(variants, key).template)).toEqual(chosen);
  const share = chosen.filter((template) => template === 'a').length / keys.length;
  expect(share).toBeGreaterThan(0.68);
  expect(share).toBeLessThan(0.72);
});
