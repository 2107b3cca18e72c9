import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDaysTo, weekdayOf } from '../../src/domain/dates/calendar.ts';
import { FISCAL_UNITS, unitName } from '../../src/domain/dates/fiscal.ts';
import { readReportPeriod } from '../../src/domain/reports/period.ts';
import { unitKey } from '../../src/store/reports/question.ts';
import { sql } from '../../src/store/sql.ts';
import { openStore } from '../support/store.ts';

const someDay = fc.integer({ min: -10_000, max: 30_000 }).map((days) => addDaysTo('2000-01-01', days));
const someCalendar = fc.record({
  firstMonth: fc.integer({ min: 1, max: 12 }),
  firstWeekday: fc.integer({ min: 0, max: 6 }),
});

/** Walks back to the first day of the year, and counts quarters from there. */
function slowNames(day: string, firstMonth: number) {
  const isFirst = (each: string) => each.slice(5) === `${String(firstMonth).padStart(2, '0')}-01`;
  let first = day;
  let months = 0;
  for (; !isFirst(first); first = addDaysTo(first, -1)) if (first.endsWith('-01')) months++;
  const end = addDaysTo(first, 364).slice(0, 4);
  const year = firstMonth === 1 ? end : `FY${end}`;
  return { year, quarter: `${year}-Q${Math.floor(months / 3) + 1}` };
}

test('years, quarters and weeks are named as if they were counted day by day', async () => {
  const { engine } = openStore();
  await fc.assert(
    fc.asyncProperty(someDay, someCalendar, async (day, calendar) => {
      let week = day;
      while (weekdayOf(week) !== calendar.firstWeekday) week = addDaysTo(week, -1);
      const wanted = { day, week, month: day.slice(0, 7), ...slowNames(day, calendar.firstMonth) };
      for (const unit of FISCAL_UNITS) {
        expect(unitName(unit, day, calendar)).toBe(wanted[unit]);
        const [row] = await sql<{
          name: string;
        }>`select ${unitKey(unit, sql<string>`${day}`, calendar)} as name`.all(engine);
        expect(row?.name).toBe(wanted[unit]);
      }
      for (const name of [wanted.month, wanted.quarter, wanted.year]) {
        const period = readReportPeriod(name, '2026-01-01', calendar);
        expect([period.from <= day, day <= period.to]).toEqual([true, true]);
      }
    }),
    { numRuns: 150 },
  );
});
