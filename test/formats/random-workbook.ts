import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/><numFmt numFmtId="166" formatCode="h:mm:ss.000"/><numFmt numFmtId="167" formatCode="#,##0 &quot;d&quot;;[Red]dd.mm.yyyy"/></numFmts><cellStyleXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf xfId="1"/><xf numFmtId="4" xfId="1"/></cellXfs></styleSheet>`;
const STYLE_COUNT = 8;

/** A workbook and what it is made of, for the message of a test that fails. */
export interface RandomWorkbook {
  readonly bytes: Uint8Array;
  readonly sheetXml: string;
  readonly isFrom1904: boolean;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    ' both ',
    'two\nlines',
    'a,b "c"',
    '_x000D_',
    '_x005F_x0041_',
    '<&>',
    '&amp;',
    ']]>',
    '\t',
    '漢字',
  ),
);
const runs = fc.array(text, { minLength: 1, maxLength: 3 });
const style = fc.nat(STYLE_COUNT - 1);
const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('shared' as const), runs, phonetic: fc.option(text) }),
  },
  fc.record({ kind: fc.constant('inline' as const), runs, phonetic: fc.option(text) }),
  fc.record({ kind: fc.constant('formula' as const), value: text }),
  fc.record({
    kind: fc.constant('n' as const),
    style,
    // Less than a day is a time, and so is all in hours that go on: another test has them.
    value: fc.double({ min: 1, max: 60_000, noNaN: true }).map(String),
  }),
  fc.record({
    kind: fc.constant('n' as const),
    style: fc.constant(0),
    value: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  }),
  fc.record({
    kind: fc.constant('n' as const),
    style: fc.constant(0),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  }),
  fc.record({ kind: fc.constant('b' as const), value: fc.constantFrom('0', '1') }),
  fc.record({ kind: fc.constant('e' as const), value: fc.constantFrom('#N/A', '#REF!') }),
  fc.record({ kind: fc.constant('blank' as const), style }),
);
const row = fc.record({
  /** Rows left out before it. */
  gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(4)),
  isNumbered: fc.boolean(),
  cells: fc.array(fc.record({ gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(30)), cell }), {
    maxLength: 8,
  }),
});

/** Workbooks as all kinds of programs write them. */
export const randomWorkbook: fc.Arbitrary<RandomWorkbook> = fc
  .record({
    rows: fc.array(row, { maxLength: 8 }),
    prefix: fc.constantFrom('', 'x:'),
    between: fc.constantFrom('', '\n  ', '<!-- a <row> -->'),
    dimension: fc.constantFrom('', 'A1', 'A1:B2', 'A1:XFD1048576'),
    isFrom1904: fc.boolean(),
    level: fc.constantFrom(0 as const, 6 as const),
  })
  .map(writeWorkbook);

function writeWorkbook(book: {
  readonly rows: readonly (typeof row extends fc.Arbitrary<infer Row> ? Row : never)[];
  readonly prefix: string;
  readonly between: string;
  readonly dimension: string;
  readonly isFrom1904: boolean;
  readonly level: 0 | 6;
}): RandomWorkbook {
  const { prefix: p, between } = book;
  const shared: string[] = [];
  const rich = (parts: readonly string[], phonetic: string | null) =>
    (parts.length === 1
      ? `<${p}t xml:space="preserve">${escaped(parts[0] ?? '')}</${p}t>`
      : parts
          .map((part) => `<${p}r><${p}rPr><${p}b/></${p}rPr><${p}t>${escaped(part)}</${p}t></${p}r>`)
          .join('')) +
    (phonetic === null ? '' : `<${p}rPh sb="0" eb="1"><${p}t>${escaped(phonetic)}</${p}t></${p}rPh>`);
  const cellXml = (place: string, one: typeof cell extends fc.Arbitrary<infer Cell> ? Cell : never) => {
    const start = `<${p}c r="${place}"`;
    switch (one.kind) {
      case 'shared':
        return `${start} t='s'><${p}v>${shared.push(rich(one.runs, one.phonetic)) - 1}</${p}v></${p}c>`;
      case 'inline':
        return `${start} t="inlineStr"><${p}is>${rich(one.runs, one.phonetic)}</${p}is></${p}c>`;
      case 'formula':
        return `${start} t="str"><${p}f>A1&amp;"&gt;"</${p}f><${p}v>${escaped(one.value)}</${p}v></${p}c>`;
      case 'n':
        return `${start} s="${one.style}"><${p}v>${one.value}</${p}v></${p}c>`;
      case 'blank':
        return `${start} s="${one.style}"/>`;
      default:
        return `${start} t="${one.kind}"><${p}v>${one.value}</${p}v></${p}c>`;
    }
  };
  let number = 0;
  const rows = book.rows.map(({ gap, isNumbered, cells }) => {
    number += 1 + gap;
    let column = 0;
    const inside = cells.map((one) => {
      column += 1 + one.gap;
      return cellXml(`${letters(column)}${number}`, one.cell);
    });
    const r = isNumbered || cells.length === 0 ? ` r="${number}"` : '';
    return `${between}<${p}row${r} spans="1:3">${inside.join(between)}</${p}row>`;
  });
  const declared = p === '' ? 'xmlns' : 'xmlns:x';
  const dimension = book.dimension === '' ? '' : `<${p}dimension ref="${book.dimension}"/>`;
  const sheetXml = `<?xml version="1.0"?><${p}worksheet ${declared}="${MAIN}">${dimension}<${p}sheetData>${rows.join('')}</${p}sheetData><${p}mergeCells><${p}mergeCell ref="A1:B1"/></${p}mergeCells></${p}worksheet>`;
  const files = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${book.isFrom1904 ? 1 : 0}"/><sheets><sheet name="One" sheetId="4" state="hidden" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId7" Type="${RELATIONS}/worksheet" Target="/xl/data.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<${p}sst ${declared}="${MAIN}">${shared.map((one) => `<${p}si>${one}</${p}si>`).join('')}</${p}sst>`,
    'xl/data.xml': sheetXml,
  };
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])),
    { level: book.level },
  );
  return { bytes, sheetXml, isFrom1904: book.isFrom1904 };
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : letters(Math.floor((column - 1) / 26)) + last;
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '&#10;')
    .replaceAll('"', '&#x22;');
}

/** The CSV of a sheet as a reader that holds all of it at once has it: what the program's own is compared with. */
export async function modelText(bytes: Uint8Array): Promise<string> {
  const buffer = bytes.slice().buffer;
  const parseNumber = (digits: string) => (/^-?\d{16,}$/.test(digits) ? digits : Number(digits));
  const rows: readonly (readonly unknown[])[] = await readSheet(buffer, 1, { parseNumber });
  return rows.map((cells) => `${cells.map((one) => quoted(modelCell(one))).join(',')}\n`).join('');
}

function modelCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number')
    return String(Number.isInteger(value) && Math.abs(value) < 1e21 ? value : Number(value.toPrecision(15)));
  if (!(value instanceof Date)) return String(value);
  const at = value.getTime() % 1000 === 999 ? new Date(value.getTime() + 1) : value;
  return at
    .toISOString()
    .replace(/T00:00:00\.000Z$|(?:\.000)?Z$/, '')
    .replace('T', ' ');
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
