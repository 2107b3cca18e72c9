import type { StyledLine as Spans } from '../styled-line.ts';
import { sanitize } from '../terminal-text.ts';
import type { Ruler } from '../text-width.ts';
import type { LineEditor } from './runtime/line-editor.ts';

/** Questions at the bottom of a screen, one after the other, and what is typed as the answer to one. */
interface Asked {
  readonly questions: readonly [{ readonly label: string }, ...{ readonly label: string }[]];
  readonly answers: readonly string[];
  readonly line: LineEditor;
}

/** The least columns that what is typed gets, and its share where there are more. */
const ROOM = { least: 24, share: 0.4 } as const;

/** The question that is asked now and its answer so far, in one line of so many columns; of a long answer what the cursor stands behind. */
export function promptLine({ questions, answers, line }: Asked, width: number, ruler: Ruler): Spans {
  const label = sanitize((questions[answers.length] ?? questions[0]).label);
  const forLabel = width - Math.max(ROOM.least, Math.floor(width * ROOM.share));
  const asked = ruler.cut(label + (label.endsWith('?') ? '' : ':'), Math.max(8, forLabel));
  const room = Math.max(8, width - ruler.width(asked) - 2);
  let before = sanitize(line.before);
  while (ruler.width(before) > room) before = before.slice(1);
  return [
    { text: `${asked} `, look: 'bold' },
    { text: `${before}▏${sanitize(line.after)}`, look: 'accent' },
  ];
}
