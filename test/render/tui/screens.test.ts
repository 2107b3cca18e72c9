import { describe, expect, test } from 'vitest';
import { KEY_SCREENS, type KeyScreen, keySettings } from '../../../src/config/screen-keys.ts';
import { CALL_RESULTS } from '../../../src/domain/call-results.ts';
import { KEYS as BOARD } from '../../../src/render/tui/board/keys.ts';
import { callKeys } from '../../../src/render/tui/calls/keys.ts';
import { KEYS as CASES } from '../../../src/render/tui/cases/keys.ts';
import { KEYS as DASHBOARD } from '../../../src/render/tui/dashboard/keys.ts';
import { KEYS as DUPLICATES } from '../../../src/render/tui/dedupe/keys.ts';
import { KEYS as REVIEW } from '../../../src/render/tui/review/keys.ts';
import { COMMON_KEYS } from '../../../src/render/tui/runtime/common-keys.ts';
import { type Binding, keyName } from '../../../src/render/tui/runtime/key-table.ts';
import { withOwnKeys } from '../../../src/render/tui/runtime/own-keys.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

type Table = readonly Pick<Binding<never, never>, 'action' | 'keys' | 'help' | 'group'>[];
const SCREENS: Readonly<Record<KeyScreen, Table>> = {
  board: BOARD,
  review: REVIEW,
  duplicates: DUPLICATES,
  calls: callKeys(CALL_RESULTS),
  cases: CASES,
  dashboard: DASHBOARD,
};

describe.each(Object.entries(SCREENS))('%s', (_, table) => {
  test('each key does one thing, and help names it', () => {
    const keys = table.flatMap((binding) => binding.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const actions = table.map(({ action }) => action);
    expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([]);
    for (const { keys: own, help, group } of table)
      expect([own.length > 0, help.trim() !== '', group !== '']).toEqual([true, true, true]);
  });

  test('its actions can be written in the config file', () => {
    for (const { action } of table) expect(action).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

/** Letters that answer a question of their screen. */
const ANSWERS: Readonly<Partial<Record<KeyScreen, Readonly<Record<string, string>>>>> = {
  review: { k: 'keep' },
  calls: { gg: '' },
};

test.each(Object.entries(COMMON_KEYS))('%s is the same on every screen', (action, keys) => {
  for (const screen of KEY_SCREENS)
    for (const key of keys) {
      const own = SCREENS[screen].find((binding) => binding.keys.includes(key));
      const expected = ANSWERS[screen]?.[key] ?? (isOn(screen, action) ? action : '');
      expect([screen, key, own?.action ?? '']).toEqual([screen, key, expected]);
    }
});

/** What a screen has no use for. */
const WITHOUT: Readonly<Partial<Record<string, readonly KeyScreen[]>>> = {
  left: ['calls', 'dashboard'],
  right: ['calls', 'dashboard'],
  // A dashboard is only read.
  ...Object.fromEntries(
    ['next', 'previous', 'open', 'find', 'command', 'detail', 'undo', 'back'].map((action) => [
      action,
      ['dashboard'],
    ]),
  ),
};

function isOn(screen: KeyScreen, action: string): boolean {
  return !WITHOUT[action]?.includes(screen);
}

test('the keys of all screens', async () => {
  const lines = Object.entries(SCREENS).map(([screen, table]) => [
    screen,
    ...table.map(({ action, keys, help }) => `${keys.map(keyName).join(' ').padEnd(9)} ${action}: ${help}`),
  ]);
  await expect(`${lines.map((each) => each.join('\n')).join('\n\n')}\n`).toMatchFileSnapshot('keys.txt');
});

describe('keys of the config file', () => {
  const own = (values: Record<string, string>, screen: KeyScreen = 'board') =>
    withOwnKeys(SCREENS[screen], screen, keySettings('/c.toml', values));
  const keysOf = (table: Table, action: string) => table.find((each) => each.action === action)?.keys;
  const refusal = async (values: Record<string, string>, screen?: KeyScreen) => {
    const { message, hints } = await crmErrorOf(() => own(values, screen));
    return [message, ...hints].join('\n');
  };

  test('replace those of an action, on one screen or on all', () => {
    expect(keysOf(own({ 'keys.board.won': 'W ctrl-o' }), 'won')).toEqual(['W', 'ctrl-o']);
    expect(keysOf(own({ 'keys.board.won': 'W' }, 'review'), 'won')).toEqual(['w']);
    for (const screen of KEY_SCREENS.filter((each) => isOn(each, 'undo')))
      expect(keysOf(own({ 'keys.undo': 'ctrl-y' }, screen), 'undo')).toEqual(['ctrl-y']);
    const both = { 'keys.undo': 'ctrl-y', 'keys.board.undo': 'ctrl-x' };
    expect(keysOf(own(both), 'undo')).toEqual(['ctrl-x']);
    expect(keysOf(own({ 'keys.calls.voicemail': 'V' }, 'calls'), 'voicemail')).toEqual(['V']);
  });

  test('can change places, and be taken away', () => {
    const swapped = own({ 'keys.board.won': 'x', 'keys.board.lost': 'w' });
    expect([keysOf(swapped, 'won'), keysOf(swapped, 'lost')]).toEqual([['x'], ['w']]);
    expect(keysOf(own({ 'keys.board.won': 'none' }), 'won')).toBeUndefined();
  });

  test('take the key of the mouse, which has a setting too', async () => {
    const moved = own({ 'keys.board.move': 'M' });
    expect([keysOf(moved, 'move'), keysOf(moved, 'mouse')]).toEqual([['M'], undefined]);
    expect(await refusal({ 'keys.board.move': 'M', 'keys.mouse': 'M' })).toContain('both move and mouse');
  });

  test('are refused where two actions would have one', async () => {
    expect(await refusal({ 'keys.board.won': 'x' })).toMatchInlineSnapshot(`
      "[keys.board]: the key x is both won and lost
      Give one of them another key, or "none": lost = "…"
      It is set in /c.toml."
    `);
    expect(await refusal({ 'keys.find': 'v' }, 'calls')).toContain('the key v is both voicemail and find');
  });

  test('are refused for what does not exist, and for the way out', async () => {
    expect(await refusal({ 'keys.board.wonn': 'W' })).toMatch(
      /^unknown action "wonn" in \[keys\.board\]\nDid you mean "won"\?\nOne of: left, down/,
    );
    expect(await refusal({ 'keys.won': 'W' })).toMatch(/^unknown action "won" in \[keys\]\n/);
    expect(await refusal({ 'keys.quit-now': 'W' })).toMatch(/^ctrl-c always quits/);
  });
});
