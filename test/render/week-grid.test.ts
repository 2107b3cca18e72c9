import { expect, test } from 'vitest';
import { WeekGrid } from '../../src/domain/week-grid.ts';
import { shadesText, weekGridSection } from '../../src/render/week-grid.ts';

function grid(): WeekGrid {
  const week = new WeekGrid();
  week.add({ weekday: 0, hour: 9 }, { trials: 100, successes: 10 });
  week.add({ weekday: 0, hour: 11 }, { trials: 200, successes: 100 });
  week.add({ weekday: 4, hour: 11 }, { trials: 19, successes: 19 });
  return week;
}

const LOOK = { minDials: 20, utf8: true };

test('one line per hour, one column per weekday, every hour from the first to the last', () => {
  const { columns, rows } = weekGridSection(grid(), 'Rates', LOOK);
  expect(columns.map(({ label }) => label)).toEqual([
    'Hour',
    'Mon',
    'Tue',
    'Wed',
    'Thu',
    'Fri',
    'Sat',
    'Sun',
    'All',
    'Dials',
  ]);
  expect(rows.map(({ hour, day0, day4, all, dials }) => [hour, day0, day4, all, dials])).toEqual([
    ['09:00', '░░ 10%', '·', '10%', 100],
    ['10:00', '·', '·', '·', 0],
    ['11:00', '██ 50%', '(19)', '54%', 219],
    ['All', '▓▓ 37%', '(19)', '40%', 319],
    ['Dials', '300', '19', '', 319],
  ]);
  expect(shadesText(grid(), LOOK)).toBe(
    '░ below  ▒ from 20.0%  ▓ from 30.0%  █ from 40.0%\n(n) fewer than 20 dials: no rate',
  );
});

test('a terminal without UTF-8 gets only ASCII', () => {
  const look = { ...LOOK, utf8: false };
  const { rows } = weekGridSection(grid(), 'Rates', look);
  expect([...rows.map((row) => Object.values(row).join(' ')), shadesText(grid(), look)].join('\n')).toMatch(
    /^[\x20-\x7e\n]*$/,
  );
  expect(rows[2]).toMatchObject({ day0: '## 50%', day1: '-' });
});

test('equal rates are not shaded', () => {
  const { rows } = weekGridSection(grid(), 'Rates', { ...LOOK, minDials: 250 });
  expect(rows[3]).toMatchObject({ day0: '37%', day4: '(19)' });
  expect(shadesText(grid(), { ...LOOK, minDials: 250 })).toBe('(n) fewer than 250 dials: no rate');
});
