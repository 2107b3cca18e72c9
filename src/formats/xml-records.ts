import { usage } from '../domain/errors.ts';
import type { ReadObject } from './objects.ts';
import { readAttributes, type XmlReader, XmlScanner } from './xlsx/xml.ts';

/** An element that is open, with what was read of it. */
interface OpenElement {
  readonly values: Map<string, unknown[]>;
  readonly isList: boolean;
  text: string;
}

/** Attributes that say how a value is written, not what it is. */
const ABOUT_VALUES: ReadonlySet<string> = new Set([
  'type',
  'nil',
  'count',
  'xmlns',
  'schemaLocation',
  'space',
  'lang',
]);

/**
 * Reads the records of an XML file: the elements with elements in them that its root has. What is in a record is a value, an
 * object, or a list where it is there several times. Throws `usage` for XML that is not well-formed.
 */
export async function* readXmlRecords(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<readonly ReadObject[]> {
  const reader = new RecordReader();
  const scanner = new XmlScanner(reader);
  try {
    for await (const piece of pieces) {
      scanner.push(piece);
      yield reader.take();
    }
    scanner.end();
  } catch (error) {
    if (!(error instanceof Error) || 'kind' in error) throw error;
    throw usage(`${name} is not well-formed XML near line ${reader.line}: ${error.message}`);
  }
}

class RecordReader implements XmlReader {
  line = 1;
  readonly #open: OpenElement[] = [];
  #startLine = 1;
  #found: ReadObject[] = [];

  open(_: string, written: string): void {
    const attributes = readAttributes(written);
    const values = new Map<string, unknown[]>();
    for (const [key, value] of Object.entries(attributes))
      if (!ABOUT_VALUES.has(key)) values.set(key, [value]);
    if (this.#open.length === 1) this.#startLine = this.line;
    this.#open.push({ values, isList: attributes.type === 'array', text: '' });
  }

  text(text: string): void {
    const current = this.#open.at(-1);
    if (current) current.text += text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.line++;
  }

  close(name: string): void {
    const element = this.#open.pop() as OpenElement;
    const value = contentOf(element);
    const parent = this.#open.at(-1);
    if (this.#open.length === 1) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      this.#found.push({ line: this.#startLine, object: value as Record<string, unknown>, problem: null });
    } else if (parent && value !== null) {
      const known = parent.values.get(name);
      if (known) known.push(value);
      else parent.values.set(name, [value]);
    }
  }

  /** The records that were read since the last call. */
  take(): readonly ReadObject[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}

/** A text, an object, a list of what an element has several of, or null for an empty one. */
function contentOf({ values, isList, text }: OpenElement): unknown {
  const own = text.trim();
  if (values.size === 0) return isList || own === '' ? null : own;
  const [only = []] = values.values();
  if (values.size === 1 && own === '' && (isList || only.length > 1)) return only;
  const entries = [...values].map(([key, all]) => [key, all.length === 1 ? all[0] : all]);
  return Object.fromEntries(own === '' ? entries : [...entries, ['value', own]]);
}
