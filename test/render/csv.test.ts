import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardFormula } from '../../src/domain/formula.ts';
import { csvEncoder } from '../../src/render/csv.ts';

const cell = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r', '\t', '=') }),
);

test.each([
  ['for programs', false, '\n'],
  ['for spreadsheets', true, '\r\n'],
])('writes the same as a library, %s', (_, excel, lineEnd) => {
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    );
  fc.assert(
    fc.property(table, (rows) => {
      const columns = (rows[0] ?? []).map((_, at) => ({ name: `c${at}`, label: '', type: 'text' as const }));
      const cells = excel ? rows.map((row) => row.map(guardFormula)) : rows;
      const encoder = csvEncoder(columns, { header: true, excel, delimiter: ',' });
      const written = encoder.batch(
        rows.map((row) => Object.fromEntries(row.map((text, at) => [`c${at}`, text]))),
      );
      const expected = stringify(cells, {
        record_delimiter: lineEnd,
        quoted_empty: columns.length === 1,
        quoted_match: /[\r\n]/,
      });
      expect(written).toBe(expected);
      expect(encoder.head).toBe(
        `${excel ? '\ufeff' : ''}${columns.map(({ name }) => name).join(',')}${lineEnd}`,
      );
    }),
  );
});
