import { CrmError, type Help } from '../errors.ts';

/** A token of a filter. `text` is its content: for a string, without the quotes. */
export interface Token {
  readonly type:
    | 'word'
    | 'string'
    | 'operator'
    | '('
    | ')'
    | ','
    | 'end'
    /** Only within an expression, where a word ends at each sign. */
    | 'name'
    | 'number'
    | 'day'
    | 'sign';
  readonly text: string;
  /** Position in the expression, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const OPERATOR = /[=!<>~]+/y;
const WORD = /[^\s()'"=!<>~,]+/y;
/** The parts of an expression: `account.industry`, `10k`, `2026-11-01`, `+`. */
const TERMS = [
  ['day', /\d{4}-\d\d-\d\d(?![\w.-])/y],
  ['number', /\d+(?:\.\d+)?(?:e[-+]?\d+|[kmbdw])?(?![\w.])/iy],
  ['name', /[a-z_]\w*(?:\.[a-z_]\w*)*/iy],
  ['sign', /[-+*/]/y],
] as const;

/**
 * The token at a position of a filter, after white space; that of type `end` behind the last. Strings have single or
 * double quotes; a backslash escapes the next character, and a doubled quote is one quote.
 * @throws usage error that points at a quote that is not closed or is inside a word.
 */
export function tokenAt(text: string, from: number): Token {
  const start = skipSpace(text, from);
  const character = text[start];
  const token = (type: Token['type'], content: string, end = start + content.length): Token => ({
    type,
    text: content,
    start,
    end,
  });
  if (character === undefined) return token('end', '');
  if (character === '(' || character === ')' || character === ',') return token(character, character);
  if (character === '"' || character === "'") {
    if (start > 0 && /[^\s(),=!<>~:]/.test(text[start - 1] as string))
      throw badFilter('a quote inside a word', text, { start, end: start + 1 }, 'Quote the whole value');
    const { content, end } = readQuoted(text, start);
    return token('string', content, end);
  }
  const operator = matchAt(OPERATOR, text, start);
  return operator ? token('operator', operator) : token('word', matchAt(WORD, text, start));
}

/** The token at a position within an expression: a word is a name, a number, a day or a sign there. */
export function termAt(text: string, from: number): Token {
  const start = skipSpace(text, from);
  for (const [type, pattern] of TERMS) {
    const content = matchAt(pattern, text, start);
    if (content !== '') return { type, text: content, start, end: start + content.length };
  }
  return tokenAt(text, start);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

/** A usage error that shows the expression with a mark under the position, then the hints. */
export function badFilter(
  message: string,
  text: string,
  place: { readonly start: number; readonly end: number },
  ...help: Help
): CrmError {
  // A long expression is cut around the position.
  const from = Math.max(0, place.start - SHOWN_BEFORE);
  const to = Math.min(text.length, from + SHOWN_BEFORE + SHOWN_AFTER);
  const [head, tail] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const before = head.length + [...text.slice(from, place.start)].length;
  const marked = Math.max(1, [...text.slice(place.start, Math.min(place.end, to))].length);
  const shown = `${head}${text.slice(from, to).replace(/\s/g, ' ')}${tail}`;
  return new CrmError('usage', message, [shown, ' '.repeat(before) + '^'.repeat(marked), ...help]);
}

/** Characters of an expression shown before and after the position. */
const SHOWN_BEFORE = 100;
const SHOWN_AFTER = 200;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function readQuoted(text: string, start: number): { content: string; end: number } {
  const quote = text[start];
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && at + 1 < text.length) content += text[++at];
    else if (character !== quote) content += character;
    else if (text[at + 1] === quote) content += text[++at];
    else return { content, end: at + 1 };
  }
  throw badFilter('the quote is not closed', text, { start, end: start + 1 });
}
