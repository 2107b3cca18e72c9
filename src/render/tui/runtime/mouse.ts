import type { Gesture, MouseMap, Region } from './gesture.ts';
import { filterKeyboard } from './keyboard.ts';

/** What a terminal says of its mouse: what was done, and the column and row, from 0. */
export interface MouseEvent {
  readonly type: 'press' | 'drag' | 'release' | 'wheel-up' | 'wheel-down';
  readonly column: number;
  readonly row: number;
}

/** Presses, releases and drags are reported, in the form that has no limit of columns (SGR); and that is ended. */
export const MOUSE_ON = '\u001b[?1002h\u001b[?1006h';
export const MOUSE_OFF = '\u001b[?1006l\u001b[?1002l';

/** A report: button, column, row, and whether it is down; and the beginning of one whose end has not come yet. */
const REPORT = String.raw`\x1b\[<(\d+);(\d+);(\d+)([Mm])`;
const BEGINNING = String.raw`\x1b\[<[\d;]*$`;
const IS_DRAG = 32;
const IS_WHEEL = 64;
/** Shift, Alt and Ctrl, which change nothing. */
const MODIFIERS = 4 + 8 + 16;

/** The keyboard without what the terminal reports of its mouse. Ink, too, would leave that out. */
export function withoutMouse(
  stdin: NodeJS.ReadStream,
  onEvent: (event: MouseEvent) => void,
): NodeJS.ReadStream {
  let held = '';
  return filterKeyboard(stdin, (text) => {
    const typed = (held + text).replace(new RegExp(REPORT, 'g'), (_, code, column, row, end) => {
      const type = eventType(Number(code), end === 'm');
      if (type) onEvent({ type, column: Number(column) - 1, row: Number(row) - 1 });
      return '';
    });
    const cut = typed.search(new RegExp(BEGINNING));
    held = cut < 0 ? '' : typed.slice(cut);
    return cut < 0 ? typed : typed.slice(0, cut);
  });
}

/** What was done; null for what nothing comes of. */
function eventType(code: number, isUp: boolean): MouseEvent['type'] | null {
  const button = code & ~MODIFIERS;
  if (button === IS_WHEEL) return 'wheel-up';
  if (button === IS_WHEEL + 1) return 'wheel-down';
  if (button === 0) return isUp ? 'release' : 'press';
  return button === IS_DRAG && !isUp ? 'drag' : null;
}

/** Makes gestures of what a mouse does. */
export class MouseGestures<Target> {
  #pressed: Region<Target> | undefined;
  #over: Region<Target> | undefined;

  /** What an event comes to on a screen that looks so; null for nothing. */
  take(event: MouseEvent, { regions, scroll }: MouseMap<Target>): Gesture<Target> | null {
    const hit = regions.find((region) => holds(region, event));
    switch (event.type) {
      case 'wheel-up':
      case 'wheel-down': {
        const isUp = event.type === 'wheel-up';
        if (hit?.target === undefined) return { type: 'keys', keys: [isUp ? scroll.up : scroll.down] };
        return { type: 'wheel', target: hit.target, by: isUp ? -1 : 1 };
      }
      case 'press':
        this.#pressed = hit;
        this.#over = hit;
        return null;
      case 'drag': {
        const from = this.#pressed?.target;
        if (from === undefined || hit?.target === undefined || isSame(hit, this.#over)) return null;
        this.#over = hit;
        return { type: 'drag', target: from, onto: hit.target };
      }
      case 'release': {
        const pressed = this.#pressed;
        this.#pressed = undefined;
        if (!pressed || !hit) return null;
        if (isSame(pressed, hit))
          return hit.target === undefined
            ? { type: 'keys', keys: hit.press }
            : { type: 'click', target: hit.target };
        return pressed.target === undefined || hit.target === undefined
          ? null
          : { type: 'drop', target: pressed.target, onto: hit.target };
      }
    }
  }
}

const holds = ({ column, row, columns, rows }: Region<unknown>, at: MouseEvent): boolean =>
  at.column >= column && at.column < column + columns && at.row >= row && at.row < row + rows;

const isSame = (one: Region<unknown>, other: Region<unknown> | undefined): boolean =>
  one.column === other?.column && one.row === other.row;
