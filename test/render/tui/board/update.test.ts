import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keySettings } from '../../../../src/config/screen-keys.ts';
import { USUAL_QUERY } from '../../../../src/domain/board.ts';
import { KEYS } from '../../../../src/render/tui/board/keys.ts';
import { clampView, lanesInSight, layoutOf } from '../../../../src/render/tui/board/layout.ts';
import { openPage, refreshPage } from '../../../../src/render/tui/board/page.ts';
import type { ListedChoice } from '../../../../src/render/tui/board/port.ts';
import {
  type BoardState,
  currentCard,
  currentLane,
  cursorOf,
  startingState,
} from '../../../../src/render/tui/board/state.ts';
import { update } from '../../../../src/render/tui/board/update.ts';
import { keepCursor, missingWindows, replaceWindows } from '../../../../src/render/tui/board/windows.ts';
import { withOwnKeys } from '../../../../src/render/tui/runtime/own-keys.ts';
import { card, frame } from './deals.ts';

/** A board of lanes with so many deals each, all of them read. */
function board(...counts: readonly number[]): BoardState {
  const start = startingState({
    size: { columns: 80, rows: 24 },
    view: 'board',
    query: USUAL_QUERY,
    lockLimitMs: 1000,
    keys: KEYS,
    mouse: false,
    motion: true,
  });
  const windows = Object.fromEntries(
    counts.map((count, at) => [
      String(at + 1),
      { offset: 0, cards: Array.from({ length: count }, (_, row) => card((at + 1) * 1000 + row, at + 1)) },
    ]),
  );
  return clampView({ ...start, frame: frame(...counts), windows });
}

const press = (state: BoardState, key: string) => update(state, { type: 'key', key, at: 0, isHeld: false });
const paste = (state: BoardState, text: string) => update(state, { type: 'paste', text })[0];
const pressed = (state: BoardState, ...keys: readonly string[]) =>
  keys.reduce((current, key) => press(current, key)[0], state);

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

test('collapsed lanes take no cursor, and are not read', () => {
  const keys = fc.array(fc.constantFrom('h', 'l', 'ctrl-n', 'ctrl-p', 'G', '-'));
  fc.assert(
    fc.property(keys, fc.integer({ min: 50, max: 250 }), (typed, columns) => {
      const whole = board(2, 0, 3, 1, 4, 5);
      const query = { ...USUAL_QUERY, collapsesClosed: true };
      const state = pressed(
        clampView({ ...whole, query, windows: {}, size: { columns, rows: 24 } }),
        ...typed,
      );
      expect(currentLane(state)?.stage?.kind).toBe('open');
      expect(missingWindows(state).map(({ list }) => list)).not.toContain('5');
      const { from, to } = lanesInSight(state);
      expect(state.lane >= from && state.lane < to).toBe(true);
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
  expect(press(state, 'L')[1]).toEqual({
    type: 'act',
    action: { type: 'step', direction: 1 },
    deals: [
      { id: 1000, stageId: 1 },
      { id: 1001, stageId: 1 },
      { id: 2001, stageId: 2 },
    ],
  });
  expect(pressed(state, 'escape').marked.size).toBe(0);
});

test('a question takes letters that are keys elsewhere, and asks again for what it needs', () => {
  const asked = pressed(board(1), 'n', 'enter');
  expect(asked.mode).toMatchObject({
    type: 'prompt',
    prompt: { problem: expect.stringContaining('an answer is needed') },
  });
  const typed = paste(pressed(asked, 'q', ' ', '日', 'backspace'), 'no\nbudget');
  expect(press(typed, 'enter')[1]).toMatchObject({
    type: 'act',
    deals: [{ id: 1000, stageId: 1 }],
    action: { type: 'note', text: 'q no budget' },
  });
  expect(pressed(typed, 'escape').mode).toEqual({ type: 'browsing' });
});

test('where there is no deal, every key of a deal says so or asks for a new one', () => {
  for (const { keys, group } of KEYS.filter((entry) => entry.group === 'Deal')) {
    const [state, command] = press(board(0, 1), keys[0]);
    expect([group, keys[0], command?.type ?? null]).toEqual(['Deal', keys[0], asksFor(state)]);
    expect(state.message !== null || state.mode.type === 'picker').toBe(true);
  }
});

/** What a board has to look up for what it asks. */
const asksFor = ({ mode }: BoardState): string | null => (mode.type === 'picker' ? 'list choices' : null);

/** The board after the choices that it asked for were listed. */
function listed([state, command]: ReturnType<typeof press>, choices: readonly ListedChoice[]): BoardState {
  if (command?.type !== 'list choices') throw new Error('nothing is to be listed');
  return update(state, { type: 'choices listed', command, choices })[0];
}

test('the account of a deal is chosen: for a new one before the rest, and where it is edited', () => {
  const accounts = [
    { text: 'Acme Ltd', note: 'account 12', record: { noun: 'account', id: 12 } },
    { text: 'Globex', note: 'account 7', record: { noun: 'account', id: 7 } },
  ];
  const asked = listed(press(board(1), 'a'), accounts);
  expect(asked.mode).toMatchObject({
    picker: { choices: [{ text: 'no account' }, { text: 'Acme Ltd' }, { text: 'Globex' }], row: 1 },
  });
  // What is typed is looked up.
  const typed = press(asked, 'g');
  expect(typed[1]).toMatchObject({ list: { of: 'records', noun: 'account', text: 'g' } });
  const found = listed(typed, accounts.slice(1));
  const named = pressed(found, 'enter', 'D', 'enter', 'enter');
  expect(press(named, 'enter')[1]).toMatchObject({
    type: 'act',
    action: { type: 'add deal', account: '7', name: 'D', amount: '', close: '' },
  });

  const fields: readonly ListedChoice[] = [
    { text: 'account', note: '', holds: 'account' },
    { text: 'source', note: '', holds: 'values' },
  ];
  const which = listed(press(board(1), 'e'), fields);
  const account = listed(press(which, 'enter'), accounts);
  expect(press(account, 'enter')[1]).toMatchObject({ action: { changes: [['account', '12']] } });
  expect(press(pressed(account, 'up'), 'enter')[1]).toMatchObject({
    action: { changes: [['account', '']] },
  });
  const source = listed(press(pressed(which, 'down'), 'enter'), [{ text: 'expo', note: '' }]);
  expect(press(source, 'enter')[1]).toMatchObject({ action: { changes: [['source', 'expo']] } });
  // A value that is new is taken as it is typed.
  expect(press(pressed(source, 'f', 'a', 'i', 'r'), 'enter')[1]).toMatchObject({
    action: { changes: [['source', 'fair']] },
  });
});

test('messages name the keys that the config file has set', () => {
  const keys = withOwnKeys(
    KEYS,
    'board',
    keySettings('/c.toml', { 'keys.board.add': 'A', 'keys.help': 'Q' }),
  );
  const own = { ...board(0), keys };
  expect(press(own, 'w')[0].message?.lines).toEqual(['there is no deal under the cursor; A adds one']);
  expect(press(own, '%')[0].message?.lines[0]).toContain('Q lists the keys');
});

test('no two bindings share a key', () => {
  const keys = KEYS.flatMap((entry) => entry.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a terminal that is too small takes no key but those that quit', () => {
  const small = { ...board(1), size: { columns: 40, rows: 10 } };
  const [state, command] = press(small, 'w');
  expect({ state, command }).toEqual({ state: small, command: undefined });
  expect(press(small, 'q')[1]).toEqual({ type: 'exit', result: 0 });
  expect(press(small, 'ctrl-c')[1]).toEqual({ type: 'exit', result: 130 });
});

test('without motion nothing is lit', () => {
  const state = board(2, 3);
  const read = (motion: boolean) => {
    const before = { ...state, motion };
    const command = { type: 'read', board: before, live: true } as const;
    const data = { ...before, fresh: new Set(['1000']) };
    return update(before, { type: 'read', command, data, news: [] })[0].fresh.size;
  };
  expect([read(true), read(false)]).toEqual([1, 0]);
});

test('a page that is left while it is read again stays left', () => {
  const pageOf = (noun: 'contact' | 'account', id: number) => ({
    ref: { noun, id },
    title: noun,
    groups: [],
  });
  const read = (state: BoardState, noun: 'contact' | 'account', id: number) => {
    const [asking, command] = openPage(state, { noun, id });
    if (command?.type !== 'read page') throw new Error('no page is read');
    return update(asking, { type: 'page read', surroundings: pageOf(noun, id), command })[0];
  };
  const contact = read(read(board(1), 'account', 1), 'contact', 2);
  if (!contact.page) throw new Error('no page is open');
  const [, again] = refreshPage(contact, contact.page);
  const [leaving, back] = press(contact, 'escape');
  if (again?.type !== 'read page' || back?.type !== 'read page') throw new Error('no page is read');
  const left = update(leaving, { type: 'page read', surroundings: pageOf('account', 1), command: back })[0];
  expect(left.page?.title).toBe('account');
  const late = update(left, { type: 'page read', surroundings: pageOf('contact', 2), command: again })[0];
  expect(late.page?.title).toBe('account');
});
