import stringWidth from 'string-width';
import { Graphemes } from '../../graphemes.ts';

/** Text in lines of so many columns, broken between words where there is a place, at most so many lines. */
export function wrapText(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((each) => pieces(each, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= columns) {
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
function pieces(word: string, columns: number): string[] {
  if (stringWidth(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Graphemes().segment(word)) {
    if (part !== '' && stringWidth(part + segment) > columns) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
