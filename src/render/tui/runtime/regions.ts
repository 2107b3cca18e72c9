import type { StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { MouseMap, Region } from './gesture.ts';
import type { Binding } from './key-table.ts';
import { FRAME, type Popup, popupPlace } from './popup.ts';
import type { Size } from './program.ts';

/** The places in lines that press keys: `row` is that of the first line, `column` that of all. */
export function regionsOfLines(
  lines: readonly StyledLine[],
  ruler: Ruler,
  { row = 0, column = 0 } = {},
): Region[] {
  return lines.flatMap((line, at) => {
    let start = column;
    return line.flatMap(({ text, press }): Region[] => {
      const columns = ruler.width(text);
      start += columns;
      return press === undefined || columns === 0
        ? []
        : [{ column: start - columns, row: row + at, columns, rows: 1, press }];
    });
  });
}

/** The places of a box over a screen; outside of it, a click closes it. */
export function popupRegions(popup: Popup, size: Size, ruler: Ruler): Region[] {
  const { left, first } = popupPlace(popup, size);
  const inside = {
    column: left,
    row: first,
    columns: popup.width + FRAME.columns,
    rows: popup.lines.length + FRAME.rows,
  };
  return [
    ...regionsOfLines(popup.lines, ruler, { row: first + 1, column: left + FRAME.columns / 2 }),
    { ...inside, press: [] },
    { column: 0, row: 0, ...size, press: ['escape'] },
  ];
}

/** The line with each of its spans pressing these keys. */
export const pressing = (line: StyledLine, ...press: readonly string[]): StyledLine =>
  line.map((each) => ({ ...each, press }));

/** The keys that go from a row of a list to another; on the one that is chosen, Enter. */
export const keysTo = (row: number, to: number): string[] =>
  row === to ? ['enter'] : Array.from({ length: Math.abs(to - row) }, () => (to > row ? 'down' : 'up'));

/** The keys that the wheel presses in a box. */
export const POPUP_SCROLL = { up: 'up', down: 'down' } as const;

/** The keys that the wheel presses on a screen with these keys. */
export function scrollKeys(
  table: readonly Pick<Binding<never, never>, 'action' | 'keys'>[],
): MouseMap<never>['scroll'] {
  // A letter could be typed into a question.
  const keyOf = (action: 'up' | 'down') =>
    table.find((each) => each.action === action)?.keys.find(isNamed) ?? action;
  return { up: keyOf('up'), down: keyOf('down') };
}

/** Whether a key has a name: it is no character that could be typed, nor one twice. */
const isNamed = (key: string): boolean => key.length > 1 && key[0] !== key[1];

/** Of places that press keys, those that do so while something is typed. */
export const whileTyping = (regions: readonly Region[]): Region[] =>
  regions.filter(({ press }) => press.every(isNamed));
