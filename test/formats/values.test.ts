import { describe, expect, test } from 'vitest';
import type { Field, FieldType } from '../../src/domain/field.ts';
import { makeReader, type ReaderOptions } from '../../src/formats/values.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
  name: 'it',
  type,
  label: 'It',
  access: 'edit',
  help: 'a field',
  ...more,
});

async function read(what: Field | FieldType, text: string, options: Partial<ReaderOptions> = {}) {
  const it = typeof what === 'string' ? field(what) : what;
  const reader = await makeReader({ now: NOW, currency: 'USD', fields: [it], valueMaps: [], ...options });
  return reader.read(it, text);
}

describe('a value', () => {
  const stage = field('choice', { choices: ['new', 'not-contacted', 'won'] });
  test.each<[Field | FieldType, string, unknown]>([
    ['text', '  plain\ttext\n', 'plain\ttext'],
    ['text', 'N/A', 'N/A'],
    ['ref', ' Acme ', 'Acme'],
    ['money', '$1,234.50', { minor: 123450, currency: 'USD' }],
    ['money', '1234.50 EUR', { minor: 123450, currency: 'EUR' }],
    ['integer', '2,822', 2822],
    ['integer', '75%', 75],
    ['integer', '12.0', 12],
    ['integer', '-0', 0],
    ['number', '0.75', 0.75],
    ['number', '75 %', 75],
    ['number', '1e3', 1000],
    ['bool', 'Yes', true],
    ['bool', 'x', true],
    ['bool', '0', false],
    ['bool', 'OFF', false],
    [stage, 'WON', 'won'],
    [stage, 'Not Contacted', 'not-contacted'],
    ['email', ' Jane.Doe@ACME.Com ', 'Jane.Doe@acme.com'],
    ['email', 'Jane Doe <jane@acme.com>', 'jane@acme.com'],
    ['email', 'mailto:jane@acme.com', 'jane@acme.com'],
    ['phone', ' call me ', 'call me'],
    ['url', 'acme.com/about', 'acme.com/about'],
    ['duration', '2m30s', 150],
    ['list', 'vip; west;;vip', ['vip', 'west']],
    ['list', 'vip, west', ['vip', 'west']],
    ['list', 'Doe, Jane;West', ['Doe, Jane', 'West']],
    [field('list', { element: 'email' }), 'A@X.com;b@y.org', ['A@x.com', 'b@y.org']],
    ['date', '2026-03-04', '2026-03-04'],
    ['date', '2026-03-04T23:30:00Z', '2026-03-04'],
    ['date', '2026/03/04', '2026-03-04'],
    ['date', '1772582400000', '2026-03-04'],
    ['datetime', '2026-03-04T10:30:00.250+02:00', '2026-03-04T08:30:00.250Z'],
    ['datetime', '2026-03-04T10:30:00.000+0000', '2026-03-04T10:30:00.000Z'],
    ['datetime', '1772582400123', '2026-03-04T00:00:00.123Z'],
  ])('%j of %j', async (what, text, value) => {
    expect(await read(what, text)).toEqual(value);
  });

  test('that is blank is missing, and so are null and N/A unless it is text', async () => {
    for (const blank of ['', '  ', 'null', 'NULL', 'N/A', '#N/A', ' n/a '])
      expect(await read('date', blank)).toBeNull();
    expect(await read('text', ' ')).toBeNull();
    expect(await read('list', ' ; ')).toBeNull();
  });

  test.each<[Field | FieldType, string, string]>([
    ['money', 'abc', 'cannot read "abc" as an amount'],
    ['integer', '1.5', '"1.5" is not a whole number'],
    ['integer', '12,34', 'cannot read "12,34" as a number'],
    ['integer', '9007199254740993', '"9007199254740993" is too large'],
    ['number', '9007199254740993', '"9007199254740993" is too large'],
    ['number', '1e999', 'cannot read "1e999" as a number'],
    ['number', '0x10', 'cannot read "0x10" as a number'],
    ['bool', 'maybe', 'cannot read "maybe" as yes or no'],
    [stage, 'wom', '"wom" is not one of new, not-contacted, won'],
    ['email', 'jane@acme', 'cannot read "jane@acme" as an e-mail address'],
    ['email', 'jane doe@acme.com', 'cannot read "jane doe@acme.com" as an e-mail address'],
    ['url', 'not a site', 'cannot read "not a site" as a web address'],
    ['date', '10/20/2016', 'cannot read "10/20/2016" as a date'],
    ['date', 'tomorrow', 'cannot read "tomorrow" as a date'],
    ['date', '2026-02-30', '2026-02-30'],
    ['text', 'a\0b', '"a\\u0000b" has a NUL byte'],
  ])('%j is not %j', async (what, text, message) => {
    await expect(read(what, text)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(message),
    });
  });

  test('that is no choice is rejected with the nearest one', async () => {
    await expect(read(stage, 'wom')).rejects.toMatchObject({ hints: ['Did you mean won?'] });
  });
});

describe('--date-format', () => {
  const american = { dateFormat: 'M/d/yyyy' };

  test('reads dates in its format, and ISO as well', async () => {
    expect(await read('date', '10/20/2016', american)).toBe('2016-10-20');
    expect(await read('date', '2016-10-20', american)).toBe('2016-10-20');
    expect(await read('datetime', '2016-10-20T10:00:00Z', american)).toBe('2016-10-20T10:00:00.000Z');
  });

  test('reads the day of a time and the midnight of a day', async () => {
    const timed = { dateFormat: 'd.M.yyyy HH:mm' };
    expect(await read('date', '20.10.2016 14:30', timed)).toBe('2016-10-20');
    const midnight = new Date(2016, 9, 20).toISOString();
    expect(await read('datetime', '10/20/2016', american)).toBe(midnight);
  });

  test('rejects other dates, and names the format', async () => {
    await expect(read('date', '20/10/2016', american)).rejects.toThrow(
      'cannot read "20/10/2016" as a date in the format M/d/yyyy',
    );
  });

  test('with the year first does not read other orders as ISO', async () => {
    await expect(read('date', '2016-01-25', { dateFormat: 'yyyy-dd-MM' })).rejects.toThrow(
      'cannot read "2016-01-25"',
    );
  });

  test('is suggested for an ambiguous date', async () => {
    await expect(read('date', '3/4/2026')).rejects.toMatchObject({
      hints: [expect.stringContaining('--date-format M/d/yyyy')],
    });
  });
});

describe('--map-value', () => {
  const stage = field('choice', { name: 'stage', choices: ['qualification', 'won'] });

  test('translates a value in any case, also to blank', async () => {
    const options = { fields: [stage], valueMaps: ['stage:Engaging=qualification', 'stage:Junk ='] };
    expect(await read(stage, ' engaging ', options)).toBe('qualification');
    expect(await read(stage, 'Won', options)).toBe('won');
    expect(await read(stage, 'junk', options)).toBeNull();
  });

  test('must name a field and be valid', async () => {
    await expect(read(stage, 'x', { fields: [stage], valueMaps: ['stge:a=b'] })).rejects.toMatchObject({
      kind: 'usage',
      message: 'unknown field "stge" in --map-value',
      hints: ['Did you mean stage?'],
    });
    await expect(read(stage, 'x', { fields: [stage], valueMaps: ['stage=b'] })).rejects.toThrow(
      'cannot read --map-value "stage=b"',
    );
  });
});

test('more distinct values than are cached are still read correctly', async () => {
  const count = field('number');
  const reader = await makeReader({ now: NOW, currency: 'USD', fields: [count], valueMaps: [] });
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 6000; number++) {
      if (reader.read(count, String(number)) !== number)
        throw new Error(`${number} was read as another number`);
    }
  }
  expect(reader.read(count, '5999')).toBe(5999);
});

test('an amount is in the currency of its row', async () => {
  const amount = field('money');
  const reader = await makeReader({ now: NOW, currency: 'USD', fields: [amount], valueMaps: [] });
  expect(reader.read(amount, '1200')).toEqual({ minor: 120_000, currency: 'USD' });
  expect(reader.read(amount, '1200', { currency: 'JPY' })).toEqual({ minor: 1200, currency: 'JPY' });
  expect(reader.read(amount, '1200')).toEqual({ minor: 120_000, currency: 'USD' });
});
