import type { Look } from '../color.ts';
import { fitLine, lineWidth, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Pen, Signs } from './pen.ts';

/** A key and what it does. */
export interface KeyAnswer {
  readonly key: string;
  readonly word: string;
  /** The keys that a click on it stands for; none unless given. */
  readonly press?: readonly string[];
}

/** Answers of one meaning. */
export interface AnswerGroup {
  readonly title: string;
  readonly look: Look;
  readonly answers: readonly KeyAnswer[];
}

const GAP_WIDTH = 2;

export function keycap({ key, word, press }: KeyAnswer, look: Look): StyledLine {
  const clicked = press === undefined ? {} : { press };
  return [
    { text: ` ${key} `, look: ['key', 'bold', look], ...clicked },
    { text: ` ${word}`, ...clicked },
  ];
}

/** Answers as keycaps in a row, in as many lines as they need. */
export function keycapRows(
  answers: readonly (KeyAnswer & { readonly look: Look })[],
  width: number,
  ruler: Ruler,
): StyledLine[] {
  const lines: StyledLine[] = [];
  for (const answer of answers) {
    const cap = keycap(answer, answer.look);
    const last = lines.at(-1);
    if (last && lineWidth(last, ruler) + GAP_WIDTH + lineWidth(cap, ruler) <= width)
      lines[lines.length - 1] = [...last, { text: ' '.repeat(GAP_WIDTH) }, ...cap];
    else lines.push(cap);
  }
  return lines;
}

/**
 * Answers in columns by their meaning, each group in a column of its own under its title; where that is too wide for
 * the window, in as many even columns as fit, without titles.
 */
export function keycapColumns(
  groups: readonly AnswerGroup[],
  width: number,
  ruler: Ruler,
  { hasTitles }: { readonly hasTitles: boolean },
): StyledLine[] {
  const filled = groups.filter(({ answers }) => answers.length > 0);
  if (filled.length === 0) return [];
  const columns = filled.map(({ title, look, answers }): StyledLine[] => [
    ...(hasTitles ? [[{ text: title, look: ['bold', look] } as const]] : []),
    ...answers.map((answer) => keycap(answer, look)),
  ]);
  const whole = sideBySide(columns, width, ruler);
  if (whole) return whole;
  const caps = filled.flatMap(({ look, answers }) => answers.map((answer) => keycap(answer, look)));
  for (let count = Math.min(columns.length, caps.length); count > 1; count--) {
    const height = Math.ceil(caps.length / count);
    const even = Array.from({ length: count }, (_, at) => caps.slice(at * height, (at + 1) * height));
    const lines = sideBySide(even, width, ruler);
    if (lines) return lines;
  }
  return caps;
}

/** Columns as wide as they need, what is left over shared among them; null where they do not fit. */
function sideBySide(
  columns: readonly (readonly StyledLine[])[],
  width: number,
  ruler: Ruler,
): StyledLine[] | null {
  const widths = columns.map((lines) => Math.max(0, ...lines.map((line) => lineWidth(line, ruler))));
  const needed = widths.reduce((sum, each) => sum + each + GAP_WIDTH, -GAP_WIDTH);
  if (needed > width) return null;
  const even = Math.floor((width + GAP_WIDTH) / columns.length);
  const isEven = widths.every((each) => each + GAP_WIDTH <= even);
  const spare = Math.floor((width - needed) / columns.length);
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns.flatMap((lines, at) => {
      const line = lines[row] ?? [];
      if (at === columns.length - 1) return line;
      return fitLine(line, isEven ? even : (widths[at] ?? 0) + GAP_WIDTH + spare, ruler);
    }),
  );
}

const BADGE_SIGNS = { bad: 'lost', warn: 'late', good: 'won' } as const satisfies Record<string, keyof Signs>;

/** A fact that stands out, with its sign. */
export function badge(tone: keyof typeof BADGE_SIGNS, text: string, { signs }: Pen): StyledLine {
  return [{ text: ` ${signs[BADGE_SIGNS[tone]]} ${text} `, look: [`badge ${tone}`, tone] }];
}
