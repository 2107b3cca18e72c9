import type { Look, Paint } from './color.ts';
import type { Ruler } from './text-width.ts';

/** A piece of a line, safe for a terminal. */
export interface Span {
  readonly text: string;
  readonly look?: Look | readonly Look[];
  /** Target of a click. */
  readonly link?: string;
  /** On a screen: the keys that a click stands for. */
  readonly press?: readonly string[];
}

/** A line of a screen, from left to right. */
export type StyledLine = readonly Span[];

export const span = (text: string, ...look: Look[]): Span => (look.length === 0 ? { text } : { text, look });

/** The line with these looks behind its own. */
export const onGround = (line: StyledLine, ...ground: readonly Look[]): StyledLine =>
  ground.length === 0 ? line : line.map((each) => ({ ...each, look: [...looksOf(each), ...ground] }));

export const looksOf = ({ look = [] }: Span): readonly Look[] => (typeof look === 'string' ? [look] : look);

/** `left` and `right` at both ends of `width` columns; cuts `left` if they do not fit. */
export function justify(left: StyledLine, right: StyledLine, width: number, ruler: Ruler): StyledLine {
  const end = cutLine(right, width, ruler);
  const endWidth = lineWidth(end, ruler);
  if (endWidth === 0) return fitLine(left, width, ruler);
  const room = Math.max(0, width - endWidth - 1);
  const gap = room + endWidth < width ? [{ text: ' ' }] : [];
  return [...fitLine(left, room, ruler), ...gap, ...end];
}

/** The line cut or padded to exactly so many columns. */
export function fitLine(line: StyledLine, width: number, ruler: Ruler): StyledLine {
  const cut = cutLine(line, width, ruler);
  const rest = width - lineWidth(cut, ruler);
  return rest > 0 ? [...cut, { text: ' '.repeat(rest) }] : cut;
}

export function lineWidth(line: StyledLine, ruler: Ruler): number {
  return line.reduce((sum, { text }) => sum + ruler.width(text), 0);
}

function cutLine(line: StyledLine, width: number, ruler: Ruler): StyledLine {
  const spans: Span[] = [];
  let left = width;
  for (const each of line) {
    const text = ruler.cut(each.text, left);
    spans.push({ ...each, text });
    left -= ruler.width(text);
    if (text !== each.text) break;
  }
  return spans;
}

/** The line as text for a stream. */
export function paintLine(line: StyledLine, paint: Paint): string {
  return line.map((each) => paintSpan(each, paint)).join('');
}

function paintSpan(each: Span, paint: Paint): string {
  const { text, link } = each;
  const painted = paint.text(text, ...looksOf(each));
  return link === undefined ? painted : `\u001b]8;;${linkTarget(link)}\u0007${painted}\u001b]8;;\u0007`;
}

/**
 * A link safe for its escape sequence: anything but printable ASCII is encoded, so that it cannot end the sequence.
 */
function linkTarget(link: string): string {
  return link.replace(/[^\x21-\x7e]/gu, (found) => (found.isWellFormed() ? encodeURIComponent(found) : ''));
}
