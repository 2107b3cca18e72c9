import type { IO } from '../../io/types.ts';
import type { Paint } from '../color.ts';
import { isUtf8 } from '../locale.ts';
import type { Ruler } from '../text-width.ts';

/** Characters that say something, or draw; a word stands beside those that say something. */
export interface Signs {
  readonly late: string;
  readonly today: string;
  readonly planned: string;
  readonly none: string;
  readonly lost: string;
  readonly won: string;
  readonly putOff: string;
  readonly marked: string;
  readonly event: string;
  readonly between: string;
  readonly cursor: string;
  readonly attention: string;
  readonly rule: string;
  readonly rail: string;
  readonly target: string;
  readonly crossed: string;
  /** Pieces of a line: done, to come, the rest. */
  readonly done: string;
  readonly toCome: string;
  readonly rest: string;
  /** Pieces of a block, from strong to weak, where no hues tell them apart. */
  readonly shades: readonly [string, string, string, string];
}

const UNICODE: Signs = {
  late: '!',
  today: '●',
  planned: '→',
  none: '○',
  lost: '✗',
  won: '✓',
  putOff: '»',
  marked: '◆',
  event: '●',
  between: '·',
  cursor: '▌',
  attention: '▎',
  rule: '─',
  rail: '│',
  target: '┊',
  crossed: '┃',
  done: '━',
  toCome: '╍',
  rest: '─',
  shades: ['█', '▓', '▒', '░'],
};

const ASCII: Signs = {
  late: '!',
  today: '*',
  planned: '-',
  none: 'o',
  lost: 'x',
  won: '+',
  putOff: '>',
  marked: '#',
  event: '*',
  between: '-',
  cursor: '>',
  attention: '|',
  rule: '-',
  rail: '|',
  target: ':',
  crossed: '|',
  done: '=',
  toCome: '~',
  rest: '-',
  shades: ['#', '%', '+', '.'],
};

/** A block that is told apart by its hue; the gap above it keeps rows apart. */
const HUED_BLOCK = '▆';

/** What parts are drawn with. */
export interface Pen {
  readonly ruler: Ruler;
  readonly signs: Signs;
  /** Whether only ASCII can be shown. */
  readonly isAscii: boolean;
  /** The block of a bar, from strong (0) to weak (3). */
  block(strength: 0 | 1 | 2 | 3): string;
}

/** A pen for a terminal with this environment, for text that is painted so. */
export function makePen(env: IO['env'], { depth }: Pick<Paint, 'depth'>, ruler: Ruler): Pen {
  const isAscii = !isUtf8(env);
  const signs = isAscii ? ASCII : UNICODE;
  const areHued = !isAscii && (depth === '256' || depth === '24-bit');
  return { ruler, signs, isAscii, block: (strength) => (areHued ? HUED_BLOCK : signs.shades[strength]) };
}
