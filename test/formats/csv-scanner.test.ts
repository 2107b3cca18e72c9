import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRecord, CsvScanner, CsvSyntaxError } from '../../src/formats/csv-scanner.ts';

const MAX_RECORD_CHARS = 40;

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', '""', '\n', '\r\n', '\r', ',', '","', ' ', 'a', 'é', '\0') }),
  fc.string({ unit: fc.constantFrom('"', '\n', ',', 'abcdefgh'), maxLength: 30 }),
);

/** The records of a text that arrives in pieces of a size, or the reason why it cannot be read. */
function scan(text: string, size: number, lineEnd: '\n' | '\r', maxRecordChars: number) {
  const scanner = new CsvScanner({ delimiter: ',', lineEnd, maxRecordChars });
  const records: CsvRecord[] = [];
  try {
    for (let at = 0; at < text.length; at += size) records.push(...scanner.push(text.slice(at, at + size)));
    records.push(...scanner.end());
  } catch (error) {
    if (!(error instanceof CsvSyntaxError)) throw error;
    return error.problem;
  }
  return records.map(({ cells }) => cells);
}

function parseSlowly(text: string, lineEnd: '\n' | '\r', maxRecordChars: number) {
  try {
    return parse(text, {
      delimiter: ',',
      record_delimiter: lineEnd === '\n' ? ['\r\n', '\n'] : ['\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRecordChars,
    });
  } catch (error) {
    const { code } = error as { code: string };
    if (code === 'CSV_QUOTE_NOT_CLOSED') return 'open quote';
    if (code === 'CSV_MAX_RECORD_SIZE') return 'too long';
    throw error;
  }
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(1000));
const lineEnds = fc.constantFrom<'\n' | '\r'>('\n', '\r');

test('text in pieces of any size is read as csv-parse reads it', () => {
  const property = fc.property(texts, sizes, lineEnds, (text, size, lineEnd) => {
    expect(scan(text, size, lineEnd, 1e6)).toEqual(parseSlowly(text, lineEnd, 1e6));
  });
  fc.assert(property, { numRuns: 3000 });
});

test('a record that is too long is rejected', () => {
  const property = fc.property(
    fc.array(fc.constantFrom('a', ',', '"', '\n', 'aaaaaaaaaa'), { maxLength: 20 }),
    sizes,
    (units, size) => {
      const found = scan(units.join(''), size, '\n', MAX_RECORD_CHARS);
      if (!Array.isArray(found)) return;
      for (const cells of found) expect(cells.join('').length).toBeLessThanOrEqual(MAX_RECORD_CHARS + 2);
    },
  );
  fc.assert(property);
  expect(scan(`a,b\n${'c'.repeat(MAX_RECORD_CHARS + 1)}\nd\n`, 1000, '\n', MAX_RECORD_CHARS)).toBe(
    'too long',
  );
  expect(scan(`"${'a\n'.repeat(MAX_RECORD_CHARS)}`, 10, '\n', MAX_RECORD_CHARS)).toBe('too long');
});
