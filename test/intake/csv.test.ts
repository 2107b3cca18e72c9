import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../src/intake/table.ts';
import { encode, readTable } from './bytes.ts';

describe('a CSV', () => {
  test('is read with its delimiter, encoding and format told', async () => {
    const { table, rows } = await readTable('name;city\nJane;Paris\nJohn;Rome\n');
    expect(table).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      headers: ['name', 'city'],
    });
    expect(rows).toEqual([
      { line: 2, cells: ['Jane', 'Paris'] },
      { line: 3, cells: ['John', 'Rome'] },
    ]);
  });

  test('keeps duplicate headers', async () => {
    const { table, cells } = await readTable('Internal ID,Internal ID,Name\n1,2,Acme\n');
    expect(table.headers).toEqual(['Internal ID', 'Internal ID', 'Name']);
    expect(cells).toEqual([['1', '2', 'Acme']]);
  });

  test('numbers rows by the line they start in, across quoted lines, blank lines and every line end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', `1,"x${end}${end}y"`, '', '"2",3', '4,5'].join(end);
      const { rows } = await readTable(text);
      expect(
        rows.map(({ line }) => line),
        JSON.stringify(end),
      ).toEqual([2, 6, 7]);
    }
  });

  test('says of a row that it has too few or too many cells, and keeps the rest', async () => {
    const { rows } = await readTable('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\nx\n1,2,3\n');
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'has 2 cells, the header has 3'],
      [3, 'has 4 cells, the header has 3'],
      [4, undefined],
      [5, 'has 1 cell, the header has 3'],
      [6, undefined],
    ]);
    expect(rows[2]!.cells).toEqual(['1', '2', '3']);
  });

  test('skips blank lines and rows of blanks, before the header too', async () => {
    expect((await readTable('\n\na,b\n\n1,2\n , \n,,,\n3,4\n\n')).cells).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('has no columns beyond the last header', async () => {
    const { table, rows } = await readTable('a,b,, \n1,2\n1,2,,\n1,2,3\n');
    expect(table.headers).toEqual(['a', 'b']);
    expect(rows.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
      'has 3 cells, the header has 2',
    ]);
  });

  test('with a header alone has no rows', async () => {
    expect((await readTable('name,email')).cells).toEqual([]);
    expect((await readTable('name,email\r\n')).table.headers).toEqual(['name', 'email']);
  });

  test('may have one column', async () => {
    expect((await readTable('email\na@x.com\nb@x.com\n')).cells).toEqual([['a@x.com'], ['b@x.com']]);
  });

  test('of blanks alone has no header line', async () => {
    await expect(readTable('\n \n,,\n', { name: 'a.csv' })).rejects.toThrow('a.csv has no header line');
  });

  test('takes a quote inside an unquoted cell as text', async () => {
    const { cells } = await readTable('size,name\n5" pipe,The "best"\n"a" b,c\n');
    expect(cells).toEqual([
      ['5" pipe', 'The "best"'],
      ['"a" b', 'c'],
    ]);
  });

  test('refuses a quote that is never closed, and says where', async () => {
    const broken = 'a,b\n1,2\n"x\ny",2\n3,"open\n4,5\n6,7\n';
    await expect(readTable(broken, { name: 'a.csv' })).rejects.toMatchObject({
      kind: 'usage',
      message: 'a.csv opens a quote that is never closed: the row that starts in line 5, column "b"',
    });
  });

  test('says of a row that it holds a NUL byte', async () => {
    const { rows } = await readTable('name,city\nJane,Paris\nJo\0hn,Rome\n');
    expect(rows.map(({ problem }) => problem)).toEqual([undefined, 'holds a NUL byte in "name"']);
  });

  test('may hold a cell of a megabyte', async () => {
    const notes = 'x"y\n'.repeat(262_144);
    const { rows } = await readTable(
      stringify([
        ['id', 'notes'],
        ['1', notes],
        ['2', 'short'],
      ]),
    );
    expect(rows.map(({ cells }) => cells[1]!.length)).toEqual([notes.length, 5]);
    expect(rows[1]!.line).toBe(3 + 262_144);
  });

  test('gives its first rows before the input ends', async () => {
    async function* endless() {
      yield Buffer.from('id,name\n');
      for (let id = 1; ; id++) yield Buffer.from(`${id},${'x'.repeat(1000)}\n`);
    }
    const table = await openTable(endless());
    for await (const { cells } of table.rows) {
      expect(cells[0]).toBe('1');
      break;
    }
  });

  test('leaves what Salesforce prints under a report, and counts it', async () => {
    const report = [
      '"Account Name","Amount"',
      '"Grand Hotel","1"',
      '',
      '"Grand Totals (1,234 records)",""',
      '',
      '"Confidential Information - Do Not Distribute"',
      'Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.',
    ].join('\n');
    const { table, cells } = await readTable(report);
    expect(cells).toEqual([['Grand Hotel', '1']]);
    expect(table.skipped()).toBe(3);
  });

  test('closes an input it cannot use', async () => {
    let closed = false;
    async function* input() {
      try {
        yield Buffer.from('PK\x03\x04');
        yield Buffer.from('more');
      } finally {
        closed = true;
      }
    }
    await expect(openTable(input())).rejects.toThrow('zip archive');
    expect(closed).toBe(true);
  });
});

describe('the delimiter', () => {
  test.each([
    [',', 'name,city\n"a;b;c",x\n'],
    [';', 'name;amount\nAcme;1,50\nInitech;2,75\n'],
    [';', 'Name, full;Street, number;City\n"Doe, Jane";"Main, 5";Paris\n'],
    ['\t', 'name\tnotes\nAcme\tone, two, three\n'],
    ['|', 'name|city\nAcme|Paris\n'],
    [',', 'name\nAcme\n'],
    [';', 'sep=;\nname;city,town\nAcme;Paris\n'],
  ])('%j is told', async (delimiter, text) => {
    expect((await readTable(text)).table.delimiter).toBe(delimiter);
  });

  test('is what the user says', async () => {
    expect((await readTable('a,b;c\n1,2;3\n', { delimiter: ';' })).cells).toEqual([['1,2', '3']]);
    expect((await readTable('a,b\tc\n1,2\t3\n', { delimiter: 'tab' })).cells).toEqual([['1,2', '3']]);
    expect((await readTable('a,b\tc\n1,2\t3\n', { format: 'tsv' })).table.delimiter).toBe('\t');
    await expect(readTable('a,b\n', { delimiter: '::' })).rejects.toThrow('cannot split cells by "::"');
  });

  test('of Excel is not a header', async () => {
    const { table, rows } = await readTable('sep=;\nname;city\nAcme;Paris\n');
    expect(table.headers).toEqual(['name', 'city']);
    expect(rows).toEqual([{ line: 3, cells: ['Acme', 'Paris'] }]);
  });
});

describe('any table', () => {
  const hostile = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.string({ unit: fc.constantFrom('"', '\n', '\r\n', ',', ';', '\t', '|', ' ', 'a', "'") }),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom('', '🎉', 'Zoë', '\\"', '=1+1') },
  );
  const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc
      .array(
        // A row that says nothing is left out on purpose; the first cell makes every row say something.
        fc.tuple(
          fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 3 }),
          fc.array(hostile, { minLength: width, maxLength: width }),
        ),
        { maxLength: 8 },
      )
      .map((rows) => ({ width, rows: rows.map(([key, cells]) => [key, ...cells]) })),
  );

  test('written by the rules comes back as it was, however its bytes arrive', async () => {
    const property = fc.asyncProperty(
      tables,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      fc.boolean(),
      fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 64 }), fc.constant(65_536)),
      async ({ width, rows }, delimiter, lineEnd, encoding, mark, size) => {
        const latin = encoding === 'windows-1252';
        // Characters the encoding does not have, and those it has under other numbers, stay out of it.
        const written = rows.map((row) =>
          row.map((cell) => (latin ? cell.replace(/[^ -~\t\r\n\xa0-\xff]/g, 'é') : cell.toWellFormed())),
        );
        const headers = ['key', ...Array.from({ length: width }, (_, index) => `field ${index}`)];
        const text = stringify([headers, ...written], {
          delimiter,
          record_delimiter: lineEnd,
          quoted_match: /[\r\n]/,
        });
        const bytes = encode(mark && !latin ? `\uFEFF${text}` : text, encoding);
        const options = latin || !mark ? { encoding } : {};
        const { table, cells, rows: read } = await readTable(bytes, { ...options, delimiter }, size);
        expect(table.encoding).toBe(encoding);
        expect(table.headers).toEqual(headers);
        expect(read.filter(({ problem }) => problem !== undefined && !problem.includes('NUL'))).toEqual([]);
        expect(cells).toEqual(written);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  test('has the delimiter it was written with', async () => {
    const property = fc.asyncProperty(
      tables,
      fc.constantFrom(',', ';', '\t', '|'),
      async ({ width, rows }, delimiter) => {
        const headers = ['key', ...Array.from({ length: width }, (_, index) => `field ${index}`)];
        const { table, cells } = await readTable(stringify([headers, ...rows], { delimiter, quoted: true }));
        expect(table.delimiter).toBe(delimiter);
        expect(cells).toEqual(rows);
      },
    );
    await fc.assert(property);
  });
});
