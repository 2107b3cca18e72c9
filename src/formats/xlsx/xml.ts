import { decodeXmlEntities } from '../xml-entities.ts';

/** Reads what a scanner finds. Names of elements come without prefix: `row` for `x:row`. */
export interface XmlReader {
  /** `attributes` is read by `readAttributes`. */
  open(name: string, attributes: string): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The most text between two tags, and the longest tag. */
const MAX_PART_CHARS = 16 * 1024 * 1024;

const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const GREATER = 62;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SPACE = 32;
const CDATA = '<![CDATA[';
const COMMENT = '<!--';

/** Scans the XML of an Office file as it comes. Its methods throw for text that is not well-formed, and for a DTD. */
export class XmlScanner {
  readonly #reader: XmlReader;
  readonly #decoder = new TextDecoder();
  /** Text that is not scanned yet. */
  #rest = '';
  /** Elements that are open. */
  readonly #path: string[] = [];

  constructor(reader: XmlReader) {
    this.#reader = reader;
  }

  push(bytes: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      const end = start === -1 ? -1 : findEnd(text, start);
      if (end === -1) break;
      if (start > at) this.#reader.text?.(decodeXmlEntities(text.slice(at, start)));
      this.#scanMarkup(text, start, end);
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_PART_CHARS) throw new Error('too long a text');
  }

  end(): void {
    if (this.#path.length > 0 || this.#rest.includes('<')) throw new Error('the text ends inside an element');
  }

  /** Reads the markup from `start` to before `end`. */
  #scanMarkup(text: string, start: number, end: number): void {
    const kind = text.charCodeAt(start + 1);
    if (kind === SLASH) {
      this.#close(localName(text.slice(start + 2, end - 1).trimEnd()));
    } else if (kind === BANG) {
      if (text.startsWith(CDATA, start)) this.#reader.text?.(text.slice(start + CDATA.length, end - 3));
    } else if (kind !== QUESTION) {
      const isClosed = text.charCodeAt(end - 2) === SLASH;
      const last = isClosed ? end - 2 : end - 1;
      let nameEnd = start + 1;
      while (nameEnd < last && text.charCodeAt(nameEnd) > SPACE) nameEnd++;
      const name = localName(text.slice(start + 1, nameEnd));
      this.#path.push(name);
      this.#reader.open(name, nameEnd < last ? text.slice(nameEnd, last) : '');
      if (isClosed) this.#close(name);
    }
  }

  #close(name: string): void {
    if (this.#path.pop() !== name) throw new Error(`</${name}> closes another element`);
    this.#reader.close?.(name);
  }
}

/** Reads a whole XML text. @throws any error if it is not well-formed. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const scanner = new XmlScanner(reader);
  for await (const piece of bytes) scanner.push(piece);
  scanner.end();
}

/** The attributes of a start tag, by their names without prefix. */
export function readAttributes(text: string): Readonly<Record<string, string | undefined>> {
  const attributes: Record<string, string> = {};
  let at = 0;
  for (;;) {
    const equals = text.indexOf('=', at);
    if (equals === -1) return attributes;
    let start = equals + 1;
    while (text.charCodeAt(start) <= SPACE) start++;
    const end = text.indexOf(text.charAt(start), start + 1);
    if (end === -1) return attributes;
    attributes[localName(text.slice(at, equals).trim())] = decodeXmlEntities(text.slice(start + 1, end));
    at = end + 1;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Where the markup that begins at `start` ends; -1 if it goes on behind the text. */
function findEnd(text: string, start: number): number {
  const kind = text.charCodeAt(start + 1);
  if (kind === QUESTION) return endOf(text, '?>', start);
  if (kind === BANG) {
    if (text.startsWith(COMMENT, start)) return endOf(text, '-->', start + COMMENT.length);
    if (text.startsWith(CDATA, start)) return endOf(text, ']]>', start);
    const begun = text.slice(start);
    if (COMMENT.startsWith(begun) || CDATA.startsWith(begun)) return -1;
    throw new Error('a DTD in an Office file');
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return at + 1;
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) continue;
    at = text.indexOf(text.charAt(at), at + 1);
    if (at === -1) return -1;
  }
  return -1;
}

function endOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
}
