import { CrmError } from '../errors.ts';

/** A token of a filter. `text` is its content: for a string, without the quotes. */
export interface Token {
  readonly type: 'word' | 'string' | 'operator' | '(' | ')' | ',' | 'end';
  readonly text: string;
  /** Position in the expression, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const OPERATOR = /[=!<>~]+/y;
const WORD = /[^\s()'"=!<>~,]+/y;

/**
 * Splits a filter into tokens; the last has type `end`. Strings have single or double quotes; a backslash escapes the
 * next character, and a doubled quote is one quote.
 * @throws usage error that points at a quote that is not closed or is inside a word.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (type: Token['type'], content: string, end: number) => {
    tokens.push({ type, text: content, start: at, end });
    at = end;
  };
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const character = text[at];
    if (character === undefined) break;
    if (character === '(' || character === ')' || character === ',') {
      push(character, character, at + 1);
    } else if (character === '"' || character === "'") {
      const previous = tokens.at(-1);
      if ((previous?.type === 'word' || previous?.type === 'string') && previous.end === at) {
        throw badFilter('a quote inside a word', text, { start: at, end: at + 1 }, 'quote the whole value');
      }
      const { content, end } = readQuoted(text, at);
      push('string', content, end);
    } else {
      const operator = matchAt(OPERATOR, text, at);
      const content = operator || matchAt(WORD, text, at);
      push(operator ? 'operator' : 'word', content, at + content.length);
    }
  }
  push('end', '', at);
  return tokens;
}

/** A usage error that shows the expression with a mark under the position, then the hints. */
export function badFilter(
  message: string,
  text: string,
  place: { readonly start: number; readonly end: number },
  ...hints: string[]
): CrmError {
  // A long expression is cut around the position.
  const from = Math.max(0, place.start - SHOWN_BEFORE);
  const to = Math.min(text.length, from + SHOWN_BEFORE + SHOWN_AFTER);
  const [head, tail] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const before = head.length + [...text.slice(from, place.start)].length;
  const marked = Math.max(1, [...text.slice(place.start, Math.min(place.end, to))].length);
  const shown = `${head}${text.slice(from, to).replace(/\s/g, ' ')}${tail}`;
  return new CrmError('usage', message, [shown, ' '.repeat(before) + '^'.repeat(marked), ...hints]);
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
