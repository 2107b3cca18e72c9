import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../src/domain/clean-text.ts';
import { openTable } from '../../src/formats/table.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { readTable } from './bytes.ts';

describe('JSON lines', () => {
  test('are rows with the keys as headers', async () => {
    const { table, rows } = await readTable('{"name":"Jane","age":41}\n\n{"city":"Rome","name":"John"}\n');
    expect(table).toMatchObject({ format: 'jsonl', delimiter: null, headers: ['name', 'age', 'city'] });
    expect(rows).toEqual([
      { line: 1, cells: ['Jane', '41', null] },
      { line: 3, cells: ['John', null, 'Rome'] },
    ]);
  });

  test('that are invalid are rows with a problem, and the others are read', async () => {
    const { rows } = await readTable('{"a":1}\n{"a":\n[1]\n{"a":2}\n', { format: 'jsonl' });
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, undefined],
      [2, 'is not valid JSON'],
      [3, 'is not a JSON object'],
      [4, undefined],
    ]);
  });

  test('with keys missing from the first hundred are read without them, and the keys are reported', async () => {
    const text = `${'{"a":1}\n'.repeat(100)}{"a":2,"b":3}\n`;
    const { table, cells } = await readTable(text);
    expect(cells.at(-1)).toEqual(['2']);
    expect(table.unknownKeys()).toEqual([{ name: 'b', count: 1 }]);
  });

  test('are detected by the file name, whatever they begin with', async () => {
    expect((await readTable('["a"]\n{"a":1}\n', { name: 'x.ndjson' })).table.format).toBe('jsonl');
  });
});

describe('objects in a record', () => {
  test('are columns by their paths; amounts and lists of texts are cells', async () => {
    const { table, cells } = await readTable(
      '[{"name":"Ida","company":{"name":"Mill","at":{"city":"Bath"}},"price":{"amount":5,"currency":"EUR"},' +
        '"tags":["a","b"],"emails":[{"value":"i@m.example"},{"value":"j@m.example","type":"home"}],"none":{},"nil":null}]',
    );
    expect(table.headers).toEqual([
      'name',
      'company.name',
      'company.at.city',
      'price',
      'tags',
      'emails.value',
      'emails.type',
      'nil',
    ]);
    expect(cells).toEqual([['Ida', 'Mill', 'Bath', '5 EUR', 'a;b', 'i@m.example;j@m.example', 'home', null]]);
  });

  test('are not lost where paths and keys are alike, at any depth', async () => {
    const key = fc.constantFrom('a', 'b', 'a.b', 'b.a', 'a.a');
    const { value } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 9 },
        fc.constant('#'),
        tie('record'),
        fc.array(tie('record'), { maxLength: 3 }),
      ),
      record: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    const marks = (text: string) => text.split('#').length;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value, { minKeys: 1 }), async (inner) => {
        const text = JSON.stringify([{ name: 'Ida', ...inner }]);
        const { cells } = await readTable(text, { format: 'json' });
        expect(marks(cells.join(' '))).toBe(marks(text));
      }),
    );
  });

  test('that only wrap a list of records are no row; the list of a record is no file', async () => {
    const wrapped = await readTable('{"paging": {"next": 2},\n"results": [\n{"id": 1},\n{"id": 2}]}');
    expect(wrapped.rows).toEqual([
      { line: 3, cells: ['1'] },
      { line: 4, cells: ['2'] },
    ]);
    const record = await readTable('{"name": "Ida", "activities": [{"subject": "Call"}]}');
    expect(record.cells).toEqual([['Ida', 'Call']]);
  });
});

describe('a JSON array', () => {
  test('can have any line breaks', async () => {
    const text = '[\n  {"name": "Jane",\n   "notes": "a ] } \\" \\\\"},\n  {"name": "John"}\n]\n';
    const { table, rows } = await readTable(text);
    expect(table).toMatchObject({ format: 'json', headers: ['name', 'notes'] });
    expect(rows).toEqual([
      { line: 2, cells: ['Jane', 'a ] } " \\'] },
      { line: 4, cells: ['John', null] },
    ]);
  });

  test('can be empty', async () => {
    expect((await readTable('[]')).cells).toEqual([]);
    expect((await readTable(' [ ]\n')).table.headers).toEqual([]);
  });

  test('has rows with a problem for elements that are no objects', async () => {
    const { rows } = await readTable('[{"a":1}, 7, "x,]", [1,[2]], {"a" 2}, null]');
    expect(rows.map(({ problem }) => problem)).toEqual([
      undefined,
      'is not a JSON object',
      'is not a JSON object',
      'is not a JSON object',
      'is not valid JSON',
      'is not a JSON object',
    ]);
  });

  test('that is truncated is rejected', async () => {
    await expect(readTable('[{"a":1},\n{"a":2', { name: 'a.json' })).rejects.toMatchObject({
      kind: 'usage',
      message: 'a.json ends inside the JSON array that starts in line 1',
      hints: ['The last element starts in line 2; the file may be truncated'],
    });
    await expect(readTable('[{"a":1},')).rejects.toThrow('ends inside the JSON array');
  });

  test('with trailing text is rejected', async () => {
    await expect(readTable('[{"a":1}]\n{"a":2}')).rejects.toThrow('has text after its JSON array, in line 2');
  });

  test('returns its first rows before the input ends', async () => {
    async function* endless() {
      yield Buffer.from('[');
      for (let id = 1; ; id++) yield Buffer.from(`{"id":${id},"notes":"${'x'.repeat(1000)}"},`);
    }
    const table = await openTable(endless());
    for await (const { cells } of table.rows) {
      expect(cells[0]).toBe('1');
      break;
    }
  });

  test('of any objects reads back equally, in chunks of any size', async () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { minKeys: 1 }), {
      maxLength: 6,
    });
    const property = fc.asyncProperty(
      objects,
      fc.constantFrom(0, 2, '\t'),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      async (written, indent, size, asLines) => {
        const text = asLines
          ? written.map((object) => JSON.stringify(object)).join('\n') || '[]'
          : JSON.stringify(written, null, indent);
        const { table, rows } = await readTable(text, {}, size);
        const read = rows.map(({ cells }) =>
          Object.fromEntries(
            table.headers.flatMap((key, index) => (cells[index] === null ? [] : [[key, cells[index]]])),
          ),
        );
        expect(read).toEqual(
          written.map((object) =>
            Object.fromEntries(Object.entries(object).map(([key, value]) => [key, cleanText(value)])),
          ),
        );
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('a single JSON object', () => {
  test('over several lines is one row', async () => {
    const { table, rows } = await readTable('{\n  "name": "Jane"\n}\n');
    expect(table.format).toBe('json');
    expect(rows).toEqual([{ line: 1, cells: ['Jane'] }]);
  });
});

describe('JSON values become text', () => {
  test.each([
    ['null', null],
    ['true', 'true'],
    ['0.75', '0.75'],
    ['["vip","west"]', 'vip;west'],
    ['[]', ''],
    ['{"amount":"1234.50","currency":"EUR"}', '1234.50 EUR'],
    ['900719925474099312345', '900719925474099312345'],
  ])('%s', async (json, cell) => {
    expect((await readTable(`{"value":${json}}`)).cells).toEqual([[cell]]);
  });

  test('a NUL byte is a problem of its row', async () => {
    expect((await readTable('{"a":"x\\u0000"}')).rows[0]!.problem).toBe('has a NUL byte in "a"');
  });
});

test('a CSV with a header in brackets is a CSV', async () => {
  expect((await readTable('[Name],[City]\nJane,Paris\n')).table.format).toBe('csv');
});

test('an unknown format is rejected', async () => {
  await expect(readTable('a\n', { format: 'xml' })).rejects.toThrow('unknown format "xml"');
});

test('an object of several lists is refused with the way to take them apart; a record with lists is a record', async () => {
  const lists = '"contacts":[{"name":"Ida"}],"deals":[{"name":"Mill"}]';
  const error = await crmErrorOf(() => readTable(`{${lists},"count":2}`, { name: 'all.json' }));
  expect(error.message).toBe('all.json has several lists: contacts, deals');
  expect(error.detail).toEqual({ code: 'several-lists', name: 'all.json', first: 'contacts' });
  const { table, cells } = await readTable(`{"id":7,${lists}}`);
  expect([table.headers, cells]).toEqual([['id', 'contacts.name', 'deals.name'], [['7', 'Ida', 'Mill']]]);
});
