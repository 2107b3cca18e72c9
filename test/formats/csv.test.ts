import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeUpQuotes } from '../../src/formats/spaced-quotes.ts';
import { openTable } from '../../src/formats/table.ts';
import { encode, readTable } from './bytes.ts';

describe('a CSV', () => {
  test('is read with detected delimiter, encoding and format', async () => {
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

  test('numbers rows by their first line, with quoted lines, blank lines and any line end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', `1,"x${end}${end}y"`, '', '"2",3', '4,5'].join(end);
      const { rows } = await readTable(text);
      expect(
        rows.map(({ line }) => line),
        JSON.stringify(end),
      ).toEqual([2, 6, 7]);
    }
  });

  test('has blanks for the cells that a row lacks, and reports one with too many', async () => {
    const { rows } = await readTable('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\nx\n1,2,3\n');
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, 'has 4 cells, the header has 3'],
      [4, undefined],
      [5, undefined],
      [6, undefined],
    ]);
    expect(rows.map(({ cells }) => cells.join())).toEqual(['1,2,', '1,2,3,4', '1,2,3', 'x,,', '1,2,3']);
  });

  test('skips blank lines and rows of blanks, before the header too', async () => {
    expect((await readTable('\n\na,b\n\n1,2\n , \n,,,\n3,4\n\n')).cells).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('has no columns after the last header, but cells as far as the header line goes', async () => {
    const { table, rows } = await readTable('a,b,, \n1,2\n1,2,,\n1,2,3\n1,2,3,4,5\n');
    expect(table.headers).toEqual(['a', 'b']);
    expect(rows.map(({ cells, problem }) => problem ?? cells.join())).toEqual([
      '1,2',
      '1,2',
      '1,2,3',
      'has 5 cells, the header has 4',
    ]);
  });

  test('may have spaces around quoted cells', async () => {
    const { table, cells } = await readTable(
      'name, "full title" ,notes\n"Roe, Ann", "a, ""b"" , c" ,x\n  "Bo" , "two\n lines" , y "z"\n',
    );
    expect(table.headers).toEqual(['name', 'full title', 'notes']);
    expect(cells).toEqual([
      ['Roe, Ann', 'a, "b" , c', 'x'],
      ['Bo', 'two\n lines', ' y "z"'],
    ]);
  });

  test('may have spaces around quoted cells, wherever its bytes are cut', async () => {
    const cell = fc.constantFrom('a', '"', ' ', ',', '\n', 'b');
    const row = fc.array(
      fc.array(cell).map((parts) => parts.join('')),
      { minLength: 2, maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const quote = (text: string) => ` "${text.replaceAll('"', '""')}" `;
          const text = ['h,i', ...rows.map((each) => each.map(quote).join(','))].join('\n');
          async function* pieces() {
            for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
          }
          let closed = '';
          for await (const piece of closeUpQuotes(pieces(), ',')) closed += piece;
          expect(closed).toBe(
            ['h,i', ...rows.map((each) => each.map((one) => quote(one).trim()).join(','))].join('\n'),
          );
        },
      ),
    );
  });

  test('without a header line has named or numbered columns', async () => {
    const text = 'Ann,ann@x.example\nBo\nCy,cy@x.example,,late\n';
    const numbered = await readTable(text, { headers: [] });
    expect(numbered.table.headers).toEqual(['1', '2', '3', '4']);
    expect(numbered.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'Ann', 'ann@x.example', '', ''],
      [2, 'Bo', '', '', ''],
      [3, 'Cy', 'cy@x.example', '', 'late'],
    ]);
    const named = await readTable(text, { headers: ['name', 'email'] });
    expect(named.table.headers).toEqual(['name', 'email', '', '']);
    expect(named.cells.map((row) => row.join())).toEqual([
      'Ann,ann@x.example,,',
      'Bo,,,',
      'Cy,cy@x.example,,late',
    ]);
    await expect(readTable('[{"a":1}]', { headers: [], name: 'a.json' })).rejects.toThrow(
      'names its columns itself',
    );
  });

  test('with only a header has no rows', async () => {
    expect((await readTable('name,email')).cells).toEqual([]);
    expect((await readTable('name,email\r\n')).table.headers).toEqual(['name', 'email']);
  });

  test('can have one column', async () => {
    expect((await readTable('email\na@x.com\nb@x.com\n')).cells).toEqual([['a@x.com'], ['b@x.com']]);
  });

  test('with only blanks has no header line', async () => {
    await expect(readTable('\n \n,,\n', { name: 'a.csv' })).rejects.toThrow('a.csv has no header line');
  });

  test('treats a quote inside an unquoted cell as text', async () => {
    const { cells } = await readTable('size,name\n5" pipe,The "best"\n"a" b,c\n');
    expect(cells).toEqual([
      ['5" pipe', 'The "best"'],
      ['"a" b', 'c'],
    ]);
  });

  test('rejects an unclosed quote, with its place', async () => {
    const broken = 'a,b\n1,2\n"x\ny",2\n3,"open\n4,5\n6,7\n';
    await expect(readTable(broken, { name: 'a.csv' })).rejects.toMatchObject({
      kind: 'usage',
      message: 'a.csv has a quote that is not closed: the row that starts in line 5, column "b"',
    });
  });

  test('reports a row with a NUL byte', async () => {
    const { rows } = await readTable('name,city\nJane,Paris\nJo\0hn,Rome\n');
    expect(rows.map(({ problem }) => problem)).toEqual([undefined, 'has a NUL byte in "name"']);
  });

  test('can have a cell of a megabyte', async () => {
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

  test('returns its first rows before the input ends', async () => {
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

  test('skips the footer of a Salesforce report, and counts its lines', async () => {
    const report = [
      '"Account Name","Amount"',
      '"Grand Hotel","1"',
      '',
      '"Grand Totals (1,234 records)",""',
      '"Grand Totals (2 records)","","$13,400.50","2"',
      '',
      '"Confidential Information - Do Not Distribute"',
      'Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.',
      '"Generated By:  Ada Byron 11/22/2026 9:00 AM"',
    ].join('\n');
    const { table, cells } = await readTable(report);
    expect(cells).toEqual([['Grand Hotel', '1']]);
    expect(table.skipped()).toBe(5);
  });

  describe('below a title', () => {
    const REPORT = 'First Name,Last Name,Company\nAda,Byron,Engines\nEve,Ng,Orchard\n';
    test.each([
      ['a line', `Open leads\n\n${REPORT}`],
      ['a line with commas', `Open leads, by owner\n\n${REPORT}`],
      ['a quoted line', `"Open leads, by owner, all"\n\n${REPORT}`],
      ['several lines', `Open leads\r\nAs of 2026-11-22\r\n\r\n${REPORT}`],
      ['a line of a spreadsheet', `Open leads,,\n,,\n${REPORT}`],
      ['padded lines of a spreadsheet without a blank line', `Open leads,,\n"As of, today",,\n${REPORT}`],
      ['a line, with semicolons', `Open leads, all\n\n${REPORT.replaceAll(',', ';')}`],
      ['a line, and nothing below but totals', 'Open leads\n\nName,Company\n\n"Grand Totals (0 records)"\n'],
    ])('of %s reads the table', async (_, text) => {
      const { table, rows } = await readTable(text);
      expect(table.title[0]).toMatch(/^Open leads/);
      expect(table.headers.at(-1)).toBe('Company');
      expect(rows.map(({ cells }) => cells[0])).toEqual(text.includes('Ada') ? ['Ada', 'Eve'] : []);
      for (const { line, cells } of rows)
        expect(text.split(/\r?\n/)[line - 1]).toMatch(new RegExp(`^${cells[0]}`));
    });

    test.each([
      ['a column', 'Name\n\nDoe, Jane\nRoe, Rick\n'],
      ['a column that has no blank line', 'Open leads\nDoe, Jane, Dr\nRoe, Rick, Mr\n'],
      ['columns, one without a name', 'Name,\nDoe,Jane\nRoe,Rick\n'],
      ['a column of notes', 'What was said\n\nhello; there\nfine\n'],
      ['a column before numbers', 'Open leads\n\n1,5\n2,5\n'],
      ['columns and a blank line', 'First,Second,Third\n\nA,B,C\nD,E,F\n'],
      ['a quoted cell with a blank line', 'First,Second\nA,"x\n\ny, z, v"\nB,"a, b, c"\n'],
    ])('accepts the header of %s as one', async (_, text) => {
      const { table } = await readTable(text);
      expect(table.title).toEqual([]);
      expect(table.headers[0]).toBe(text.split(/[,\n]/)[0]);
    });
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

  test('with more columns than records can have is rejected at once', async () => {
    const headers = Array.from({ length: 100_000 }, (_, i) => `Column ${i}`).join(',');
    await expect(readTable(`${headers}\n1,2\n`)).rejects.toMatchObject({
      kind: 'usage',
      message: 'the input has 100,000 columns; the limit is 2,000',
    });
  });

  test('keeps a row of megabytes complete', async () => {
    const long = 'x'.repeat(3_000_000);
    expect((await readTable(`Name,Notes\nAda,"${long}"\nBob,short\n`)).cells).toEqual([
      ['Ada', long],
      ['Bob', 'short'],
    ]);
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
  ])('%j is detected', async (delimiter, text) => {
    expect((await readTable(text)).table.delimiter).toBe(delimiter);
  });

  test('can be given by the user', async () => {
    expect((await readTable('a,b;c\n1,2;3\n', { delimiter: ';' })).cells).toEqual([['1,2', '3']]);
    expect((await readTable('a,b\tc\n1,2\t3\n', { delimiter: 'tab' })).cells).toEqual([['1,2', '3']]);
    expect((await readTable('a,b\tc\n1,2\t3\n', { format: 'tsv' })).table.delimiter).toBe('\t');
    await expect(readTable('a,b\n', { delimiter: '::' })).rejects.toThrow('"::" is not a delimiter');
  });

  test('line of Excel is not a header', async () => {
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
        // A row of blanks is skipped on purpose; here the first cell is never blank.
        fc.tuple(
          fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 3 }),
          fc.array(hostile, { minLength: width, maxLength: width }),
        ),
        { maxLength: 8 },
      )
      .map((rows) => ({ width, rows: rows.map(([key, cells]) => [key, ...cells]) })),
  );

  test('written by the rules reads back equally, in chunks of any size', async () => {
    const property = fc.asyncProperty(
      tables,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      fc.boolean(),
      fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 64 }), fc.constant(65_536)),
      async ({ width, rows }, delimiter, lineEnd, encoding, mark, size) => {
        const latin = encoding === 'windows-1252';
        // Characters that the encoding lacks or encodes differently are left out.
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
