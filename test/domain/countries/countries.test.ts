import { expect, test } from 'vitest';
import { loadCountry, loadCountryNames } from '../../../src/domain/countries/load.ts';
import { zoneOffset } from '../../../src/domain/dates/offsets.ts';

test.each([
  ['Germany', 'DE'],
  [' de ', 'DE'],
  ['DEU', 'DE'],
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['United States of America', 'US'],
  ['the Netherlands', 'NL'],
  ['Holland', 'NL'],
  ['UK', 'GB'],
  ['England', 'GB'],
  ['Österreich', 'AT'],
  ['Osterreich', 'AT'],
  ['España', 'ES'],
  ["Côte d'Ivoire", 'CI'],
  ['Ivory Coast', 'CI'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['South Korea', 'KR'],
  ['Korea, Republic of', 'KR'],
  ['Czechia', 'CZ'],
  ['Schweiz', 'CH'],
  ['日本', 'JP'],
])('"%s" is %s', async (name, code) => {
  expect((await loadCountryNames())(name)).toBe(code);
});

test.each(['', 'Atlantis', 'Europe', 'n/a', 'D', 'constructor'])('"%s" is no country', async (name) => {
  expect((await loadCountryNames())(name)).toBeNull();
});

test.each([
  ['US', '2026-11-26', 'Thanksgiving Day'],
  ['US', '2026-07-03', 'Independence Day'],
  ['DE', '2026-10-03', 'National Holiday'],
  ['DE', '2035-03-23', 'Good Friday'],
  ['DE', '2050-12-25', 'Christmas Day'],
  ['DE', '2026-11-26', null],
  ['GB', '2026-12-28', 'Boxing Day'],
  ['FR', '2026-07-14', 'Bastille Day'],
  ['AE', '2026-03-21', 'End of Ramadan (Eid al-Fitr)'],
])('in %s, the holiday of %s is %s', async (code, date, holiday) => {
  expect((await loadCountry(code)).holidayOn(date)).toBe(holiday);
});

test.each([
  ['US', [5, 6]],
  ['SA', [4, 5]],
  ['IR', [4]],
])('the weekend of %s is %s', async (code, days) => {
  expect((await loadCountry(code)).weekend).toEqual(days);
});

test('every country has a zone that exists', async () => {
  const { text } = await import('../../../src/domain/countries/data/names.ts');
  const codes = text.split('\n').map((line) => line.slice(0, 2));
  expect(codes.length).toBeGreaterThan(240);
  for (const code of codes) {
    const { zone, callingCode } = await loadCountry(code);
    expect([code, zoneOffset(zone) !== null]).toEqual([code, true]);
    expect(callingCode).toMatch(/^\d{0,3}$/);
  }
});
