import { usage } from '../domain/errors.ts';

/** The text of one JSON value and its first line. */
export interface SourceText {
  readonly line: number;
  readonly text: string;
}

/** Maximum length of an element in characters; a longer one has a bracket or quote that is not closed. */
const MAX_ELEMENT_CHARS = 64 * 1024 * 1024;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const LINE_FEED = 10;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Yields the non-blank lines of each piece. A line above 64 million characters is a usage error. */
export async function* splitLines(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly SourceText[]> {
  let line = 1;
  let rest = '';
  for await (const piece of text) {
    const parts = piece.split('\n');
    parts[0] = rest + parts[0]!;
    rest = parts.pop()!;
    const lines: SourceText[] = [];
    for (const part of parts) {
      if (part.trim() !== '') lines.push({ line, text: part });
      line++;
    }
    if (lines.length > 0) yield lines;
    if (rest.length > MAX_ELEMENT_CHARS) throw usage(`${name} has a line larger than 64 MB: line ${line}`);
  }
  if (rest.trim() !== '') yield [{ line, text: rest }];
}

/**
 * Yields the texts of the elements of an array, or of several values in sequence, as each piece completes them. Counts
 * brackets outside strings; validation is left to the parser. Usage errors: an array that is not closed, text after it, an element
 * above 64 million characters.
 */
export async function* splitElements(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly SourceText[]> {
  const splitter = new Splitter(name);
  for await (const piece of text) yield* gather(splitter.push(piece));
  yield* gather(splitter.end());
}

/** All items at once; those before an error too. */
function* gather<T>(items: Iterable<T>): Generator<readonly T[]> {
  const all: T[] = [];
  try {
    for (const item of items) all.push(item);
  } catch (error) {
    yield all;
    throw error;
  }
  if (all.length > 0) yield all;
}

/**
 * The first line of each element of the list at `key` in the text of an object; empty if it is not found where
 * elements are expected.
 */
export function linesOfList({ line, text }: SourceText, key: string, count: number): number[] {
  const list = new RegExp(`"${key}"\\s*:\\s*\\[`).exec(text);
  if (!list || count === 0) return [];
  const start = list.index + list[0].length - 1;
  const splitter = new Splitter('');
  const before = line + text.slice(0, start).split('\n').length - 1;
  const lines: number[] = [];
  for (const element of splitter.push(text.slice(start))) {
    lines.push(element.line + before - 1);
    if (lines.length === count) return lines;
  }
  return [];
}

class Splitter {
  readonly #name: string;
  #array: 'unknown' | 'none' | 'open' | 'closed' = 'unknown';
  #pending = '';
  #inElement = false;
  #inString = false;
  #escaped = false;
  #depth = 0;
  #line = 1;
  #startLine = 1;
  #arrayLine = 1;

  constructor(name: string) {
    this.#name = name;
  }

  *push(piece: string): Generator<SourceText> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === LINE_FEED) this.#line++;
      if (this.#inString) {
        this.#stepInString(code);
        continue;
      }
      if (!this.#inElement) {
        if (this.#isBetween(code)) continue;
        this.#inElement = true;
        this.#startLine = this.#line;
        from = at;
      }
      if (code === QUOTE) {
        this.#inString = true;
      } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
        this.#depth++;
      } else if (this.#depth > 0) {
        if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --this.#depth === 0) {
          yield this.#finish(piece.slice(from, at + 1));
        }
      } else if (code === COMMA || code === CLOSE_ARRAY || code === LINE_FEED) {
        yield this.#finish(piece.slice(from, at));
        if (code === CLOSE_ARRAY) this.#array = 'closed';
      }
    }
    if (!this.#inElement) return;
    this.#pending += piece.slice(from);
    if (this.#pending.length > MAX_ELEMENT_CHARS) {
      throw usage(`${this.#name} has an element larger than 64 MB: it starts in line ${this.#startLine}`);
    }
  }

  *end(): Generator<SourceText> {
    if (this.#array === 'open') {
      throw usage(
        `${this.#name} ends inside the JSON array that starts in line ${this.#arrayLine}`,
        this.#inElement
          ? `The last element starts in line ${this.#startLine}; the file may be truncated`
          : 'The file may be truncated',
      );
    }
    if (this.#inElement) yield this.#finish('');
  }

  #stepInString(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
  }

  /** Whether a character is between elements; also opens and closes the outer array. */
  #isBetween(code: number): boolean {
    if (code <= 32) return true;
    if (this.#array === 'closed') {
      throw usage(`${this.#name} has text after its JSON array, in line ${this.#line}`);
    }
    if (this.#array === 'unknown') {
      this.#array = code === OPEN_ARRAY ? 'open' : 'none';
      this.#arrayLine = this.#line;
      return code === OPEN_ARRAY;
    }
    if (code === CLOSE_ARRAY && this.#array === 'open') {
      this.#array = 'closed';
      return true;
    }
    return code === COMMA;
  }

  #finish(last: string): SourceText {
    const text = this.#pending + last;
    this.#pending = '';
    this.#inElement = false;
    return { line: this.#startLine, text };
  }
}
