import { Graphemes } from './graphemes.ts';
import type { Ruler } from './text-width.ts';

/** Text in lines of so many columns, broken between words where there is a place, at most so many lines. */
export function wrapWords(
  text: string,
  columns: number,
  most: number,
  { width }: Pick<Ruler, 'width'>,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((each) => pieces(each, columns, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= columns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  // What does not fit is cut where it is shown.
  return [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
}

/** A word that is wider than a line, in parts that are not. */
function pieces(word: string, columns: number, width: Ruler['width']): string[] {
  if (width(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Graphemes().segment(word)) {
    if (part !== '' && width(part + segment) > columns) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
