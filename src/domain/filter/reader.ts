import type { CrmError, Help } from '../errors.ts';
import { badFilter, type Token, termAt, tokenAt } from './tokens.ts';

type SourceRange = Pick<Token, 'start' | 'end'>;

/** Reads the tokens of a filter and reports errors with their position. */
export class TokenReader {
  readonly #text: string;
  /** Where the next token is looked for. */
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The position of the next token, to return to. */
  get position(): number {
    return this.#at;
  }

  set position(at: number) {
    this.#at = at;
  }

  /** The next token, or the one `ahead` further; after the last it is always the end. */
  peek(ahead = 0): Token {
    let token = tokenAt(this.#text, this.#at);
    for (let skipped = 0; skipped < ahead; skipped++) token = tokenAt(this.#text, token.end);
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at = token.end;
    return token;
  }

  /** The next token within an expression, where a word ends at each sign. */
  peekTerm(): Token {
    return termAt(this.#text, this.#at);
  }

  nextTerm(): Token {
    const token = this.peekTerm();
    this.#at = token.end;
    return token;
  }

  /** The token behind this one. */
  after(token: Token): Token {
    return tokenAt(this.#text, token.end);
  }

  /** Consumes the next token if it has this type. */
  take(type: Token['type']): boolean {
    const token = this.peek();
    if (token.type === type) this.#at = token.end;
    return token.type === type;
  }

  /** Consumes the next token if it is this word, in any case and without quotes. */
  takeWord(word: string): boolean {
    const token = this.peek();
    const found = isWord(token, word);
    if (found) this.#at = token.end;
    return found;
  }

  /** Consumes the next sign of an expression if it is one of these. */
  takeSign(...signs: readonly string[]): string | undefined {
    const token = this.peekTerm();
    if (token.type !== 'sign' || !signs.includes(token.text)) return undefined;
    this.#at = token.end;
    return token.text;
  }

  expect(type: '(' | ')'): void {
    const token = this.peek();
    if (!this.take(type)) throw this.unexpected(token, `"${type}"`);
  }

  /** The expression between two positions. */
  source({ start, end }: SourceRange): string {
    return this.#text.slice(start, end);
  }

  unexpected(token: Token, expected: string, ...help: Help): CrmError {
    const source = token.type === 'string' ? this.source(token) : `"${this.source(token)}"`;
    const found = token.type === 'end' ? 'the end' : source;
    return this.error(`expected ${expected}, not ${found}`, token, ...help);
  }

  /** A usage error that points at the position. */
  error(message: string, place: SourceRange, ...help: Help): CrmError {
    return badFilter(message, this.#text, place, ...help);
  }
}

/** Whether a token is one of these words, in any case and without quotes. */
export function isWord(token: Token, ...words: string[]): boolean {
  return token.type === 'word' && words.includes(token.text.toLowerCase());
}
