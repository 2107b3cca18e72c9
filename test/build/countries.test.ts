import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DIAL_CODES } from '../../src/domain/countries/dial-code-table.ts';
import { PHONE_GROUPS } from '../../src/domain/phones/group-table.ts';
import { ROOT } from '../support/under-test.ts';

const { countryText, dialCodesText, namesText, phoneGroupsText } = await import(
  join(ROOT, 'build/countries.mjs')
);

const storedText = async (name: string): Promise<string> =>
  (await import(`../../src/domain/countries/data/${name}.ts`)).text;

// All countries would take seconds: these have moving, substitute, Islamic, Chinese and no holidays.
test.each(['DE', 'US', 'GB', 'SA', 'IL', 'CN', 'XK'])(
  'the data of %s is what the packages say',
  async (code) => {
    expect(await storedText(code.toLowerCase())).toBe(countryText(code));
  },
);

test('the names of countries are what the packages say', async () => {
  expect(await storedText('names')).toBe(namesText());
});

test('the beginnings of numbers are what the packages say', async () => {
  expect(DIAL_CODES).toBe(dialCodesText());
});

test('the groups of numbers are what the packages say', () => {
  expect(PHONE_GROUPS.replaceAll('#', '$')).toBe(phoneGroupsText());
});

test('the licence of the holidays is passed on', () => {
  const notices = readFileSync(join(ROOT, 'dist/third-party-notices.txt'), 'utf8');
  expect(notices).toContain('date-holidays');
  expect(notices).toContain('CC BY-SA 3.0');
  expect(notices).toContain('UNICODE LICENSE V3');
});
