import { sanitize } from '../../../domain/terminal-text.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { KeyHint } from './key-table.ts';
import type { ScreenState } from './program.ts';

const hintSpans = ({ keys, word }: KeyHint): StyledLine => [
  ...keys.map(({ name, key }): Span => ({ text: name, look: ['bold', 'accent'], press: [key] })),
  { text: ` ${sanitize(word)}`, look: 'muted', press: keys.slice(0, 1).map(({ key }) => key) },
];

const joined = (hints: readonly StyledLine[]): StyledLine =>
  hints.flatMap((hint, at) => (at === 0 ? hint : [{ text: '  ' }, ...hint]));

/** The last keys, which list the others and leave, are never left out. */
const KEYS_ALWAYS_SHOWN = 2;

/** The keys that fit in one line. */
export function keyLine(hints: readonly KeyHint[], columns: number, ruler: Ruler): StyledLine {
  const kept = [...hints];
  const line = () => joined(kept.map(hintSpans));
  while (kept.length > KEYS_ALWAYS_SHOWN && lineWidth(line(), ruler) > columns) {
    const moving = kept.findIndex(({ moves }) => moves === true);
    kept.splice(moving < 0 ? kept.length - KEYS_ALWAYS_SHOWN - 1 : moving, 1);
  }
  return fitLine(line(), columns, ruler);
}

/** The keys at the bottom, and what keeps the database from being changed; else `usual`. */
export function footerLine(
  hints: readonly KeyHint[],
  state: Pick<ScreenState<unknown>, 'waiting' | 'databasePlace'>,
  columns: number,
  { signs, ruler }: Pen,
  usual: StyledLine = [],
): StyledLine {
  const fault = faultOf(state);
  const status: StyledLine =
    fault === null ? usual : [{ text: `${signs.lost} database ${fault}`, look: 'bad' }];
  if (status.length === 0) return keyLine(hints, columns, ruler);
  return justify(keyLine(hints, columns - lineWidth(status, ruler) - 2, ruler), status, columns, ruler);
}

function faultOf({
  waiting,
  databasePlace,
}: Pick<ScreenState<unknown>, 'waiting' | 'databasePlace'>): string | null {
  if (databasePlace !== 'here') return databasePlace;
  return waiting ? 'locked' : null;
}
