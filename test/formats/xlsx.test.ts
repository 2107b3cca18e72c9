import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { TableOptions } from '../../src/formats/table.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { readTable } from './bytes.ts';
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
});
