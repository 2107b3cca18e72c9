import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeDialZones } from '../../../src/domain/calling/dial-zones.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';

const zoneOf = makeDialZones();

test.each([
  ['+12125550100', 'America/New_York'],
  ['+14155550100', 'America/Los_Angeles'],
  ['+18085550100', 'Pacific/Honolulu'],
  ['+19025550100', 'America/Halifax'],
  ['+442079461001', 'Europe/London'],
  ['+353861234567', 'Europe/Dublin'],
  ['+4930123456', 'Europe/Berlin'],
  ['+61891234567', 'Australia/Perth'],
  ['+61412345678', 'Australia/Sydney'],
  ['+77012345678', 'Asia/Almaty'],
  ['+919812345678', 'Asia/Kolkata'],
])('%s is called in the time zone of %s', (number, zone) => {
  expect(zoneOf(number)).toBe(zone);
  expect(makeZoneClock().knows(zone)).toBe(true);
});

test('a number without a place has no zone', () => {
  expect(zoneOf('+18005550100')).toBeNull();
  expect(zoneOf('+870123456789')).toBeNull();
});

test('zones of numbers do not depend on the order of lookups', () => {
  const often = makeDialZones();
  for (let asked = 0; asked < 50; asked++) often('+12125550100');
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{0,11}$/), (number) => {
      expect(makeDialZones()(number)).toBe(often(number));
    }),
    { numRuns: 2000 },
  );
});
