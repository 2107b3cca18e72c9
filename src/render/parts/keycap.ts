import type { Look } from '../color.ts';
import { fitLine, lineWidth, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Pen, Signs } from './pen.ts';

/** A key and what it does. */
export interface KeyAnswer {
  readonly key: string;
  readonly word: string;
}

/** Answers of one meaning. */
export interface AnswerGroup {
  readonly title: string;
  readonly look: Look;
  readonly answers: readonly KeyAnswer[];
}

const GAP = 2;

export function keycap({ key, word }: KeyAnswer, look: Look): StyledLine {
  return [{ text: ` ${key} `, look: ['key', 'bold', look] }, { text: ` ${word}` }];
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
    if (last && lineWidth(last, ruler) + GAP + lineWidth(cap, ruler) <= width)
      lines[lines.length - 1] = [...last, { text: ' '.repeat(GAP) }, ...cap];
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
  const widest = Math.max(...columns.flat().map((line) => lineWidth(line, ruler)));
  const count = Math.max(1, Math.min(columns.length, Math.floor((width + GAP) / (widest + GAP))));
  if (count === columns.length) return sideBySide(columns, width, ruler);
  const caps = filled.flatMap(({ look, answers }) => answers.map((answer) => keycap(answer, look)));
  const height = Math.ceil(caps.length / count);
  return sideBySide(
    Array.from({ length: count }, (_, at) => caps.slice(at * height, (at + 1) * height)),
    width,
    ruler,
  );
}

function sideBySide(columns: readonly (readonly StyledLine[])[], width: number, ruler: Ruler): StyledLine[] {
  const each = Math.floor(width / columns.length);
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns.flatMap((lines, at) => {
      const line = lines[row] ?? [];
      return at === columns.length - 1 ? line : fitLine(line, each, ruler);
    }),
  );
}

const BADGE_SIGNS = { bad: 'lost', warn: 'late', good: 'won' } as const satisfies Record<string, keyof Signs>;

/** A fact that stands out, with its sign. */
export function badge(tone: keyof typeof BADGE_SIGNS, text: string, { signs }: Pen): StyledLine {
  return [{ text: ` ${signs[BADGE_SIGNS[tone]]} ${text} `, look: [`badge ${tone}`, tone] }];
}
