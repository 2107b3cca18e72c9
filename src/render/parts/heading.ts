import type { Look } from '../color.ts';
import { lineWidth, type StyledLine } from '../styled-line.ts';
import type { Pen } from './pen.ts';

/** Cells of the rule before a heading that spans the whole screen. */
const LEAD_WIDTH = 2;

/**
 * A heading: bold, then a faint rule to the end of `width` columns, or to what stands at the right, such as a count.
 *
 * @param isFocused - Whether keys go to what stands below.
 * @param isWhole - Whether it parts the whole screen: the rule begins before it.
 */
export function headingLine(
  title: string,
  width: number,
  pen: Pen,
  {
    right = [],
    isFocused = false,
    isWhole = false,
    look: titleLook,
  }: {
    readonly right?: StyledLine;
    readonly isFocused?: boolean;
    readonly isWhole?: boolean;
    readonly look?: Look;
  } = {},
): StyledLine {
  const { signs, ruler } = pen;
  const look = isFocused ? 'accent' : 'faint';
  const end: StyledLine = right.length === 0 ? [] : [{ text: ' ' }, ...right];
  const before = isWhole ? LEAD_WIDTH + 1 : 0;
  const text = ruler.cut(title, Math.max(0, width - before - lineWidth(end, ruler)));
  const room = width - before - ruler.width(text) - 1 - lineWidth(end, ruler);
  return [
    ...(isWhole ? [{ text: signs.rule.repeat(LEAD_WIDTH), look } as const, { text: ' ' }] : []),
    { text, look: titleLook ? ['bold', titleLook] : 'bold' },
    ...(room > 0 ? [{ text: ' ' }, { text: signs.rule.repeat(room), look } as const] : []),
    ...end,
  ];
}
