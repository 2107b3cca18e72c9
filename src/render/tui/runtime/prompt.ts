import { Graphemes } from '../../graphemes.ts';
import type { StyledLine } from '../../styled-line.ts';
import { sanitize } from '../../terminal-text.ts';
import type { Ruler } from '../../text-width.ts';
import type { LineEditor } from './line-editor.ts';

/** The least columns that the answer gets, and its share where there are more. */
const MIN_ANSWER_COLUMNS = 24;
const ANSWER_SHARE = 0.4;

/** A label and what is typed behind it, in one line; of a long answer what the cursor stands behind. */
export function promptLine(label: string, editor: LineEditor, width: number, ruler: Ruler): StyledLine {
  const labelColumns = width - Math.max(MIN_ANSWER_COLUMNS, Math.floor(width * ANSWER_SHARE));
  const text = sanitize(label);
  const asked = ruler.cut(text + (text.endsWith('?') ? '' : ':'), Math.max(8, labelColumns));
  const before = endOf(sanitize(editor.before), Math.max(8, width - ruler.width(asked) - 2), ruler);
  return [
    { text: `${asked} `, look: 'bold' },
    { text: `${before}▏${sanitize(editor.after)}`, look: 'accent' },
  ];
}

/** The end of a text that is wider than so many columns. */
function endOf(text: string, columns: number, ruler: Ruler): string {
  if (ruler.width(text) <= columns) return text;
  const glyphs = Array.from(new Graphemes().segment(text), ({ segment }) => segment);
  let from = glyphs.length;
  for (let used = 0; from > 0; from--) {
    used += ruler.width(glyphs[from - 1] ?? '');
    if (used > columns) break;
  }
  return glyphs.slice(from).join('');
}
