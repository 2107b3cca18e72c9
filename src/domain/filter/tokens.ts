import { CrmError } from '../errors.ts';

/** A piece of a filter. `text` is what it says: of a string, what stands between the quotes. */
export interface Token {
  readonly kind: 'word' | 'string' | 'operator' | '(' | ')' | ',' | 'end';
  readonly text: string;
  /** Where it stands in the expression, in UTF-16 units; `end` is behind its last. */
  readonly start: number;
  readonly end: number;
}

const OPERATOR = /[=!<>~]+/y;
const WORD = /[^\s()'"=!<>~,]+/y;

/**
 * Cuts a filter into tokens, the last of kind `end`. Strings stand in single or double quotes, where a backslash
 * makes the next character plain and a doubled quote is one.
 * @throws usage error that points at a quote that is never closed or stands inside a word.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], said: string, end: number) => {
    tokens.push({ kind, text: said, start: at, end });
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
      if ((previous?.kind === 'word' || previous?.kind === 'string') && previous.end === at) {
        throw badFilter(
          'a quote inside a word',
          text,
          { start: at, end: at + 1 },
          'put the whole value in quotes',
        );
      }
      const { said, end } = quoted(text, at);
      push('string', said, end);
    } else {
      const operator = match(OPERATOR, text, at);
      const said = operator || match(WORD, text, at);
      push(operator ? 'operator' : 'word', said, at + said.length);
    }
  }
  push('end', '', at);
  return tokens;
}

/** A usage error that shows the expression with a mark under the place, then the hints. */
export function badFilter(
  message: string,
  text: string,
  place: { readonly start: number; readonly end: number },
  ...hints: string[]
): CrmError {
  // Of a long expression, what is around the place.
  const from = Math.max(0, place.start - SHOWN_BEFORE);
  const to = Math.min(text.length, from + SHOWN_BEFORE + SHOWN_AFTER);
  const [head, tail] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const before = head.length + [...text.slice(from, place.start)].length;
  const marked = Math.max(1, [...text.slice(place.start, Math.min(place.end, to))].length);
  const shown = `${head}${text.slice(from, to).replace(/\s/g, ' ')}${tail}`;
  return new CrmError('usage', message, [shown, ' '.repeat(before) + '^'.repeat(marked), ...hints]);
}

/** Characters of an expression shown before a place and after. */
const SHOWN_BEFORE = 100;
const SHOWN_AFTER = 200;

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function quoted(text: string, start: number): { said: string; end: number } {
  const quote = text[start];
  let said = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && at + 1 < text.length) said += text[++at];
    else if (character !== quote) said += character;
    else if (text[at + 1] === quote) said += text[++at];
    else return { said, end: at + 1 };
  }
  throw badFilter('a quote is never closed', text, { start, end: start + 1 });
}
