import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEYMAP } from '../../../../src/render/tui/board/keymap.ts';
import { clampView, lanesInSight, layoutOf } from '../../../../src/render/tui/board/layout.ts';
import {
  keepCursor,
  missingWindows,
  replaceWindows,
} from '../../../../src/render/tui/board/merge-windows.ts';
import { paste, press } from '../../../../src/render/tui/board/reducer.ts';
import {
  type BoardState,
  currentCard,
  currentLane,
  cursorOf,
  startingState,
} from '../../../../src/render/tui/board/state.ts';
import { card, frame } from './deals.ts';

const QUERY = { pipeline: null, by: 'stage', order: 'close', filter: '', owner: null } as const;

/** A board of lanes with so many deals each, all of them read. */
function board(...counts: readonly number[]): BoardState {
  const start = startingState({ columns: 80, rows: 24 }, 'board', QUERY);
  const windows = Object.fromEntries(
    counts.map((count, at) => [
      String(at + 1),
      { offset: 0, cards: Array.from({ length: count }, (_, row) => card((at + 1) * 1000 + row, at + 1)) },
    ]),
  );
  return clampView({ ...start, frame: frame(...counts), windows });
}

const pressed = (state: BoardState, ...keys: readonly string[]) =>
  keys.reduce((current, key) => press(current, key).state, state);

test('no key takes the cursor out of its list or out of sight', () => {
  const keys = fc.array(fc.constantFrom('h', 'j', 'k', 'l', 'G', 'home', 'page-up', 'page-down', ' '));
  const counts = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, keys, fc.integer({ min: 50, max: 200 }), (all, typed, columns) => {
      const state = pressed(clampView({ ...board(...all), size: { columns, rows: 24 } }), ...typed);
      const { from, to } = lanesInSight(state);
      expect(state.lane).toBeGreaterThanOrEqual(from);
      expect(state.lane).toBeLessThan(to);
      const { row, top } = cursorOf(state);
      expect(row).toBeLessThan(Math.max(1, currentLane(state)?.count ?? 0));
      expect(row - top).toBeGreaterThanOrEqual(0);
      expect(row - top).toBeLessThan(layoutOf(state).capacity);
    }),
  );
});

test('only what is in sight is asked for', () => {
  const state = { ...board(40, 0, 3, 500, 2, 1), windows: {} };
  expect(missingWindows(state).map(({ list }) => list)).toEqual(['1', '3']);
  expect(missingWindows(state).every(({ limit }) => limit <= 60)).toBe(true);
});

describe('when everything is read again', () => {
  test('the cursor stays on its card, and what changed is lit', () => {
    const state = pressed(board(3), 'j');
    const on = currentCard(state)?.key;
    const cards = [card(7, 1, 'New'), card(1000, 1), card(1001, 1, 'Renamed'), card(1002, 1)];
    const after = keepCursor(
      replaceWindows({ ...state, frame: frame(4) }, { '1': { offset: 0, cards } }, true),
      on,
    );
    expect(currentCard(after)).toMatchObject({ key: on, name: 'Renamed' });
    expect([...after.fresh].sort()).toEqual(['1001', '7']);
  });

  test('a lane that has gone takes the cursor to one that is there', () => {
    const state = pressed(board(1, 1, 1), 'l', 'l');
    expect(clampView({ ...state, frame: frame(1, 1) }).lane).toBe(1);
  });
});

test('a key acts on all that are marked, in the stages they were seen in', () => {
  const state = pressed(board(3, 2), ' ', ' ', 'l', ' ');
  expect(press(state, 'L').effect).toEqual({
    do: 'step',
    way: 1,
    cards: [
      { id: 1000, stageId: 1 },
      { id: 1001, stageId: 1 },
      { id: 2001, stageId: 2 },
    ],
  });
  expect(pressed(state, 'escape').marked.size).toBe(0);
});

test('a question takes letters that are keys elsewhere, and asks again for what it needs', () => {
  const asked = pressed(board(1), 'x', 'enter');
  expect(asked.mode).toMatchObject({
    kind: 'asking',
    problem: expect.stringContaining('an answer is needed'),
  });
  const typed = paste(pressed(asked, 'q', ' ', '日', 'backspace'), 'no\nbudget').state;
  expect(press(typed, 'enter').effect).toEqual({
    do: 'lose',
    cards: [{ id: 1000, stageId: 1 }],
    reason: 'q no budget',
  });
  expect(press(typed, 'escape')).toMatchObject({ state: { mode: { kind: 'moving' } } });
});

test('where there is no deal, every key of a deal says so or asks for a new one', () => {
  for (const { keys, group } of KEYMAP.filter((entry) => entry.group === 'Deal')) {
    const { state, effect } = press(board(0, 1), keys[0]);
    expect([group, keys[0], effect]).toEqual(['Deal', keys[0], undefined]);
    expect(state.message !== null || state.mode.kind === 'asking').toBe(true);
  }
});

test('no two entries of the keymap share a key', () => {
  const keys = KEYMAP.flatMap((entry) => entry.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a terminal that is too small takes no key but those that quit', () => {
  const small = { ...board(1), size: { columns: 40, rows: 10 } };
  expect(press(small, 'w')).toEqual({ state: small });
  expect(press(small, 'q').effect).toEqual({ do: 'quit', code: 0 });
  expect(press(small, 'ctrl-c').effect).toEqual({ do: 'quit', code: 130 });
});
