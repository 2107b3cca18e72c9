import { expect, test } from 'vitest';
import { placeText, readPlace } from '../../../src/domain/calendar/place.ts';
import { makePlaceFinder } from '../../../src/domain/calendar/place-finder.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';

const NOTHING = { timezone: null, country: null, region: null, phone: null };

test.each([
  [{}, ''],
  [{ phone: '+4930123456' }, 'Europe/Berlin DE'],
  [{ phone: '+14155550100' }, 'America/Los_Angeles US'],
  [{ phone: '+14165550100' }, 'America/New_York CA'],
  [{ phone: '+77012345678' }, 'Asia/Almaty KZ'],
  [{ phone: '+8818123456' }, ''],
  [{ country: 'Germany' }, 'Europe/Berlin DE'],
  [{ country: 'Deutschland', phone: '+14155550100' }, 'Europe/Berlin DE'],
  [{ country: 'USA', phone: '+14155550100' }, 'America/Los_Angeles US'],
  [{ country: 'USA', region: 'NY', phone: '+14155550100' }, 'America/New_York US'],
  [{ country: 'US', region: 'Hawaii' }, 'Pacific/Honolulu US'],
  [{ country: 'Canada', region: 'British Columbia' }, 'America/Vancouver CA'],
  [{ country: 'Australia', region: 'WA', phone: '+61262123456' }, 'Australia/Perth AU'],
  [{ country: 'Spain', region: 'Madrid', phone: '+34911234567' }, 'Europe/Madrid ES'],
  [{ country: 'Atlantis', phone: '+4930123456' }, 'Europe/Berlin DE'],
  [{ country: ' ', phone: '+4930123456' }, 'Europe/Berlin DE'],
  [{ timezone: 'Europe/Paris', country: 'Germany' }, 'Europe/Paris DE'],
  [{ timezone: 'Mars/Olympus', country: 'Germany' }, 'Europe/Berlin DE'],
  [{ timezone: 'UTC' }, 'UTC'],
])('%j is in %s', async (known, text) => {
  const finder = makePlaceFinder(makeZoneClock());
  const person = { ...NOTHING, ...known };
  await finder.prepare([person]);
  const place = finder.placeOf(person);
  expect(placeText(place)).toBe(text);
  expect(readPlace(text)).toEqual(place);
});
