import type { StyledLine } from '../../styled-line.ts';
import { KEYMAP } from './keymap.ts';

const KEY_WIDTH = 9;

const LEGEND: readonly (readonly [string, string])[] = [
  ['!', 'a task is overdue, the close date has passed, or it has been in the stage for too long'],
  ['*', 'a task is due today'],
  ['?', 'nothing is planned'],
  ['+ ✓', 'changed a moment ago; marked'],
];

/** All keys, from the table that handles them, and what the signs mean: so many lines, from one on. */
export function helpLines(top: number, height: number): StyledLine[] {
  const lines = allLines();
  const first = Math.min(top, Math.max(0, lines.length - height));
  return Array.from({ length: height }, (_, at) => lines[first + at] ?? []);
}

function allLines(): StyledLine[] {
  const groups = [...new Set(KEYMAP.map(({ group }) => group))];
  const line = (label: string, help: string): StyledLine => [
    { text: `  ${label.padEnd(KEY_WIDTH)}`, look: 'bold' },
    { text: help },
  ];
  return [
    ...groups.flatMap((group) => [
      [{ text: group, look: 'accent' as const }],
      ...KEYMAP.filter((entry) => entry.group === group).map(({ label, help }) => line(label, help)),
    ]),
    [{ text: 'Signs', look: 'accent' }],
    ...LEGEND.map(([sign, meaning]) => line(sign, meaning)),
  ];
}
