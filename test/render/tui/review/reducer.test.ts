import { describe, expect, test } from 'vitest';
import { hints, KEYMAP } from '../../../../src/render/tui/review/keymap.ts';
import { paste, press } from '../../../../src/render/tui/review/reducer.ts';
import { type ReviewState, startingState } from '../../../../src/render/tui/review/state.ts';
import { showDeal } from '../../../../src/render/tui/review/update.ts';
import { beginning, deal } from './deals.ts';

/** A review with the first of three deals on the screen. */
const review = (): ReviewState => showDeal(startingState(beginning(7, 8, 9)), 0, deal(7));

const pressed = (state: ReviewState, ...keys: readonly string[]) =>
  keys.reduce((current, key) => press(current, key).state, state);
const effect = (state: ReviewState, ...keys: readonly string[]) =>
  press(pressed(state, ...keys.slice(0, -1)), keys.at(-1) ?? '').effect;

test.each([
  [['k'], { do: 'keep' }],
  [['H'], { do: 'step', way: -1 }],
  [['shift-right'], { do: 'step', way: 1 }],
  [['m', '4'], { do: 'move', stage: 'negotiation' }],
  [['w'], { do: 'win' }],
  [['x', 'n', 'o', 'enter'], { do: 'lose', reason: 'no' }],
  [['t', 'c', 'enter', 'f', 'r', 'i', 'enter'], { do: 'task', subject: 'c', due: 'fri' }],
  [['d', 'ctrl-u', '+', '3', 'd', 'enter'], { do: 'close', text: '+3d' }],
  [['p', '0', 'enter'], { do: 'amount', text: '1000.00 USD0' }],
  [['n', 'q', 'enter'], { do: 'note', text: 'q' }],
])('%j answers %j', (keys, deed) => {
  expect(effect(review(), ...keys)).toMatchObject({ do: 'decide', deed });
});

test.each([
  ['s', { do: 'go', to: 1, way: 1 }],
  ['q', { do: 'quit', code: 0 }],
  ['ctrl-c', { do: 'quit', code: 130 }],
])('%s asks for %j', (key, expected) => {
  expect(effect(review(), key)).toEqual(expected);
});

test('back goes to the one before, and no further', () => {
  expect(effect(showDeal(review(), 2, deal(9)), 'b')).toEqual({ do: 'go', to: 1, way: -1 });
  expect(press(review(), 'b')).toMatchObject({ state: { message: { text: 'this is the first' } } });
});

test('after another answer k only goes on', () => {
  const decided = {
    id: 7,
    name: 'Deal 7',
    decision: { kind: 'note', text: 'x' },
    change: 3,
    before: null,
  } as const;
  const state = { ...review(), decided: [decided] };
  expect(effect(state, 'k')).toEqual({ do: 'go', to: 1, way: 1 });
  expect(effect(state, 'u')).toEqual({ do: 'undo', decided });
  expect(hints(state)[0]).toEqual({ key: 'k', word: 'go on' });
});

describe('a question', () => {
  test('takes letters that are keys elsewhere, pasted text, and no empty answer', () => {
    const asked = pressed(review(), 'x', 'enter');
    expect(asked.mode).toMatchObject({ problem: expect.stringContaining('an answer is needed') });
    const typed = paste(pressed(asked, 'q', ' ', '日', 'backspace'), 'no\nbudget').state;
    expect(effect(typed, 'enter')).toMatchObject({ deed: { do: 'lose', reason: 'q no budget' } });
    expect(press(typed, 'escape')).toMatchObject({ state: { mode: { kind: 'answering' } } });
    expect(press(typed, 'escape').effect).toBeUndefined();
  });

  test('Ctrl-C ends the review out of it', () => {
    expect(effect(pressed(review(), 'x'), 'ctrl-c')).toEqual({ do: 'quit', code: 130 });
  });
});

test('a stage that it is in, or that there is not, moves nothing', () => {
  expect(press(pressed(review(), 'm'), '3')).toMatchObject({ state: { mode: { kind: 'answering' } } });
  expect(press(pressed(review(), 'm'), '3').effect).toBeUndefined();
  expect(press(pressed(review(), 'm'), '9').state.mode.kind).toBe('picking');
});

test('where there is nothing to answer about, every answer says so', () => {
  const end = showDeal(review(), 3, null);
  const won = showDeal(review(), 0, deal(7, { kind: 'won', stage: 'won' }));
  for (const { keys, group } of KEYMAP.filter((entry) => entry.group === 'Answer' || entry.group === 'Add'))
    for (const state of [end, won]) {
      const step = press(state, keys[0]);
      if (keys[0] === 'k' && state === won) expect(step.effect).toEqual({ do: 'go', to: 1, way: 1 });
      else
        expect([group, keys[0], step.effect, step.state.message?.tone]).toEqual([
          group,
          keys[0],
          undefined,
          'wrong',
        ]);
    }
});

test('no two entries of the keymap share a key', () => {
  const keys = KEYMAP.flatMap((entry) => entry.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a terminal that is too small takes no key but those that quit', () => {
  const small = { ...review(), size: { columns: 40, rows: 10 } };
  expect(press(small, 'w')).toEqual({ state: small });
  expect(press(small, 'q').effect).toEqual({ do: 'quit', code: 0 });
});

test('scrolling ends where the lines do', () => {
  const low = { ...review(), size: { columns: 80, rows: 12 } };
  const down = pressed(low, ...Array.from({ length: 50 }, () => 'j'));
  expect(down.top).toBeGreaterThan(0);
  expect(pressed(down, 'up').top).toBe(down.top - 1);
  expect(pressed(review(), 'page-down').top).toBe(0);
  const help = pressed(low, '?', ...Array.from({ length: 50 }, () => 'j'));
  expect(pressed(help, 'k').mode).toEqual({ kind: 'help', top: (help.mode as { top: number }).top - 1 });
});

test('pasted text is no keys', () => {
  expect(paste(review(), 'w')).toMatchObject({ state: { message: { tone: 'wrong' } } });
});
