import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMN_GAP, fitColumns } from '../../src/render/fit.ts';

const fixed = (width: number) => ({ width, flexible: false });
const flexible = (width: number) => ({ width, flexible: true });
const total = (widths: readonly number[]) =>
  widths.reduce((sum, width) => sum + width, COLUMN_GAP * (widths.length - 1));

describe('fitting columns', () => {
  test('does not change columns that fit', () => {
    expect(fitColumns([fixed(4), flexible(20), flexible(10)], 38)).toEqual([4, 20, 10]);
  });

  test('shrinks the widest flexible column first', () => {
    expect(fitColumns([fixed(40), flexible(30), flexible(15)], 79)).toEqual([40, 20, 15]);
  });

  test('distributes the missing width among the widest columns, from the right', () => {
    expect(fitColumns([flexible(20), flexible(30)], 33)).toEqual([16, 15]);
  });

  test('never cuts a number or a date: drops columns from the right instead', () => {
    expect(fitColumns([flexible(12), fixed(20), fixed(20)], 40)).toEqual([12, 20]);
  });

  test('keeps the first column at any width', () => {
    expect(fitColumns([fixed(12), fixed(20)], 8)).toEqual([8]);
  });

  const named = (width: number) => ({ width, flexible: true, least: 20 });

  test('drops columns before a name gets short, and cuts it where few are left', () => {
    expect(fitColumns([fixed(2), named(40), fixed(6), fixed(8), fixed(11), fixed(10)], 60)).toEqual([
      2, 25, 6, 8, 11,
    ]);
    expect(fitColumns([fixed(2), named(40), fixed(6), fixed(8), fixed(11)], 40)).toEqual([2, 18, 6, 8]);
  });

  test('cuts other columns before a name gets short', () => {
    expect(fitColumns([named(22), flexible(22), fixed(10)], 48)).toEqual([20, 14, 10]);
  });

  test('drops what is extra before it cuts', () => {
    const extra = { ...fixed(6), extra: true };
    expect(fitColumns([flexible(30), fixed(6), extra], 44)).toEqual([30, 6]);
    expect(fitColumns([flexible(30), fixed(6), extra], 46)).toEqual([30, 6, 6]);
  });

  test('fits any table into any window', () => {
    const extents = fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: 200 }),
        flexible: fc.boolean(),
        least: fc.nat(30),
        extra: fc.boolean(),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(extents, fc.integer({ min: 1, max: 300 }), (columns, available) => {
        const widths = fitColumns(columns, available);
        expect(total(widths)).toBeLessThanOrEqual(available);
        expect(widths.length).toBeGreaterThanOrEqual(1);
        for (const [at, width] of widths.entries()) {
          expect(width).toBeGreaterThanOrEqual(1);
          expect(width).toBeLessThanOrEqual(columns[at]!.width);
          if (widths.length > 1 && !columns[at]!.flexible) expect(width).toBe(columns[at]!.width);
        }
      }),
    );
  });
});
