import { fitted, type Line as Spans } from '../../board/spans.ts';
import { KEYMAP } from './keymap.ts';
import { Lines } from './Line.tsx';
import { useRuler } from './ruler.ts';

const KEY_WIDTH = 9;

const LEGEND: readonly (readonly [string, string])[] = [
  ['!', 'a task is overdue, the close date has passed, or it has been in the stage for too long'],
  ['*', 'a task is due today'],
  ['?', 'nothing is planned'],
  ['+ ✓', 'changed a moment ago; marked'],
];

/** All keys, from the table that handles them, and what the signs mean. */
export function Help({
  top,
  height,
  width,
}: {
  readonly top: number;
  readonly height: number;
  readonly width: number;
}) {
  const ruler = useRuler();
  const lines = helpLines();
  const first = Math.min(top, Math.max(0, lines.length - height));
  return <Lines lines={lines.slice(first, first + height).map((spans) => fitted(spans, width, ruler))} />;
}

function helpLines(): Spans[] {
  const groups = [...new Set(KEYMAP.map(({ group }) => group))];
  const line = (label: string, help: string): Spans => [
    { text: `  ${label.padEnd(KEY_WIDTH)}`, look: 'bold' },
    { text: help },
  ];
  return [
    ...groups.flatMap((group) => [
      [{ text: group, look: 'cyan' as const }],
      ...KEYMAP.filter((entry) => entry.group === group).map(({ label, help }) => line(label, help)),
    ]),
    [{ text: 'Signs', look: 'cyan' }],
    ...LEGEND.map(([sign, meaning]) => line(sign, meaning)),
  ];
}
