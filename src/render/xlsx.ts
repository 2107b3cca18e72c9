import { momentOf, toLocalDate } from '../domain/dates/calendar.ts';
import { usage } from '../domain/errors.ts';
import type { FieldType, Row, Value } from '../domain/field.ts';
import { lazy } from '../domain/lazy.ts';
import { decimalText, isAmount, minorDigits } from '../domain/money.ts';
import { DAY_MS } from '../domain/time-units.ts';
import type { Column } from './column.ts';
import type { Encoder } from './encoder.ts';
import { plainText } from './values.ts';

/** The day that spreadsheet programs count as 0, in milliseconds since 1970. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
/** Before it, spreadsheet programs count a day too few: they have a 29 February 1900. */
const FIRST_DAY = '1900-03-01';
/** A reader may cut off parts of a millisecond: this keeps them whole. */
const BIAS_MS = 0.25;
/** Most rows of a sheet, with the header. */
const MAX_ROWS = 1_048_576;
const MAX_SHEET_NAME_CHARS = 31;
/** Longer texts make a workbook that spreadsheet programs take for damaged. */
export const MAX_CELL_CHARS = 32_767;

/** Styles of cells, by their place in the style sheet. */
const STYLES = ['General', 'header', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss'] as const;
type StyleName = (typeof STYLES)[number];

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A part of a workbook: a file in its archive. */
interface WorkbookPart {
  readonly name: string;
  readonly text: string;
}

/** A sheet as XML, and the other parts of its workbook once all rows are written. */
export interface SheetEncoder extends Encoder {
  /** The part that the text of the encoder belongs to. */
  readonly sheetPart: string;
  parts(): readonly WorkbookPart[];
  /** Texts that are longer than a cell can be and so were cut, by column. */
  readonly cut: ReadonlyMap<string, number>;
}

/**
 * Writes rows as a sheet with typed cells: numbers, yes and no, days, times in the user's zone, amounts in the format of
 * their currency. Text stays text, whatever it begins with.
 */
export function sheetEncoder(
  name: string,
  columns: readonly Column[],
  { header }: { readonly header: boolean },
): SheetEncoder {
  const currencies = new Map<string, number>();
  const cut = new Map<string, number>();
  let line = 0;

  const letters = columns.map((_, at) => columnLetters(at));
  const startRow = (cellAt: (at: number) => string): string => {
    if (++line > MAX_ROWS)
      throw usage('a sheet holds at most 1,048,576 rows', 'Write fewer with --limit, or write CSV.');
    const cells = letters.map((letter, at) => cellAt(at).replace('<c', `<c r="${letter}${line}"`));
    return `<row r="${line}">${cells.join('')}</row>`;
  };
  const moneyStyle = (currency: string): number => {
    const known = currencies.get(currency) ?? STYLES.length + currencies.size;
    currencies.set(currency, known);
    return known;
  };
  /** A cell without its place; blank for no value. */
  const cell = (value: Value, type: FieldType): string => {
    if (value === null) return '';
    if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
    if (typeof value === 'number') return `<c><v>${value}</v></c>`;
    if (typeof value === 'object' && 'minor' in value) {
      const isExact = typeof value.minor === 'number' && isAmount(value.minor);
      if (!isExact) return textCell(decimalText(value));
      return `<c s="${moneyStyle(value.currency)}"><v>${decimalText(value)}</v></c>`;
    }
    const serial =
      typeof value !== 'string'
        ? null
        : type === 'date'
          ? serialOfDay(value)
          : type === 'datetime'
            ? serialOfTime(value)
            : null;
    if (serial === null) return textCell(plainText(value));
    return `<c s="${styleOf(type === 'date' ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss')}"><v>${serial}</v></c>`;
  };

  const widths = columns.map(
    (column, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"/>`,
  );
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const headerRow = header ? startRow((at) => textCell(columns[at]?.name ?? '', styleOf('header'))) : '';
  return {
    sheetPart: 'xl/worksheets/sheet1.xml',
    head: `${XML}<worksheet xmlns="${MAIN}">${header ? frozen : ''}<cols>${widths.join('')}</cols><sheetData>${headerRow}`,
    batch: (rows: readonly Row[]) =>
      rows
        .map((row) =>
          startRow((at) => {
            const { name, type } = columns[at] as Column;
            const value = row[name] ?? null;
            const mayBeLong =
              typeof value === 'string' ? value.length > MAX_CELL_CHARS : Array.isArray(value);
            if (!mayBeLong || plainText(value).length <= MAX_CELL_CHARS) return cell(value, type);
            cut.set(name, (cut.get(name) ?? 0) + 1);
            return textCell(cutText(plainText(value)));
          }),
        )
        .join(''),
    tail: () => '</sheetData></worksheet>',
    parts: () => partsOf(name, [...currencies.keys()]),
    cut,
  };
}

/** `A` to `Z`, `AA` and on. */
function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetters(Math.floor(at / 26) - 1) + letter;
}

function styleOf(name: StyleName): number {
  return STYLES.indexOf(name);
}

function widthOf({ type, name }: Column): number {
  const least = type === 'datetime' ? 20 : type === 'text' || type === 'email' || type === 'ref' ? 22 : 12;
  return Math.min(40, Math.max(least, name.length + 2));
}

function textCell(text: string, style = 0): string {
  if (text === '') return '';
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c t="inlineStr"${styled}><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** As much of a text as a cell holds, without half a character at its end. */
function cutText(text: string): string {
  const last = text.charCodeAt(MAX_CELL_CHARS - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? MAX_CELL_CHARS - 1 : MAX_CELL_CHARS);
}

/** What XML cannot hold, or reads as something else, in the way of spreadsheet programs: `_x000D_`. */
const UNWRITABLE = lazy(() => /[^\P{Cc}\t\n]|[\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/giu);
const MARKUP = /[&<>]/g;

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE(), (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(MARKUP, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));
}

/** The day as a spreadsheet counts it; null for one that it counts wrongly. */
function serialOfDay(day: string): number | null {
  return day < FIRST_DAY ? null : (Date.parse(day) - DAY_ZERO_MS) / DAY_MS;
}

/** A moment as a spreadsheet counts the user's days; null where that would be read as another moment. */
function serialOfTime(at: string): number | null {
  const ms = Date.parse(at);
  const day = toLocalDate(ms);
  const local = new Date(ms);
  const sinceMinute = local.getSeconds() * 1000 + local.getMilliseconds();
  const isOnce = momentOf(day, local.getHours(), local.getMinutes()) + sinceMinute === ms;
  if (!isOnce || day < FIRST_DAY || local.getMilliseconds() === 999) return null;
  const sinceMidnight = (local.getHours() * 60 + local.getMinutes()) * 60_000 + sinceMinute;
  return (Date.parse(day) + sinceMidnight + BIAS_MS - DAY_ZERO_MS) / DAY_MS;
}

function partsOf(name: string, currencies: readonly string[]): WorkbookPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${TYPES}.${type}+xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      text: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/worksheets/sheet1.xml', 'worksheet')}${override('xl/styles.xml', 'styles')}</Types>`,
    },
    { name: '_rels/.rels', text: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/styles.xml', text: stylesXml(currencies) },
  ];
}

/** Numbers below are those of formats that come with spreadsheet programs. */
const FIRST_FORMAT = 164;

function stylesXml(currencies: readonly string[]): string {
  const formats = [
    ...STYLES.map((style) => (style === 'header' ? 'General' : style)),
    ...currencies.map(moneyFormat),
  ];
  const numFmts = formats.map(
    (code, at) =>
      `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${escapeText(code).replaceAll('"', '&quot;')}"/>`,
  );
  const xfs = formats.map(
    (_, at) =>
      `<xf numFmtId="${FIRST_FORMAT + at}" fontId="${STYLES[at] === 'header' ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  );
  const font = (inner: string) => `<font>${inner}<sz val="11"/><name val="Calibri"/></font>`;
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${numFmts.length}">${numFmts.join('')}</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs></styleSheet>`;
}

/** `#,##0.00 [$EUR]`, with the decimals of the currency. */
function moneyFormat(currency: string): string {
  const decimals = minorDigits(currency);
  return `#,##0${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`} [$${currency}]`;
}

/** A name that every spreadsheet program takes. */
function sheetName(name: string): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, MAX_SHEET_NAME_CHARS);
  return escapeText(plain).replaceAll('"', '&quot;') || 'Sheet1';
}
