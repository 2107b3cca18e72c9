import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { usage } from '../../src/domain/errors.ts';
import type { TableOptions } from '../../src/formats/table.ts';
import { readSheetRows } from '../../src/formats/xlsx/rows.ts';
import { readSheetText } from '../../src/formats/xlsx/sheet-text.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { collect, readTable, streamOf } from './bytes.ts';
import { modelText, randomWorkbook } from './random-workbook.ts';
import { workbook } from './workbook.ts';

/** In small pieces, as a pipe hands them over. */
async function read(bytes: Uint8Array, options: TableOptions = {}) {
  const { table, rows } = await readTable(bytes, { name: 'book.xlsx', ...options }, 1000);
  return { headers: table.headers, rows };
}

describe('a workbook', () => {
  test('is read as the table of its first sheet, by type of cell', async () => {
    const book = workbook({
      Leads: [
        ['Name', 'Phone', 'Amount', 'Since', 'Opted out'],
        ['Zoë "Z" & Co', 4155550136, 0.1 + 0.2, { days: 46093 }, true],
        ['Ann', null, 12000, { days: 46093.625 }, false],
      ],
      Other: [['x'], ['y']],
    });
    expect(await read(book)).toMatchObject({
      headers: ['Name', 'Phone', 'Amount', 'Since', 'Opted out'],
      rows: [
        { line: 2, cells: ['Zoë "Z" & Co', '4155550136', '0.3', '2026-03-12', 'true'] },
        { line: 3, cells: ['Ann', '', '12000', '2026-03-12 15:00:00', 'false'] },
      ],
    });
  });

  test.each(['Other', '2'])('is read from the sheet %s where it is named', async (sheet) => {
    const book = workbook({ Leads: [['a'], ['1']], Other: [['Name'], ['Ann']] });
    expect((await read(book, { sheet })).headers).toEqual(['Name']);
    const error = await crmErrorOf(() => read(book, { sheet: 'Leeds' }));
    expect(error.message).toBe('book.xlsx has no sheet "Leeds"');
    expect(error.hints).toEqual(['It has: Leads, Other']);
  });

  test('is found by its name in any case, which goes before its number', async () => {
    // Such names of sheets come first, in the order of numbers.
    const book = workbook({ 3: [['three']], 2026: [['year']], Cover: [], Deals: [['Name']] });
    const headers = async (sheet: string) => (await read(book, { sheet })).headers;
    expect(await headers('deals ')).toEqual(['Name']);
    expect(await headers('2026')).toEqual(['year']);
    expect(await headers('4')).toEqual(['Name']);
    expect(await headers('3')).toEqual(['three']);
  });

  test('is the first one with a value', async () => {
    const { table } = await readTable(
      workbook({ Cover: [], Deals: [['Name']], Old: [], Leads: [['Mail']] }),
      {
        name: 'book.xlsx',
      },
    );
    expect(table).toMatchObject({
      headers: ['Name'],
      sheet: { name: 'Deals', others: ['Leads'], errors: 0 },
    });
  });

  test('counts rows of the sheet as lines, whatever its cells hold', async () => {
    const book = workbook({
      Leads: [
        ['Name', 'Note'],
        ['Ann', 'one\ntwo\nthree'],
        ['Bob', 'a, "b"'],
        ['Cy', ''],
      ],
    });
    const { rows } = await read(book);
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, 'Ann', 'one\ntwo\nthree'],
      [3, 'Bob', 'a, "b"'],
      [4, 'Cy', ''],
    ]);
  });

  test('that is damaged, or a zip archive of something else, is refused in a line', async () => {
    const book = workbook({ Leads: [['Name'], ['Ann']] });
    for (const damaged of [book.subarray(0, 4), book.subarray(0, book.length - 40)])
      expect((await crmErrorOf(() => read(damaged))).message).toBe('book.xlsx is a damaged zip archive');
    const archive = zipSync({ 'leads.csv': strToU8('Name\nAnn\n') });
    expect((await crmErrorOf(() => read(archive))).message).toBe(
      'book.xlsx is a zip archive, not a text file',
    );
  });

  test('that unpacks to more than memory may hold is refused before it is unpacked', async () => {
    const book = workbook({ Leads: [['Name'], ['Ann']] });
    // The directory at the end says how large the first file is when it is unpacked.
    const view = new DataView(book.buffer, book.byteOffset);
    for (let at = book.length - 22; at > 0; at--)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fff0000, true);
    expect((await crmErrorOf(() => read(book))).message).toBe('book.xlsx is too large a workbook');
  });

  test('that unpacks to far more than its size is refused before it is unpacked', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/media/image.bin': new Uint8Array(60 * 1024 * 1024),
    });
    expect((await crmErrorOf(() => read(bomb))).message).toBe('book.xlsx is too large a workbook');
  });

  test('whose parts say nothing is refused as what it is', async () => {
    const empty = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') });
    expect((await crmErrorOf(() => read(empty))).message).toBe('book.xlsx is a workbook that cannot be read');
  });

  test('has times in full seconds', async () => {
    const book = workbook({
      Deals: [
        ['Name', 'At'],
        ['A', { days: 46093.604166666664 }],
      ],
    });
    expect((await read(book)).rows[0]?.cells).toEqual(['A', '2026-03-12 14:30:00']);
  });

  test('of any program has the values that another reader finds', async () => {
    const property = fc.asyncProperty(randomWorkbook, async ({ bytes }) => {
      const sheet = await readSheetText(bytes, { name: 'book.xlsx' });
      expect((await collect(sheet?.text as AsyncIterable<string>)).join('')).toBe(await modelText(bytes));
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test('has the same rows in whatever pieces it comes', async () => {
    const strings = Array.from({ length: 100 }, (_, at) => `text ${at}`);
    const date = { kind: 'time', hasClock: false, isElapsed: false } as const;
    const property = fc.asyncProperty(
      randomWorkbook,
      fc.integer({ min: 1, max: 40 }),
      async ({ sheetXml, isFrom1904 }, size) => {
        const context = { strings, formats: [undefined, date], isFrom1904 };
        const rowsOf = async (pieces: number) =>
          (await collect(readSheetRows(streamOf(sheetXml, pieces), context))).flat();
        expect(await rowsOf(size)).toEqual(await rowsOf(1_000_000));
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  test('may leave out where rows and cells are, and quote text as it likes', async () => {
    const rows = [
      '<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>City</t></is></c></row>',
      '<row/>',
      '<row><c t="str"><v><![CDATA[A & <B>]]></v></c><c r="B3" t="inlineStr"><is><t>a<!-- > -->b &#x1F600;</t></is></c></row>',
      '<row r="6"><c t="b"><v>true</v></c><c t="d"><v>2026-03-12T15:00:00</v></c></row>',
    ];
    expect((await read(withSheetXml(rows.join('')))).rows).toMatchObject([
      { line: 3, cells: ['A & <B>', 'ab 😀'] },
      { line: 6, cells: ['true', '2026-03-12 15:00:00'] },
    ]);
  });

  test.each([
    ['a column that no sheet has', '<row r="1"><c r="XFE1"><v>1</v></c></row>'],
    ['a column far out', '<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>'],
    ['a row that no sheet has', '<row r="99999999999"><c r="A1"><v>1</v></c></row>'],
    ['a row twice', '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'],
    ['a cell twice', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>'],
    ['a shared text that is missing', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'],
    ['an element that is not closed', '<row r="1"><c r="A1"><v>1</v></row>'],
    ['a kind of cell that there is not', '<row r="1"><c r="A1" t="x"><v>1</v></c></row>'],
  ])('with %s is refused before a row is read', async (_, rows) => {
    const error = await crmErrorOf(() => read(withSheetXml(rows)));
    expect(error.message).toBe('book.xlsx is a workbook that cannot be read');
  });

  test('that is damaged at any byte is read or refused in a line', async () => {
    const book = workbook({
      Leads: [
        ['Name', 'Since'],
        ['Ann', { days: 46093 }],
        ['Bob', 1],
      ],
    });
    const property = fc.asyncProperty(fc.nat(book.length - 1), fc.nat(255), async (at, value) => {
      const damaged = book.slice();
      damaged[at] = value;
      const error = await crmErrorOf(async () => {
        await read(damaged);
        throw usage('read');
      });
      expect(error.message).toMatch(/^(?:read$|book\.xlsx )/);
    });
    await fc.assert(property, { numRuns: 250 });
  });
});

/** A workbook whose only sheet has this inside its `sheetData`. */
function withSheetXml(rows: string): Uint8Array {
  const files = unzipSync(workbook({ Leads: [] }));
  return zipSync({
    ...files,
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
}

describe('what a sheet shows beside its values', () => {
  const withParts = (bytes: Uint8Array, change: (name: string, text: string) => string) =>
    zipSync(
      Object.fromEntries(
        Object.entries(unzipSync(bytes)).map(([name, part]) => [
          name,
          strToU8(change(name, Buffer.from(part).toString())),
        ]),
      ),
    );

  test('texts of merged cells stand beside each row that has values; numbers are counted once', async () => {
    const book = withParts(
      workbook({
        Deals: [
          ['Company', 'Deal', 'Amount'],
          ['Fjord', 'Boats', 500],
          [null, 'Nets', null],
          [null, null, null],
          [null, 'Sails', 70],
          ['Ness', 'Oars', 5],
        ],
      }),
      (name, text) =>
        name.includes('sheet1')
          ? text.replace(
              '</sheetData>',
              '</sheetData><mergeCells count="2"><mergeCell ref="A2:A5"/><mergeCell ref="C2:C3"/><mergeCell ref="A6:B6"/></mergeCells>',
            )
          : text,
    );
    expect((await read(book)).rows.map(({ cells }) => cells)).toEqual([
      ['Fjord', 'Boats', '500'],
      ['Fjord', 'Nets', ''],
      ['Fjord', 'Sails', '70'],
      ['Ness', 'Oars', '5'],
    ]);
  });

  /** A workbook with these numbers in a column, each shown by a format. */
  const shown = (cells: readonly (readonly [format: string, number: number])[]) =>
    withParts(
      workbook({ Deals: [['Deal', 'Value'], ...cells.map(([, number], at) => [`D${at}`, number])] }),
      (name, text) => {
        if (name.includes('sheet1'))
          return text.replaceAll(/<c r="B(\d+)">/g, (_, row) => `<c r="B${row}" s="${row}">`);
        if (!name.includes('styles')) return text;
        const formats = cells.map(([code], at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`);
        const styles = cells.map((_, at) => `<xf numFmtId="${200 + at}" xfId="0"/>`);
        return text
          .replace('<cellStyleXfs', `<numFmts>${formats.join('')}</numFmts><cellStyleXfs`)
          .replace('</cellXfs>', `${styles.join('')}</cellXfs>`);
      },
    );
  const valuesOf = async (book: Uint8Array) => (await read(book)).rows.map(({ cells }) => cells[1]);

  test('a time of day, a duration, a percentage and a code are what their format shows', async () => {
    const cells: [format: string, number: number, text: string][] = [
      ['h:mm AM/PM', 0.5, '12:00:00'],
      ['hh:mm:ss', 0.0034722222222, '00:05:00'],
      ['hh:mm', 0, '00:00:00'],
      ['mm:ss', 0.000694444, '00:01:00'],
      ['[h]:mm:ss', 1.00347222222, '24:05:00'],
      ['h:mm', 46093.5, '2026-03-12 12:00:00'],
      ['yyyy-mm-dd', 0, ''],
      ['0%', 0.35, '35%'],
      ['0.0%', 0.125, '12.5%'],
      ['00000', 2134, '02134'],
      ['00000', 100_100, '100100'],
      ['+0', 4_930_123_456, '+4930123456'],
      ['000-00-0000', 12_345_678, '012-34-5678'],
      ['&quot;INV-&quot;0000', 42, 'INV-0042'],
      ['0.00', 42, '42'],
      ['#,##0', 42, '42'],
      ['0 &quot;pcs&quot;', 42, '42'],
      ['0;-0', -42, '-42'],
    ];
    expect(await valuesOf(shown(cells.map(([format, number]) => [format, number])))).toEqual(
      cells.map(([, , text]) => text),
    );
  });

  test('long ids that differ in the last digits stay two', async () => {
    const book = withParts(
      workbook({
        Deals: [
          ['Deal', 'Id'],
          ['a', 11],
          ['b', 12],
        ],
      }),
      (name, text) =>
        name.includes('sheet1')
          ? text.replace('>11<', '>1.2345678901234568E+17<').replace('>12<', '>1.2345678901234598E+17<')
          : text,
    );
    expect(await valuesOf(book)).toEqual(['123456789012345680', '123456789012345980']);
  });

  test('a number has the currency that its format shows', async () => {
    const FORMATS = ['#,##0.00\\ [$€-407]', '&quot;CHF&quot; 0', '0.0 &quot;kg&quot;', '[$-409]#,##0'];
    const book = shown(FORMATS.map((format) => [format, 1234.5]));
    expect(await valuesOf(book)).toEqual(['1234.5 €', '1234.5 CHF', '1234.5', '1234.5']);
  });
});
