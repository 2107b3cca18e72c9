import { readXml, type XmlReader } from './xlsx/xml.ts';
import { ZipArchive } from './xlsx/zip.ts';

/** More text of a document is not searched. */
const MAX_TEXT_CHARS = 100_000;

/** Larger files are kept, but their text is not read. */
export const MAX_READ_BYTES = 25_000_000;

/** Pages of a PDF that are read. */
const MAX_PAGES = 200;

/** Bytes that an office document may unpack to. */
const MAX_UNPACKED_BYTES = 100_000_000;

/**
 * The text of a PDF, of a document of Word or LibreOffice, or of a text file; null for other files and for those that
 * cannot be read, which are kept all the same.
 */
export async function documentText(bytes: Uint8Array): Promise<string | null> {
  if (bytes.length > MAX_READ_BYTES) return null;
  try {
    const text = await rawText(bytes);
    return text === null ? null : tidy(text) || null;
  } catch {
    return null;
  }
}

function rawText(bytes: Uint8Array): Promise<string | null> | string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.length)).toString('latin1');
  if (start.startsWith('%PDF-')) return pdfText(bytes);
  if (start.startsWith('PK\x03\x04')) return officeText(bytes);
  return plainText(bytes);
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  // It takes the bytes away.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  let text = '';
  try {
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES); number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
      text += '\n';
      if (text.length > MAX_TEXT_CHARS) break;
    }
  } finally {
    await pdf.cleanup();
  }
  return text;
}

/** Parts of office documents with their text, and the elements that end a line in them. */
const PARTS = ['word/document.xml', 'content.xml'];
const LINES: ReadonlySet<string> = new Set(['p', 'h', 'br', 'tr', 'tab', 'line-break']);

async function officeText(bytes: Uint8Array): Promise<string | null> {
  const archive = new ZipArchive(bytes);
  const part = PARTS.find((name) => archive.has(name));
  if (part === undefined || archive.unpackedSize > MAX_UNPACKED_BYTES) return null;
  const reader = new OfficeReader();
  await readXml(archive.unpack(part), reader);
  return reader.collected;
}

/** Collects the text of an office document. */
class OfficeReader implements XmlReader {
  collected = '';

  open(): void {}

  close(name: string): void {
    if (LINES.has(name)) this.collected += '\n';
  }

  text(text: string): void {
    if (this.collected.length < MAX_TEXT_CHARS) this.collected += text;
  }
}

/** The text of a text file in UTF-8 or Windows-1252; null for other bytes. */
function plainText(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 65_536).includes(0)) return null;
  const part = bytes.subarray(0, MAX_TEXT_CHARS * 4);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: true });
  } catch {
    const text = new TextDecoder('windows-1252').decode(part);
    return looksLikeText(text) ? text : null;
  }
}

/** Whether hardly any characters are those that no text has. */
function looksLikeText(text: string): boolean {
  const odd = text.replace(/\s/g, '').match(/\p{Cc}/gu)?.length ?? 0;
  return odd * 100 < text.length;
}

/** One space between words, one end of a line between lines, and no control characters. */
function tidy(text: string): string {
  return text
    .slice(0, MAX_TEXT_CHARS * 2)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[[\p{Cc}\p{Cs}]--[\n]]/gv, '')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
    .slice(0, MAX_TEXT_CHARS);
}
