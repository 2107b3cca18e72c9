import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besideEarlier } from '../../../src/commands/report/compare.ts';
import type { Row } from '../../../src/domain/field.ts';

const COLUMNS = [
  { name: 'source', label: 'Source', type: 'text', help: '' },
  { name: 'count', label: 'Count', type: 'integer', help: '' },
  { name: 'amount', label: 'Amount', type: 'money', help: '' },
  { name: 'rate', label: '%', type: 'number', help: '' },
  { name: 'currency', label: 'Currency', type: 'text', help: '' },
] as const;
const YEARS = {
  period: { from: '2026-01-01', to: '2026-12-31' },
  earlier: { from: '2025-01-01', to: '2025-12-31' },
  calendar: { firstMonth: 1, firstWeekday: 0 },
};

const keyOf = ({ source, currency }: Row) => `${source} ${currency}`;

/** The rows of one report: one for each source and currency. */
const someRows = fc
  .uniqueArray(
    fc.record({
      source: fc.constantFrom('web', 'expo', null),
      currency: fc.constantFrom('USD', 'EUR'),
      count: fc.integer({ min: 1, max: 9 }),
      minor: fc.integer({ min: -5, max: 5 }),
      rate: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    }),
    { selector: ({ source, currency }) => `${source} ${currency}` },
  )
  .map((rows) =>
    rows.map(({ minor, ...row }): Row => ({ ...row, amount: { minor, currency: row.currency } })),
  );

test('each side of a comparison is what the report says of that period alone', () => {
  fc.assert(
    fc.property(someRows, someRows, (now, before) => {
      const { rows } = besideEarlier(
        { columns: COLUMNS, rows: now },
        { columns: COLUMNS, rows: before },
        YEARS,
      );
      expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
      const side = (suffix: string) =>
        rows
          .filter((row) => row[`count${suffix}`] !== 0)
          .map((row) => [keyOf(row), row[`count${suffix}`], row[`amount${suffix}`], row[`rate${suffix}`]]);
      const alone = (all: readonly Row[]) => all.map((row) => [keyOf(row), row.count, row.amount, row.rate]);
      expect(side('')).toEqual(alone(now));
      expect(side('_before').sort()).toEqual(alone(before).sort());
    }),
  );
});

test('times are compared by their place in the period, and what a period lacks is zero or not known', () => {
  const quarter = { ...COLUMNS[0], name: 'quarter', label: 'Quarter' };
  const row = (name: string, count: number): Row => ({
    id: name,
    quarter: name,
    count,
    amount: { minor: count, currency: 'USD' },
    rate: count,
    currency: 'USD',
  });
  const { columns, rows } = besideEarlier(
    { columns: [quarter, ...COLUMNS.slice(1)], rows: [row('FY2026-Q1', 1), row('FY2026-Q4', 5)] },
    { columns: [quarter, ...COLUMNS.slice(1)], rows: [row('FY2025-Q3', 2), row('FY2025-Q4', 3)] },
    {
      period: { from: '2025-07-01', to: '2026-06-30' },
      earlier: { from: '2024-07-01', to: '2025-06-30' },
      calendar: { firstMonth: 7, firstWeekday: 0 },
    },
  );
  expect(columns.map(({ name }) => name).join()).toBe(
    'quarter,count,count_before,amount,amount_before,rate,rate_before,currency',
  );
  expect(rows.map(({ quarter, count, count_before, rate }) => [quarter, count, count_before, rate])).toEqual([
    ['FY2026-Q1', 1, 0, 1],
    ['FY2026-Q3', 0, 2, null],
    ['FY2026-Q4', 5, 3, 5],
  ]);
});
