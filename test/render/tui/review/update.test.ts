import { describe, expect, test } from 'vitest';
import { showDeal } from '../../../../src/render/tui/review/deal-queue.ts';
import { KEYS } from '../../../../src/render/tui/review/keys.ts';
import { type ReviewState, startingState } from '../../../../src/render/tui/review/state.ts';
import { update } from '../../../../src/render/tui/review/update.ts';
import { keyHints } from '../../../../src/render/tui/runtime/key-table.ts';
import { deal, start } from './deals.ts';

/** A review with the first of three deals on the screen. */
const review = (): ReviewState => showDeal(startingState(start(7, 8, 9)), 0, deal(7));

const press = (state: ReviewState, key: string) => update(state, { type: 'key', key, at: 0, isHeld: false });
const paste = (state: ReviewState, text: string) => update(state, { type: 'paste', text })[0];
const pressed = (state: ReviewState, ...keys: readonly string[]) =>
  keys.reduce((current, key) => press(current, key)[0], state);
const command = (state: ReviewState, ...keys: readonly string[]) =>
  press(pressed(state, ...keys.slice(0, -1)), keys.at(-1) ?? '')[1];

test.each([
  [['k'], { type: 'keep' }],
  [['H'], { type: 'step', direction: -1 }],
  [['shift-right'], { type: 'step', direction: 1 }],
  [['m', 'n', 'e', 'g', 'enter'], { type: 'move', stage: 'negotiation' }],
  [['w'], { type: 'win' }],
  [['x', 'n', 'o', 'enter'], { type: 'lose', reason: 'no' }],
  [['t', 'c', 'enter', 'f', 'r', 'i', 'enter'], { type: 'task', subject: 'c', due: 'fri' }],
  [['d', 'ctrl-u', '+', '3', 'd', 'enter'], { type: 'close', text: '+3d' }],
  [['p', '0', 'enter'], { type: 'amount', text: '1000.00 USD0' }],
  [['n', 'q', 'enter'], { type: 'note', text: 'q' }],
])('%j answers %j', (keys, action) => {
  expect(command(review(), ...keys)).toMatchObject({ type: 'decide', action });
});

test.each([
  ['s', { type: 'load', id: 8, at: 1, direction: 1, next: [9] }],
  ['q', { type: 'exit', result: 0 }],
  ['ctrl-c', { type: 'exit', result: 130 }],
])('%s asks for %j', (key, expected) => {
  expect(command(review(), key)).toEqual(expected);
});

test('back goes to the previous deal, and stops at the first', () => {
  expect(command(showDeal(review(), 2, deal(9)), 'b')).toEqual({
    type: 'load',
    id: 8,
    at: 1,
    direction: -1,
    next: [9],
  });
  expect(press(review(), 'b')[0].message?.lines).toEqual(['this is the first']);
});

test('after another answer k only continues', () => {
  const decided = {
    id: 7,
    name: 'Deal 7',
    amount: null,
    decision: { kind: 'note', text: 'x' },
    change: 3,
    before: null,
  } as const;
  const state = { ...review(), decisions: [decided] };
  expect(command(state, 'k')).toEqual({ type: 'load', id: 8, at: 1, direction: 1, next: [9] });
  expect(command(state, 'u')).toEqual({ type: 'undo', decision: decided });
  expect(keyHints(KEYS, state)[0]).toMatchObject({ keys: [{ key: 'k' }], word: 'go on' });
});

describe('a question', () => {
  test('accepts letters that are keys elsewhere and pasted text, but no empty answer', () => {
    const asked = pressed(review(), 'x', 'enter');
    expect(asked.mode).toMatchObject({ prompt: { problem: expect.stringContaining('an answer is needed') } });
    const typed = paste(pressed(asked, 'q', ' ', '日', 'backspace'), 'no\nbudget');
    expect(command(typed, 'enter')).toMatchObject({ action: { type: 'lose', reason: 'q no budget' } });
    expect(press(typed, 'escape')).toEqual([expect.objectContaining({ mode: { type: 'answering' } })]);
  });

  test('Ctrl-C ends the review', () => {
    expect(command(pressed(review(), 'x'), 'ctrl-c')).toEqual({ type: 'exit', result: 130 });
  });
});

test('the current stage or an unknown one moves nothing', () => {
  expect(press(pressed(review(), 'm', 'p', 'r', 'o', 'p'), 'enter')).toEqual([
    expect.objectContaining({ mode: { type: 'answering' } }),
  ]);
  expect(press(pressed(review(), 'm', 'x', '9'), 'enter')[0].mode.type).toBe('picking');
});

test('without a deal, every answer reports that', () => {
  const end = showDeal(review(), 3, null);
  const won = showDeal(review(), 0, deal(7, { kind: 'won', stage: 'won' }));
  for (const { keys, group } of KEYS.filter((entry) => entry.group === 'Answer' || entry.group === 'Add'))
    for (const state of [end, won]) {
      const [after, asked] = press(state, keys[0]);
      if (keys[0] === 'k' && state === won)
        expect(asked).toEqual({ type: 'load', id: 8, at: 1, direction: 1, next: [9] });
      else expect([group, keys[0], asked, after.message?.tone]).toEqual([group, keys[0], undefined, 'bad']);
    }
});

test('no two bindings share a key', () => {
  const keys = KEYS.flatMap((entry) => entry.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a terminal that is too small accepts only keys that quit', () => {
  const small = { ...review(), size: { columns: 40, rows: 10 } };
  expect(press(small, 'w')).toEqual([small]);
  expect(press(small, 'q')[1]).toEqual({ type: 'exit', result: 0 });
});

test('scrolling stops at the last line', () => {
  const low = { ...review(), size: { columns: 80, rows: 12 } };
  const down = pressed(low, ...Array.from({ length: 50 }, () => 'j'));
  expect(down.top).toBeGreaterThan(0);
  expect(pressed(down, 'up').top).toBe(down.top - 1);
  const tall = { ...review(), size: { columns: 80, rows: 30 } };
  expect(pressed(tall, 'page-down').top).toBe(0);
  const help = pressed(low, '?', ...Array.from({ length: 500 }, () => 'down'));
  expect(pressed(help, 'escape').mode).toEqual(low.mode);
});

test('a held key answers once', () => {
  expect(update(review(), { type: 'key', key: 'w', at: 0, isHeld: true })).toEqual([review()]);
});

test('pasted text is not executed as keys', () => {
  expect(paste(review(), 'w').message?.tone).toBe('bad');
});
