import { usage } from '../../domain/errors.ts';

/** A row of cells: null for an empty cell, an empty text for `""`. */
interface CsvRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** Maximum length of a row in characters; a longer one has a quote that is not closed. */
const MAX_ROW_CHARS = 64 * 1024 * 1024;

/**
 * Reads the CSV of a full export, which tells an empty text from no value. Strict: RFC 4180, commas, LF or CRLF.
 * Throws `usage` for a quote that is not closed and for text after a closing quote.
 */
export async function* csvRows(text: AsyncIterable<string>, name: string): AsyncGenerator<CsvRow> {
  const reader = new Reader(name);
  for await (const piece of text) {
    yield* reader.push(piece);
  }
  yield* reader.end();
}

class Reader {
  readonly #name: string;
  #text = '';
  #at = 0;
  #line = 1;

  constructor(name: string) {
    this.#name = name;
  }

  *push(piece: string): Generator<CsvRow> {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    // The next piece may continue a quote or line break at the very end.
    for (let row = this.#row(false); row; row = this.#row(false)) yield row;
    if (this.#text.length > MAX_ROW_CHARS) throw this.#unclosedQuote();
  }

  *end(): Generator<CsvRow> {
    for (let row = this.#row(true); row; row = this.#row(true)) yield row;
  }

  /** The next row; null if the text read so far ends inside it. */
  #row(last: boolean): CsvRow | null {
    const text = this.#text;
    if (this.#at >= text.length) return null;
    const cells: (string | null)[] = [];
    let at = this.#at;
    for (;;) {
      const start = at;
      if (text[at] === '"') {
        const close = findClosingQuote(text, at + 1);
        if (close === -1 || (close === text.length - 1 && !last)) {
          if (last) throw this.#unclosedQuote();
          return null;
        }
        cells.push(text.slice(start + 1, close).replaceAll('""', '"'));
        at = close + 1;
      } else {
        at = findBareEnd(text, at);
        if (at === text.length && !last) return null;
        const end = text[at] === '\n' && text[at - 1] === '\r' && at > start ? at - 1 : at;
        cells.push(end === start ? null : text.slice(start, end));
      }
      if (text[at] === ',') {
        at++;
        continue;
      }
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      else if (text[at] === '\r' && at + 1 === text.length && !last) return null;
      if (at < text.length && text[at] !== '\n')
        throw usage(`${this.#name}, line ${this.#line}: text after a closing quote`);
      return this.#finish(at + 1, cells);
    }
  }

  #finish(next: number, cells: readonly (string | null)[]): CsvRow {
    const line = this.#line;
    for (
      let at = this.#text.indexOf('\n', this.#at);
      at !== -1 && at < next;
      at = this.#text.indexOf('\n', at + 1)
    )
      this.#line++;
    this.#at = next;
    return { line, cells };
  }

  #unclosedQuote() {
    return usage(`${this.#name}, line ${this.#line}: the quote is not closed`, 'The file may be truncated.');
  }
}

function findClosingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function findBareEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LINE_FEED) return at;
  }
  return text.length;
}

const COMMA = 44;
const LINE_FEED = 10;
