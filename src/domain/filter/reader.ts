import type { CrmError } from '../errors.ts';
import { badFilter, type Token, tokenize } from './tokens.ts';

type Place = Pick<Token, 'start' | 'end'>;

/** Walks over the tokens of a filter and says where something is wrong. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  /** The token that comes next, or the one `ahead` further; behind the last it is always the end. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)!;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the next token if it is of this kind. */
  take(kind: Token['kind']): boolean {
    const found = this.peek().kind === kind;
    if (found) this.#at++;
    return found;
  }

  /** Takes the next token if it is this word, in any case and without quotes. */
  takeWord(word: string): boolean {
    const found = isWord(this.peek(), word);
    if (found) this.#at++;
    return found;
  }

  expect(kind: '(' | ')'): void {
    const token = this.peek();
    if (!this.take(kind)) throw this.unexpected(token, `"${kind}"`);
  }

  /** The expression between two places. */
  source({ start, end }: Place): string {
    return this.#text.slice(start, end);
  }

  unexpected(token: Token, wanted: string, ...hints: string[]): CrmError {
    const said = token.kind === 'string' ? this.source(token) : `"${this.source(token)}"`;
    const found = token.kind === 'end' ? 'the end' : said;
    return this.error(`expected ${wanted}, not ${found}`, token, ...hints);
  }

  /** A usage error that points at the place. */
  error(message: string, place: Place, ...hints: string[]): CrmError {
    return badFilter(message, this.#text, place, ...hints);
  }
}

/** Whether a token is one of these words, in any case and without quotes. */
export function isWord(token: Token, ...words: string[]): boolean {
  return token.kind === 'word' && words.includes(token.text.toLowerCase());
}
