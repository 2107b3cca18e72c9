import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Paint, PLAIN } from '../../src/render/color.ts';
import type { Column } from '../../src/render/column.ts';
import { drawGrid } from '../../src/render/grid.ts';
import { rulerFor } from '../../src/render/text-width.ts';

const COLUMNS: readonly Column[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'city', label: 'City', type: 'text' },
];
const WIDTHS = [4, 8, 6];

const draw = async (rows: readonly (readonly string[])[]) =>
  drawGrid(
    COLUMNS,
    WIDTHS,
    rows.map((cells) => cells.map((text) => ({ text }))),
    await rulerFor(rows.flat()),
    PLAIN,
  );

test('numbers are right-aligned, text left-aligned, and long text is cut', async () => {
  expect(
    await draw([
      ['7', 'Jane', 'Bern'],
      ['1234', 'Alexandra', ''],
    ]),
  ).toEqual(['   7  Jane      Bern', '1234  Alexand…']);
});

test('wide letters and combined glyphs keep the columns aligned', async () => {
  expect(await draw([['1', '山田太郎', 'Kyoto']])).toEqual(['   1  山田太郎  Kyoto']);
  expect(await draw([['1', '👩‍👩‍👧 ana', 'Rio']])).toEqual(['   1  👩‍👩‍👧 ana    Rio']);
});

test('every row is one line, in order, with the columns aligned', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'abcXYZ 019.,-é'), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 70 }), async (cells) => {
      const lines = await draw(cells.map(([name, city], at) => [String(at), name, city]));
      expect(lines).toHaveLength(cells.length);
      lines.forEach((line, at) => {
        const [name = '', city = ''] = cells[at] ?? [];
        expect(line.slice(0, 4)).toBe(String(at).padStart(4));
        if (name.length <= 8) expect(line.slice(6, 14).trimEnd()).toBe(name.trimEnd());
        if (city.length <= 6) expect(line.slice(16)).toBe(city.trimEnd());
      });
    }),
    { numRuns: 30 },
  );
});

test('many rows are rendered like few', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'abcXYZ 019.,-é山'), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 }), async (cells) => {
      const rows = cells.map(([name, city], at) => [String(at), name, city]);
      const many = Array.from({ length: Math.ceil(600 / rows.length) }, () => rows).flat();
      expect((await draw(many)).slice(0, rows.length)).toEqual(await draw(rows));
    }),
    { numRuns: 30 },
  );
});

test('styles add nothing to the width, and of a text in two tones the rest steps back', async () => {
  const columns = [COLUMNS[1], COLUMNS[0]] as Column[];
  const rows = ['Jane · Acme', '山田 · Acme'].map((text) => [
    { text, look: 'two-tone' as const },
    { text: '7', look: ['bold', 'bad'] as const },
  ]);
  for (const depth of ['mono', '16', '256', '24-bit'] as const) {
    const paint = new Paint(depth, 'dark');
    const ruler = await rulerFor(rows.flat().map(({ text }) => text));
    const lines = await drawGrid(columns, [11, 3], rows, ruler, paint);
    const { muted, seven } = { muted: paint.text(' · Acme', 'muted'), seven: paint.text('7', 'bold', 'bad') };
    expect(lines).toEqual([`Jane${muted}    ${seven}`, `山田${muted}    ${seven}`]);
    const simple = await drawGrid(columns, [11, 3], rows.slice(0, 1), await rulerFor(['a']), paint);
    expect(simple).toEqual(lines.slice(0, 1));
  }
});
