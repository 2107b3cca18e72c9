import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CALL_RESULTS, callResult } from '../../src/domain/call-results.ts';
import { statusAfterCall } from '../../src/domain/call-status.ts';

const STATUSES = [
  { name: 'new', kind: 'open' },
  { name: 'attempting', kind: 'open' },
  { name: 'connected', kind: 'open' },
  { name: 'qualified', kind: 'qualified' },
  { name: 'nurturing', kind: 'nurturing' },
  { name: 'disqualified', kind: 'disqualified' },
  { name: 'converted', kind: 'converted' },
] as const;

const after = (current: string, word: string, outgoing = true) => {
  const result = callResult(word);
  if (!result) throw new Error(`no result ${word}`);
  return statusAfterCall(STATUSES, current, result, outgoing);
};

test.each([
  ['new', 'no-answer', 'attempting'],
  ['new', 'wrong-number', 'attempting'],
  ['new', 'connected', 'connected'],
  ['new', 'callback', 'connected'],
  ['attempting', 'interested', 'connected'],
  ['connected', 'no-answer', 'connected'],
  ['connected', 'meeting-set', 'qualified'],
  ['connected', 'not-interested', 'nurturing'],
  ['new', 'do-not-call', 'disqualified'],
  ['qualified', 'voicemail', 'qualified'],
  ['qualified', 'connected', 'qualified'],
  ['qualified', 'not-interested', 'nurturing'],
  ['nurturing', 'voicemail', 'attempting'],
  ['nurturing', 'connected', 'connected'],
  ['disqualified', 'connected', 'disqualified'],
  ['disqualified', 'not-interested', 'disqualified'],
  ['disqualified', 'interested', 'connected'],
])('%s, %s: %s', (current, word, status) => {
  expect(after(current, word)).toBe(status);
});

test('a missed inbound call is not an attempt', () => {
  expect(after('new', 'no-answer', false)).toBe('new');
  expect(after('new', 'connected', false)).toBe('connected');
});

test('no call converts a lead or reopens the status of one', () => {
  const order = ['new', 'attempting', 'connected'];
  const open = fc.constantFrom(...order);
  fc.assert(
    fc.property(
      open,
      fc.array(fc.constantFrom(...CALL_RESULTS)),
      fc.boolean(),
      (start, results, outgoing) => {
        let status = start;
        for (const result of results) {
          const next = statusAfterCall(STATUSES, status, result, outgoing);
          expect(next).not.toBe('converted');
          if (order.includes(status) && order.includes(next))
            expect(order.indexOf(next)).toBeGreaterThanOrEqual(order.indexOf(status));
          status = next;
        }
      },
    ),
  );
});
