import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/field.ts';
import type { StyleDepth } from '../../src/io/style-mode.ts';
import { Paint } from '../../src/render/color.ts';
import type { Column } from '../../src/render/column.ts';
import { makePrinter } from '../../src/render/printer.ts';
import type { Settings } from '../../src/settings.ts';
import { fakeIO, settingsWith } from './fake-io.ts';

const COLUMNS: readonly Column[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'amount', label: 'Amount', type: 'money' },
  { name: 'tags', label: 'Tags', type: 'list' },
];
const ROWS: readonly Row[] = [
  { id: 1, name: 'Jane', amount: { minor: -1250, currency: 'USD' }, tags: ['vip', 'expo'] },
  { id: 2, name: 'a\tb\\c\nd\x1b', amount: null, tags: null },
];
/** Line ends as different programs read them. */
const ANY_LINE_END = ['\r\n', '\n', '\r'];
const OPTIONS = { now: Date.parse('2026-11-22T12:00:00Z'), currency: 'USD' };

async function printed(some: Partial<Settings>, rows: Iterable<Row> | AsyncIterable<Row>, columns = COLUMNS) {
  const io = fakeIO();
  await makePrinter(io, settingsWith(some), OPTIONS).list({ noun: 'lead', columns }, rows);
  return io.stdout.text;
}

describe('a list in a pipe', () => {
  test('is TSV with a header, one row per line for any values', async () => {
    expect(await printed({}, ROWS)).toBe(
      'id\tname\tamount\ttags\n1\tJane\t-12.50\tvip;expo\n2\ta\\tb\\\\c\\nd\\x1b\t\t\n',
    );
  });

  test('is an array of objects as JSON, one per line', async () => {
    const text = await printed({ format: 'json' }, ROWS);
    expect(text.split('\n')).toHaveLength(5);
    expect(JSON.parse(text)).toEqual([
      { id: 1, name: 'Jane', amount: -12.5, tags: ['vip', 'expo'] },
      { id: 2, name: 'a\tb\\c\nd\x1b', amount: null, tags: [] },
    ]);
    expect(await printed({ format: 'json' }, [])).toBe('[]\n');
  });

  test('is one object per line as JSONL', async () => {
    const lines = (await printed({ format: 'jsonl' }, ROWS)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([1, 2]);
  });

  test('is one reference per line as ids', async () => {
    expect(await printed({ format: 'ids' }, ROWS)).toBe('1\n2\n');
  });

  test('is a pipe table as Markdown, without active content', async () => {
    const rows = [{ id: 1, name: 'a|b *c*\n<b>\x1b', amount: null, tags: null }];
    expect(await printed({ format: 'md' }, rows)).toBe(
      '| ID | Name | Amount | Tags |\n| --- | --- | --- | --- |\n| 1 | a\\|b \\*c\\*<br>\\<b\\>␛ |  |  |\n',
    );
  });

  test.each(['csv', 'tsv', 'md'] as const)('has no header in %s with --no-header', async (format) => {
    expect(await printed({ format, header: false }, [])).toBe('');
    expect(await printed({ format, header: false }, ROWS)).not.toContain('ame');
  });

  test('has every row of a long stream, in order, in every format', async () => {
    async function* many() {
      for (let id = 1; id <= 1000; id++) yield { id, name: 'x' } satisfies Row;
    }
    const ids = Array.from({ length: 1000 }, (_, at) => at + 1);
    const columns = COLUMNS.slice(0, 1);
    const numbers = (text: string) => text.match(/\d+/g)?.map(Number);
    for (const format of ['csv', 'tsv', 'json', 'jsonl', 'md', 'ids', 'table'] as const) {
      expect(numbers(await printed({ format }, many(), columns)), format).toEqual(ids);
    }
    expect(JSON.parse(await printed({ format: 'json' }, many(), columns))).toHaveLength(1000);
  });

  test('writes JSON that is safe on a terminal and has the same value', async () => {
    const rows = [{ id: 1, name: '\x9b2J\x7f\x1b', amount: null, tags: null }];
    const text = await printed({ format: 'json' }, rows);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(text)[0].name).toBe('\x9b2J\x7f\x1b');
  });

  test('stops between batches when the command is interrupted', async () => {
    const abort = new AbortController();
    const io = { ...fakeIO(), signal: abort.signal };
    function* rows() {
      for (let id = 1; ; id++) {
        if (id === 1000) abort.abort();
        yield { id };
      }
    }
    const print = makePrinter(io, settingsWith({ format: 'ids' }), OPTIONS);
    await expect(print.list({ noun: 'lead', columns: COLUMNS }, rows())).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });
});

describe('CSV', () => {
  const texts = (count: number): Column[] =>
    Array.from({ length: count }, (_, at) => ({ name: `c${at}`, label: `C${at}`, type: 'text' }));
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    fc
      .array(fc.constantFrom('"', ',', '\n', '\r', '\r\n', ' ', 'a', '=', "'", '\ufeff'))
      .map((parts) => parts.join('')),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((count) =>
      fc.array(fc.array(cell, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 8 }),
    );

  test('reads back as the same cells', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const columns = texts(cells[0]!.length);
        const rows = cells.map((row) => Object.fromEntries(row.map((text, at) => [`c${at}`, text])));
        const text = await printed({ format: 'csv' }, rows, columns);
        expect(parse(text, { record_delimiter: ANY_LINE_END })).toEqual([
          columns.map(({ name }) => name),
          ...cells,
        ]);
      }),
    );
  });

  test('reads back from the form for spreadsheets, with any line end in a cell', async () => {
    const cells = ['one\ntwo', 'one\rtwo', 'one\r\ntwo', '\n'];
    const columns = texts(cells.length);
    const row = Object.fromEntries(cells.map((text, at) => [`c${at}`, text]));
    const text = await printed({ format: 'csv', excel: true }, [row], columns);
    expect(parse(text.slice(1), { record_delimiter: ANY_LINE_END })[1]).toEqual(cells);
  });

  test('for a spreadsheet has a mark, CRLF and no formulas; numbers stay numbers', async () => {
    const columns = [...texts(2), { name: 'amount', label: 'Amount', type: 'money' }] as const;
    const rows: Row[] = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'x=1'].map((text) => ({
      c0: text,
      c1: null,
      amount: { minor: -500, currency: 'USD' },
    }));
    const text = await printed({ format: 'csv', excel: true }, rows, columns);
    expect(text.startsWith('\ufeffc0,c1,amount\r\n')).toBe(true);
    expect(parse(text.slice(1), { record_delimiter: '\r\n' }).slice(1)).toEqual(
      ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", 'x=1'].map((guarded) => [guarded, '', '-5.00']),
    );
  });
});

describe('a list on a terminal', () => {
  async function shown(
    columns: number,
    rows: readonly Row[],
    some: Partial<Settings> = {},
    depth: StyleDepth = 'plain',
  ) {
    const io = fakeIO(columns, { depth });
    const print = makePrinter(io, settingsWith(some), OPTIONS);
    await print.list({ noun: 'lead', columns: COLUMNS, empty: 'no leads yet', total: 7 }, rows);
    return { out: io.stdout.text, err: io.stderr.text };
  }

  test('is a table, numbers right-aligned, wide characters aligned', async () => {
    const rows = [...ROWS, { id: 10, name: '山田', amount: { minor: 99, currency: 'CHF' }, tags: null }];
    expect((await shown(80, rows)).out).toBe(
      [
        'ID  name        amount  tags',
        ' 1  Jane       -$12.50  vip, expo',
        ' 2  a b\\c⏎d␛',
        '10  山田      0.99 CHF',
        '',
      ].join('\n'),
    );
  });

  test('fits the window: text is cut, and omitted columns are named', async () => {
    const rows = [
      { id: 1, name: 'Jane Doe of Acme Incorporated', amount: { minor: 100, currency: 'USD' }, tags: ['a'] },
    ];
    const { out, err } = await shown(26, rows);
    expect(out).toBe('ID  name            amount\n 1  Jane Doe of A…      $1\n');
    expect(err).toContain('not shown, the window is\ntoo narrow: tags');
    expect((await shown(18, rows)).out).toBe('ID  name\n 1  Jane Doe of A…\n');
  });

  test('keeps a company whole and drops what stands after it, unless that says more', async () => {
    const text = (name: string, yields = false) =>
      ({ name, label: name, type: 'text', help: '', yields }) as const;
    const row = {
      name: 'Jane Doe',
      company: 'Wildflower Garden Centres',
      phone: '+44 20 7946 0000',
      why: 'late',
      zone: '',
    };
    const linesAt = async (width: number, yields: boolean) => {
      const io = fakeIO(width);
      const columns = [
        text('name'),
        text('company', yields),
        { ...text('phone'), type: 'phone' as const },
        text('why'),
        text('zone'),
      ];
      await makePrinter(io, settingsWith({}), OPTIONS).list({ noun: 'lead', columns }, [
        { ...row, zone: 'Europe/Rome' },
      ]);
      return io.stdout.text.split('\n')[1];
    };
    expect(await linesAt(62, false)).toBe('Jane Doe  Wildflower Garden Centres  +44 20 7946 0000  late');
    expect(await linesAt(62, true)).toBe('Jane Doe  Wildflower Gar…  +44 20 7946 0000  late  Europe/Rome');
  });

  test('omits empty columns, unless they were requested', async () => {
    const rows = [{ id: 1, name: 'Jane', amount: null, tags: [] }];
    const headerOf = async (usual: boolean) => {
      const io = fakeIO(80);
      await makePrinter(io, settingsWith({}), OPTIONS).list(
        { noun: 'lead', columns: COLUMNS, dropsEmptyColumns: usual },
        rows,
      );
      return io.stdout.text.split('\n')[0];
    };
    expect(await headerOf(true)).toBe('ID  name');
    expect(await headerOf(false)).toBe('ID  name  amount  tags');
  });

  test('omits the cents of a column without any', async () => {
    const rows = [100000, 250000].map((minor, id) => ({
      id,
      name: 'x',
      amount: { minor, currency: 'USD' },
      tags: null,
    }));
    expect((await shown(80, rows)).out).toContain('$1,000\n');
  });

  test('reports that there are more rows', async () => {
    expect((await shown(80, ROWS)).err).toBe('2 of 7 shown\n');
    expect((await shown(80, ROWS, { quiet: true })).err).toBe('');
  });

  test('reports an empty list on stderr', async () => {
    expect(await shown(80, [])).toEqual({ out: '', err: 'no leads yet\n' });
  });

  test('has muted heads and numbers, and bold amounts', async () => {
    const { out } = await shown(80, ROWS.slice(0, 1), {}, '24-bit');
    const paint = new Paint('24-bit', 'dark');
    const heads = ['ID', 'name', 'amount', 'tags'].map((head) => paint.text(head, 'muted'));
    expect(out).toBe(
      `${heads[0]}  ${heads[1]}   ${heads[2]}  ${heads[3]}\n ${paint.text('1', 'muted')}  Jane  ${paint.text('-$12.50', 'bold')}  vip, expo\n`,
    );
  });

  test('never holds more than the beginning of an endless value', async () => {
    const { out } = await shown(400, [{ id: 1, name: 'x'.repeat(10_000_000), amount: null, tags: null }]);
    expect(out.length).toBeLessThan(1000);
  });
});

describe('a table with more rows than one batch', () => {
  const many = (made: { count: number; closed?: boolean }, most: number) =>
    (async function* () {
      try {
        for (let id = 1; id <= most; id++) {
          made.count++;
          const isLast = id === most;
          const amount = isLast ? { minor: 123_456_789_012_345, currency: 'USD' } : null;
          yield { id, name: isLast ? 'x'.repeat(90) : `Lead ${id}`, amount, tags: null };
        }
      } finally {
        made.closed = true;
      }
    })();

  test('keeps its columns, and cuts no number', async () => {
    const io = fakeIO(60);
    await makePrinter(io, settingsWith({}), OPTIONS).list(
      { noun: 'lead', columns: COLUMNS, dropsEmptyColumns: true },
      many({ count: 0 }, 12_001),
    );
    const lines = io.stdout.text.trimEnd().split('\n');
    expect(lines).toHaveLength(12_002);
    expect(lines[1]).toBe('   1  Lead 1');
    expect(lines[5001]).toBe(' 5001  Lead 5001');
    expect(lines[12_001]).toMatch(/^12001 {2}x+… {2}.*1,234,567,890,123\.45$/);
  });

  test('is printed before its last row is read', async () => {
    const made = { count: 0, closed: false };
    const io = fakeIO(60);
    const wanted = new Error('enough');
    io.stdout.drain = async () => {
      throw wanted;
    };
    const list = makePrinter(io, settingsWith({}), OPTIONS).list(
      { noun: 'lead', columns: COLUMNS },
      many(made, 1e6),
    );
    await expect(list).rejects.toBe(wanted);
    expect(made.count).toBeLessThan(10_000);
    expect(made.closed).toBe(true);
  });
});
