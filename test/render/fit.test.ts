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

  test('fits any table into any window', () => {
    const extents = fc.array(fc.record({ width: fc.integer({ min: 1, max: 200 }), flexible: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
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
