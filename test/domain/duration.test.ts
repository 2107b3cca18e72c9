import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationText, parseDuration } from '../../src/domain/duration.ts';
import { crmErrorOf } from '../support/crm-error.ts';

describe('parseDuration', () => {
  test.each([
    ['2m30s', 150],
    ['90s', 90],
    ['90', 90],
    ['0', 0],
    ['1h', 3600],
    ['1.5h', 5400],
    ['15 min', 900],
    ['1 hour 15 minutes', 4500],
    ['1H 2M 3S', 3723],
    ['2:30', 150],
    ['0:05', 5],
    ['90:00', 5400],
    ['1:02:03', 3723],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each([
    '',
    'abc',
    '-5',
    '1:75',
    '1:75:00',
    '2:3',
    '30s2m',
    '1h1h',
    '5 days',
    '1e3',
    '10000h',
    '9'.repeat(400),
  ])('rejects %j', async (text) => {
    expect((await crmErrorOf(() => parseDuration(text))).kind).toBe('usage');
  });
});

describe('durationText', () => {
  test.each([
    [150, '2m30s'],
    [0, '0s'],
    [45, '45s'],
    [3600, '1h'],
    [3605, '1h5s'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  test('reads back as the same seconds', () => {
    fc.assert(
      fc.property(fc.nat(9999 * 3600), (seconds) => {
        expect(parseDuration(durationText(seconds))).toBe(seconds);
      }),
    );
  });
});
