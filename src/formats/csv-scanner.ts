const QUOTE = '"';

/** What delimited text is split by. */
interface CsvSyntax {
  /** A single character. */
  readonly delimiter: string;
  /** Ends a record; before a `\n` there may be a `\r`. */
  readonly lineEnd: '\n' | '\r';
  /** Maximum length of a record. */
  readonly maxRecordChars: number;
}

/** A record of delimited text. */
export interface CsvRecord {
  readonly cells: string[];
  /** Whether a cell has line ends inside. */
  readonly hasLineEnds: boolean;
}

/** Why delimited text cannot be read further, and the index of the cell. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
  readonly problem: 'open quote' | 'too long';
  readonly column: number;

  constructor(problem: CsvSyntaxError['problem'], column: number) {
    super(problem);
    this.problem = problem;
    this.column = column;
  }
}

/**
 * Splits delimited text that arrives in pieces into records. A cell can be in quotes, which are doubled inside it; where
 * text follows the closing quote, both quotes are part of the cell. A quote inside any other cell is text.
 */
export class CsvScanner {
  readonly #syntax: CsvSyntax;
  /** The text at hand, and the first place in it that was not read. */
  #text = '';
  #at = 0;
  readonly #quote: Search;
  readonly #delimiter: Search;
  readonly #lineEnd: Search;
  /** The record that is not complete, and its last cell. */
  #cells: string[] = [];
  #cell = '';
  #length = 0;
  #isQuoted = false;
  #wasQuoted = false;
  #hasLineEnds = false;

  constructor(syntax: CsvSyntax) {
    this.#syntax = syntax;
    this.#quote = new Search(QUOTE);
    this.#delimiter = new Search(syntax.delimiter);
    this.#lineEnd = new Search(syntax.lineEnd);
  }

  /** The records that a piece of text completes. Throws CsvSyntaxError for one that is too long. */
  push(piece: string): CsvRecord[] {
    return this.#scan(piece, false);
  }

  /** The records that the end of the text completes. Throws CsvSyntaxError for a quote that is not closed. */
  end(): CsvRecord[] {
    const records = this.#scan('', true);
    if (this.#isQuoted) throw new CsvSyntaxError('open quote', this.#cells.length);
    if (this.#hasBegun) {
      this.#endCell();
      records.push(this.#endRecord());
    }
    return records;
  }

  /** Whether a part of a record was read. */
  get #hasBegun(): boolean {
    return this.#isQuoted || this.#wasQuoted || this.#cell !== '' || this.#cells.length > 0;
  }

  #scan(piece: string, isLast: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    const text = this.#text + piece;
    this.#text = text;
    this.#at = 0;
    this.#quote.begin(text);
    this.#delimiter.begin(text);
    this.#lineEnd.begin(text);
    let isWaiting = false;
    while (!isWaiting && this.#at < text.length) {
      const line = this.#hasBegun ? null : this.#plainLine();
      if (line !== null) records.push({ cells: line.split(this.#syntax.delimiter), hasLineEnds: false });
      else if (this.#isQuoted) isWaiting = this.#readQuoted(isLast);
      else if (this.#cell === '' && text[this.#at] === QUOTE) {
        this.#isQuoted = true;
        this.#at++;
      } else {
        const end = this.#readPlain(isLast);
        if (end === 'record') records.push(this.#endRecord());
        isWaiting = end === 'later';
      }
    }
    this.#text = text.slice(this.#at);
    return records;
  }

  /** A whole line, if there is one without quotes. */
  #plainLine(): string | null {
    const start = this.#at;
    const end = this.#lineEnd.from(start);
    if (this.#quote.from(start) < end || end === this.#text.length) return null;
    if (end - start > this.#syntax.maxRecordChars) return null;
    this.#at = end + 1;
    return this.#text.slice(start, this.#withoutReturn(start, end));
  }

  /** Reads on in quotes. Returns whether what follows must be known first. */
  #readQuoted(isLast: boolean): boolean {
    const text = this.#text;
    const start = this.#at;
    const quote = this.#quote.from(start);
    if (this.#lineEnd.from(start) < quote) this.#hasLineEnds = true;
    this.#add(text.slice(start, quote));
    this.#at = quote;
    if (quote === text.length) return false;
    // Another quote, or a line end of two characters.
    if (!isLast && quote + 2 >= text.length) return true;
    this.#at++;
    if (text[this.#at] === QUOTE) {
      this.#add(QUOTE);
      this.#at++;
      return false;
    }
    this.#isQuoted = false;
    this.#wasQuoted = true;
    if (!this.#isCellEnd(this.#at)) {
      this.#cell = QUOTE + this.#cell;
      this.#add(QUOTE);
    }
    return false;
  }

  /** Reads on outside of quotes. Returns what ends there; `later` if what follows must be known first. */
  #readPlain(isLast: boolean): 'cell' | 'record' | 'later' {
    const text = this.#text;
    const start = this.#at;
    const delimiter = this.#delimiter.from(start);
    const lineEnd = this.#lineEnd.from(start);
    if (delimiter < lineEnd) {
      this.#add(text.slice(start, delimiter));
      this.#at = delimiter + 1;
      this.#endCell();
      return 'cell';
    }
    if (lineEnd < text.length) {
      this.#add(text.slice(start, this.#withoutReturn(start, lineEnd)));
      this.#at = lineEnd + 1;
      this.#endCell();
      return 'record';
    }
    // The first half of a line end of two characters, perhaps.
    const end = isLast ? text.length : this.#withoutReturn(start, text.length);
    this.#add(text.slice(start, end));
    this.#at = end;
    return 'later';
  }

  /** The end of a line that begins at `start` and whose end is at `end`. */
  #withoutReturn(start: number, end: number): number {
    return this.#syntax.lineEnd === '\n' && end > start && this.#text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Whether a cell in quotes ends with the quote before this place. A NUL is text, but cannot be part of such a cell. */
  #isCellEnd(at: number): boolean {
    const { delimiter, lineEnd } = this.#syntax;
    const next = this.#text[at];
    if (next === undefined || next === delimiter || next === lineEnd || next === '\0') return true;
    return next === '\r' && lineEnd === '\n' && this.#text[at + 1] === '\n';
  }

  #add(text: string): void {
    this.#cell += text;
    this.#length += text.length;
    if (this.#length > this.#syntax.maxRecordChars) throw new CsvSyntaxError('too long', this.#cells.length);
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#wasQuoted = false;
  }

  #endRecord(): CsvRecord {
    const record = { cells: this.#cells, hasLineEnds: this.#hasLineEnds };
    this.#cells = [];
    this.#length = 0;
    this.#hasLineEnds = false;
    return record;
  }
}

/** The places of a character in a text, from left to right: each is searched for once. */
class Search {
  readonly #character: string;
  #text = '';
  #next = -1;

  constructor(character: string) {
    this.#character = character;
  }

  begin(text: string): void {
    this.#text = text;
    this.#next = -1;
  }

  /** The first place from `at` on; the end of the text if there is none. */
  from(at: number): number {
    if (this.#next >= at) return this.#next;
    const found = this.#text.indexOf(this.#character, at);
    this.#next = found === -1 ? this.#text.length : found;
    return this.#next;
  }
}
