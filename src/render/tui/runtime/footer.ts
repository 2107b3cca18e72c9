import { sanitize } from '../../../domain/terminal-text.ts';
import { fitLine, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { KeyHint } from './key-table.ts';

const hintSpans = ({ keys, word }: KeyHint): StyledLine => [
  ...keys.map(({ name, key }): Span => ({ text: name, look: ['bold', 'accent'], press: [key] })),
  { text: ` ${sanitize(word)}`, look: 'muted', press: keys.slice(0, 1).map(({ key }) => key) },
];

const joined = (hints: readonly StyledLine[]): StyledLine =>
  hints.flatMap((hint, at) => (at === 0 ? hint : [{ text: '  ' }, ...hint]));

/** The last keys, which list the others and leave, are never left out. */
const ALWAYS_SHOWN = 2;

/** The keys that fit in one line. */
export function keyLine(hints: readonly KeyHint[], columns: number, ruler: Ruler): StyledLine {
  const kept = hints.map(hintSpans);
  while (kept.length > ALWAYS_SHOWN && lineWidth(joined(kept), ruler) > columns)
    kept.splice(-ALWAYS_SHOWN - 1, 1);
  return fitLine(joined(kept), columns, ruler);
}
