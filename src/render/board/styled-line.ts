import type { Paint } from '../color.ts';
import type { Ruler } from '../text-width.ts';

/** How a piece of text stands out; each look has a word or sign beside it that says the same. */
export type Look = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Span {
  readonly text: string;
  readonly look?: Look;
}

/** A line of a screen, from left to right. The texts are safe for a terminal. */
export type StyledLine = readonly Span[];

/** `left` and `right` at the two ends of so many columns; `left` is cut where both do not fit. */
export function justify(left: Span, right: Span, width: number, ruler: Ruler): StyledLine {
  const end = ruler.cut(right.text, width);
  const room = Math.max(0, width - ruler.width(end) - (end === '' ? 0 : 1));
  const start = ruler.cut(left.text, room);
  const gap = ' '.repeat(Math.max(0, width - ruler.width(start) - ruler.width(end)));
  return [{ ...left, text: start }, { text: gap }, { ...right, text: end }];
}

/** The line cut, or filled with blanks, to exactly so many columns. */
export function fitLine(line: StyledLine, width: number, ruler: Ruler): StyledLine {
  const spans: Span[] = [];
  let left = width;
  for (const span of line) {
    const text = ruler.cut(span.text, left);
    spans.push({ ...span, text });
    left -= ruler.width(text);
    if (text !== span.text) break;
  }
  return left > 0 ? [...spans, { text: ' '.repeat(left) }] : spans;
}

/** The line as text for a stream. */
export function paintLine(line: StyledLine, paint: Paint): string {
  return line.map(({ text, look }) => (look && text.trim() !== '' ? paint[look](text) : text)).join('');
}
