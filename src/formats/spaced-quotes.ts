/** Where in a line a text ends. */
type Position = 'cell start' | 'in quotes' | 'after quotes' | 'in cell';

/**
 * Removes spaces between a delimiter and the quote of a cell, and behind its closing quote: `"a", "b" ,"c"`. Text
 * without them passes as it is.
 */
export async function* closeUpQuotes(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  if (delimiter === ' ') {
    yield* text;
    return;
  }
  const spaced = spacedQuote(delimiter);
  let position: Position = 'cell start';
  let held = '';
  for await (const piece of text) {
    const all = held + piece;
    const end = cutOf(all, held.length);
    held = all.slice(end);
    if (end === 0) continue;
    const part = all.slice(0, end);
    const closed: { readonly text: string; readonly position: Position } = spaced.test(part)
      ? closeUp(part, delimiter, position)
      : { text: part, position: positionAfter(part, delimiter, position) };
    position = closed.position;
    yield closed.text;
  }
  if (held !== '') yield closeUp(held, delimiter, position).text;
}

/**
 * Where to cut text of which more comes: behind a line, else between two characters that are no space and no quote, so that
 * nothing that is looked for is cut. There is no such place among the first `held` characters.
 */
function cutOf(text: string, held: number): number {
  if (text.endsWith('\n')) return text.length;
  for (let at = text.length - 1; at > 0 && at >= held; at--) {
    if (isPlain(text, at) && isPlain(text, at - 1)) return at;
  }
  return 0;
}

function isPlain(text: string, at: number): boolean {
  return text[at] !== ' ' && text[at] !== '"';
}

/**
 * Spaces that may be between a delimiter and a quote. To walk over each character of text that only quotes words takes 8 µs
 * a row.
 */
function spacedQuote(delimiter: string): RegExp {
  const code = delimiter.charCodeAt(0).toString(16).padStart(4, '0');
  return new RegExp(`(?:^|[\\u${code}\r\n]) +"|" +(?:[\\u${code}\r\n]|$)`);
}

/** Quotes come in pairs, a doubled one too. */
function positionAfter(text: string, delimiter: string, position: Position): Position {
  if (text === '') return position;
  let isQuoted = position === 'in quotes';
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isQuoted = !isQuoted;
  if (isQuoted) return 'in quotes';
  const last = text.at(-1);
  if (last === '"') return 'after quotes';
  return last === delimiter || last === '\n' || last === '\r' ? 'cell start' : 'in cell';
}

/** A text without such spaces. */
function closeUp(
  text: string,
  delimiter: string,
  from: Position,
): { readonly text: string; readonly position: Position } {
  let position = from;
  let spaces = '';
  let closed = '';
  for (const character of text) {
    if (character === ' ' && (position === 'cell start' || position === 'after quotes')) {
      spaces += character;
      continue;
    }
    const isEnd = character === delimiter || character === '\n' || character === '\r';
    if (position === 'in quotes') {
      if (character === '"') position = 'after quotes';
    } else if (position === 'after quotes' && character === '"' && spaces === '') position = 'in quotes';
    else if (position === 'cell start' && character === '"') {
      spaces = '';
      position = 'in quotes';
    } else if (isEnd) {
      if (position === 'after quotes') spaces = '';
      position = 'cell start';
    } else position = 'in cell';
    closed += spaces + character;
    spaces = '';
  }
  return { text: position === 'after quotes' ? closed : closed + spaces, position };
}
