import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetIn, offsetSpans, zoneOffset } from '../../../src/domain/dates/offsets.ts';

const at = (text: string) => Date.parse(text);

test('a year in New York has three spans, changing at two in the morning', () => {
  const newYork = zoneOffset('America/New_York')!;
  expect(offsetSpans(newYork, at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z'))).toEqual([
    { from: at('2026-01-01T00:00Z'), minutes: -300 },
    { from: at('2026-03-08T07:00Z'), minutes: -240 },
    { from: at('2026-11-01T06:00Z'), minutes: -300 },
  ]);
});

test('offsets of less than an hour, and east of Greenwich', () => {
  expect(zoneOffset('Asia/Kathmandu')?.(at('2026-01-01T00:00Z'))).toBe(345);
  expect(zoneOffset('America/St_Johns')?.(at('2026-01-01T00:00Z'))).toBe(-210);
  expect(zoneOffset('Europe/London')?.(at('2026-01-01T00:00Z'))).toBe(0);
});

test('an unknown zone has no offsets', () => {
  expect(zoneOffset('Mars/Olympus')).toBeNull();
  expect(zoneOffset('not a zone')).toBeNull();
});

test('every moment has the offset of its span', () => {
  const zones = [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kolkata',
  ];
  const since = at('2024-01-01T00:00Z');
  const until = at('2026-12-31T00:00Z');
  const spans = new Map(zones.map((zone) => [zone, offsetSpans(zoneOffset(zone)!, since, until)]));
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: since, max: until }), (zone, moment) => {
      expect(offsetIn(spans.get(zone)!, moment)).toBe(zoneOffset(zone)!(moment));
    }),
  );
});
