import { SharedStringsReader, unescapeText } from './strings.ts';
import { type NumberFormat, StylesReader } from './styles.ts';
import { readAttributes, readXml, type XmlReader } from './xml.ts';
import type { ZipArchive } from './zip.ts';

/** The part that makes a zip archive a workbook. */
export const WORKBOOK_PART = 'xl/workbook.xml';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  /** The part of the archive with its rows; undefined for a chart. */
  readonly part: string | undefined;
}

/** What cells refer to. */
export interface CellContext {
  /** Texts that cells share. */
  readonly strings: readonly string[];
  /** What a style shows of numbers, by its number. */
  readonly formats: readonly (NumberFormat | undefined)[];
  /** Whether days are counted from 1904. */
  readonly isFrom1904: boolean;
}

/** A workbook without its cells. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Reads what cells refer to, which may be large. */
  readContext(): Promise<CellContext>;
}

/** Reads what a workbook consists of. @throws any error if it is damaged. */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const parts = new PartsReader();
  await readXml(archive.unpack('xl/_rels/workbook.xml.rels'), parts);
  const names = new SheetNamesReader();
  await readXml(archive.unpack(WORKBOOK_PART), names);
  const readIfThere = async <Reader extends XmlReader>(part: string, reader: Reader) => {
    if (archive.has(part)) await readXml(archive.unpack(part), reader);
    return reader;
  };
  return {
    sheets: names.sheets.map(({ name, id }) => ({ name, part: parts.sheets.get(id) })),
    async readContext() {
      const { strings } = await readIfThere(parts.strings, new SharedStringsReader());
      const { formats } = await readIfThere(parts.styles, new StylesReader());
      return { strings, formats, isFrom1904: names.isFrom1904 === true };
    },
  };
}

/** Reads which parts of the archive hold what. */
class PartsReader implements XmlReader {
  readonly sheets = new Map<string, string>();
  strings = 'xl/sharedStrings.xml';
  styles = 'xl/styles.xml';

  open(name: string, text: string): void {
    if (name !== 'Relationship') return;
    const { Id = '', Type = '', Target = '' } = readAttributes(text);
    const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
    if (Type.endsWith('/relationships/worksheet')) this.sheets.set(Id, part);
    else if (Type.endsWith('/relationships/sharedStrings')) this.strings = part;
    else if (Type.endsWith('/relationships/styles')) this.styles = part;
  }
}

class SheetNamesReader implements XmlReader {
  readonly sheets: { readonly name: string; readonly id: string }[] = [];
  isFrom1904: boolean | undefined;

  open(name: string, text: string): void {
    if (name === 'workbookPr') {
      // Some files have it twice; spreadsheet programs take the first.
      this.isFrom1904 ??= isTrue(readAttributes(text).date1904);
    } else if (name === 'sheet') {
      const { name: sheet, id = '' } = readAttributes(text);
      if (sheet) this.sheets.push({ name: unescapeText(sheet), id });
    }
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
