import { lineWidth, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';

/** Blanks between two facts of one line. */
const FACT_GAP_WIDTH = 3;

/** Facts side by side, in as many lines as the width needs. */
export function factLines(facts: readonly StyledLine[], width: number, ruler: Ruler): StyledLine[] {
  const lines: StyledLine[] = [];
  for (const fact of facts) {
    const last = lines.at(-1);
    if (last && lineWidth(last, ruler) + FACT_GAP_WIDTH + lineWidth(fact, ruler) < width)
      lines[lines.length - 1] = [...last, { text: ' '.repeat(FACT_GAP_WIDTH) }, ...fact];
    else lines.push(fact);
  }
  return lines;
}
