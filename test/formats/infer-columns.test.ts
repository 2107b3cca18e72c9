import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ColumnInference } from '../../src/formats/infer-columns.ts';
import { mapHeaders } from '../../src/formats/mapping.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';

/** The values of the cells of one column, inferred from all of them. */
function mended(
  header: string,
  cells: readonly string[],
  { dateFormat = undefined as string | undefined, serialDates = false } = {},
) {
  const noMaps = { hasMap: () => false, isMapped: () => false };
  const survey = new ColumnInference(mapHeaders([header], OPP.fields), { dateFormat, serialDates }, noMaps);
  for (const cell of cells) survey.observe([cell]);
  if (survey.isAmbiguous) survey.resolve('deals.csv');
  return cells.map((cell) => {
    const row = [cell];
    survey.normalize(row);
    return row[0];
  });
}

describe('a column of dates', () => {
  test.each<[string, string[], string[]]>([
    ['one above 12 in front', ['3/4/2026', '25/12/2026'], ['2026-04-03', '2026-12-25']],
    ['one above 12 behind', ['3/4/2026', '12/25/2026'], ['2026-03-04', '2026-12-25']],
    ['full stops', ['3.4.2026', '31.12.26'], ['2026-04-03', '2026-12-31']],
    ['both the same', ['5/5/2026'], ['2026-05-05']],
    [
      'names of months',
      ['3-Apr-2026', 'Apr 3, 2026', '3 April 2026'],
      ['2026-04-03', '2026-04-03', '2026-04-03'],
    ],
    ['two digits of the year', ['3/14/49', '3/14/50'], ['2049-03-14', '1950-03-14']],
    ['times', ['3/14/2026 3:05 PM', '3/14/2026, 12:00:01 am'], ['2026-03-14 15:05', '2026-03-14 00:00:01']],
    ['ISO', ['2026-04-03', '2026-04-03T10:00:00Z'], ['2026-04-03', '2026-04-03T10:00:00Z']],
    [
      'no dates and days that are none',
      ['soon', '31.4.2026', '13/13/2026', '45000'],
      ['soon', '31.4.2026', '13/13/2026', '45000'],
    ],
  ])('is detected by %s', (_, cells, dates) => {
    expect(mended('Close Date', cells)).toEqual(dates);
  });

  test('with both orders possible needs an option, with the possible patterns', () => {
    expect(() => mended('Close Date', ['3/4/2026 10:30', '', '1/2/2026 9:00'])).toThrow(
      expect.objectContaining({
        message:
          '"3/4/2026 10:30" in the column "Close Date" of deals.csv is ambiguous, and no other cell shows the order of day and month',
        hints: [expect.stringContaining("--date-format 'M/d/yyyy HH:mm'")],
      }),
    );
  });

  test('with mixed orders is rejected, with a date of each', () => {
    expect(() => mended('Close Date', ['13/4/2026', '4/13/2026'])).toThrow(
      '"Close Date" has both day-first and month-first dates: "13/4/2026" and "4/13/2026"',
    );
  });

  test('can be spreadsheet day numbers', () => {
    const dates = mended('Close Date', ['45000', '45000.75'], { serialDates: true });
    expect(dates).toEqual(['2023-03-15', '2023-03-15 18:00:00']);
  });

  test('is read with the given format, with and without a time', () => {
    const dateFormat = 'd/M/yyyy';
    expect(
      mended('Close Date', ['3/4/2026', '3/4/2026 1:05 pm', '4/13/2026 1:05 pm', '3-Apr-2026'], {
        dateFormat,
      }),
    ).toEqual(['3/4/2026', '2026-04-03 13:05', '4/13/2026 1:05 pm', '2026-04-03']);
  });

  test('is the same day in any format, once one date decides the order', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), fc.boolean(), (days, monthFirst) => {
        const written = [...days, new Date('2026-12-25')].map((date) => {
          const [d, m] = [date.getUTCDate(), date.getUTCMonth() + 1];
          return `${monthFirst ? `${m}/${d}` : `${d}/${m}`}/${date.getUTCFullYear()}`;
        });
        const isoDays = [...days.map((date) => date.toISOString().slice(0, 10)), '2026-12-25'];
        expect(mended('Close Date', written)).toEqual(isoDays);
      }),
    );
  });
});

describe('a column of amounts', () => {
  test.each<[string[], string[]]>([
    [
      ['1.234', '€1.234,50', '12'],
      ['1234', '€1234.50', '12'],
    ],
    [
      ['1.234.567', '1.234'],
      ['1234567', '1234'],
    ],
    [
      ['$342.09K', '1,234.50', '1,234'],
      ['$342.09K', '1,234.50', '1,234'],
    ],
    [
      ['12,5', '1.000'],
      ['12.5', '1000'],
    ],
    [['1.234'], ['1.234']],
  ])('%j', (cells, numbers) => {
    expect(mended('Amount', cells)).toEqual(numbers);
  });
});

test.each<[string[], string[]]>([
  [
    ['0.2', '1', '0'],
    ['20', '100', '0'],
  ],
  [
    ['20', '1', '0.5'],
    ['20', '1', '0.5'],
  ],
  [
    ['1', '0'],
    ['1', '0'],
  ],
])('chances %j are percentages if none is a fraction', (cells, chances) => {
  expect(mended('Probability', cells)).toEqual(chances);
});
