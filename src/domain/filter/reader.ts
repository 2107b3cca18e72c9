import type { CrmError } from '../errors.ts';
import { badFilter, type Token, tokenize } from './tokens.ts';

type Place = Pick<Token, 'start' | 'end'>;

/** Reads the tokens of a filter and reports errors with their position. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  /** The next token, or the one `ahead` further; after the last it is always the end. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)!;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Consumes the next token if it has this type. */
  take(type: Token['type']): boolean {
    const found = this.peek().type === type;
    if (found) this.#at++;
    return found;
  }

  /** Consumes the next token if it is this word, in any case and without quotes. */
  takeWord(word: string): boolean {
    const found = isWord(this.peek(), word);
    if (found) this.#at++;
    return found;
  }

  expect(type: '(' | ')'): void {
    const token = this.peek();
    if (!this.take(type)) throw this.unexpected(token, `"${type}"`);
  }

  /** The expression between two positions. */
  source({ start, end }: Place): string {
    return this.#text.slice(start, end);
  }

  unexpected(token: Token, expected: string, ...hints: string[]): CrmError {
    const source = token.type === 'string' ? this.source(token) : `"${this.source(token)}"`;
    const found = token.type === 'end' ? 'the end' : source;
    return this.error(`expected ${expected}, not ${found}`, token, ...hints);
  }

  /** A usage error that points at the position. */
  error(message: string, place: Place, ...hints: string[]): CrmError {
    return badFilter(message, this.#text, place, ...hints);
  }
}

/** Whether a token is one of these words, in any case and without quotes. */
export function isWord(token: Token, ...words: string[]): boolean {
  return token.type === 'word' && words.includes(token.text.toLowerCase());
}
