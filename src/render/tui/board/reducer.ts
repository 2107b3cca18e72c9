import { entryFor } from './keymap.ts';
import { layoutOf } from './layout.ts';
import { promptKey, promptPaste } from './prompt-mode.ts';
import type { BoardState, Mode } from './state.ts';
import { type Step, showMessage } from './step.ts';

/** What a key makes of the board. */
export function press(state: BoardState, key: string): Step {
  if (key === 'ctrl-c') return { state, effect: { do: 'quit', code: 130 } };
  if (layoutOf(state).isTooSmall) return key === 'q' ? { state, effect: { do: 'quit', code: 0 } } : { state };
  switch (state.mode.kind) {
    case 'asking':
      return promptKey(state, state.mode, key);
    case 'help':
      return scrolling(state, state.mode, key) ?? { state: { ...state, mode: { kind: 'moving' } } };
    case 'detail':
      return scrolling(state, state.mode, key) ?? beside(state, key);
    case 'moving':
      return moving(state, key);
  }
}

/** Text that was pasted: an answer's; keys of a board are never pasted. */
export function paste(state: BoardState, text: string): Step {
  if (state.mode.kind === 'asking') return promptPaste(state, state.mode, text);
  return showMessage(state, 'pasted text does nothing here; / and the questions take it', 'wrong');
}

function moving(state: BoardState, key: string): Step {
  const entry = entryFor(key);
  return entry
    ? entry.press(state)
    : showMessage(state, `"${key}" does nothing here; ? lists the keys`, 'wrong');
}

/** Keys of the board act beside the open record too; where the cursor goes the record follows. */
function beside(state: BoardState, key: string): Step {
  const closed: BoardState = { ...state, mode: { kind: 'moving' } };
  if (['escape', 'enter', 'q'].includes(key)) return { state: closed, effect: { do: 'fill' } };
  return moving(layoutOf(state).main === 0 ? closed : state, key);
}

function scrolling(state: BoardState, mode: Extract<Mode, { top: number }>, key: string): Step | null {
  const by = SCROLLS[key];
  const isDown = mode.kind === 'help' && { j: 1, k: -1, down: 1, up: -1 }[key];
  const step = by === undefined ? isDown : by * Math.max(1, layoutOf(state).body - 2);
  if (!step) return null;
  return { state: { ...state, mode: { ...mode, top: Math.max(0, mode.top + step) } } };
}

const SCROLLS: Readonly<Record<string, number>> = {
  'page-down': 1,
  'page-up': -1,
  'ctrl-d': 1,
  'ctrl-u': -1,
};
