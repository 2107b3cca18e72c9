import { expect, test } from 'vitest';
import type { Decision, PairCard, PairDecision } from '../../../../src/render/tui/dupes/port.ts';
import { reduce } from '../../../../src/render/tui/dupes/reducer.ts';
import { screenLines } from '../../../../src/render/tui/dupes/screen-lines.ts';
import {
  type DedupeMessage,
  type State,
  startingState,
  tallyText,
} from '../../../../src/render/tui/dupes/state.ts';

const card = (index: number, more: Partial<PairCard> = {}): PairCard => ({
  index,
  score: 90,
  reasons: ['same name'],
  one: { ref: `lead:${index}`, title: 'Jane Doe' },
  other: { ref: `lead:${index + 100}`, title: 'Jane Do\u001b[2J' },
  rows: [{ label: 'title', one: 'CEO', other: 'CTO' }],
  way: 'merge',
  ...more,
});

const having = (state: State, ...happenings: DedupeMessage[]) => happenings.reduce(reduce, state);
const at = (index: number, more: Partial<PairCard> = {}) =>
  having({ ...startingState(3), index }, { is: 'shown', card: card(index, more) });

/** Keys as a person presses them, a second apart. */
const press = (state: State, ...keys: string[]) =>
  keys.reduce((before, key) => reduce(before, { is: 'key', key, now: (before.last?.at ?? 0) + 1000 }), state);

function decided(state: State): PairDecision {
  if (state.task?.does !== 'decide') throw new Error('nothing is decided');
  return { index: state.index, decision: state.task.decision, change: 7, said: 'merged' };
}

test.for<[string, Decision]>([
  ['1', 'keep one'],
  ['2', 'keep other'],
  ['n', 'two'],
])('%s decides the pair on the screen: %s; then the next one comes', ([key, decision]) => {
  const told = press(at(0), key);
  expect(told.task).toMatchObject({ does: 'decide', card: { index: 0 }, decision });
  // Further keys wait for nobody: they are not meant for a pair that is not there yet.
  expect(press(told, '1', 'n', 's', 'q')).toMatchObject({ task: told.task, ended: null });
  const after = having(told, { is: 'decided', decided: decided(told) });
  expect(after).toMatchObject({ index: 1, card: null, task: { does: 'look', index: 1 } });
});

test('a lead and a contact are not merged: the lead becomes the contact', () => {
  const pair = at(0, { way: 'convert' });
  expect(press(pair, '1', '2').task).toBeNull();
  expect(press(pair, 'c').task).toMatchObject({ does: 'decide', decision: 'convert' });
});

test('a key that is held down decides one pair, not all of them', () => {
  let state = at(0);
  state = reduce(state, { is: 'key', key: 'n', now: 10_000 });
  for (let i = 1; i <= 20; i++) {
    if (state.task?.does === 'decide') state = reduce(state, { is: 'decided', decided: decided(state) });
    if (state.task?.does === 'look') state = reduce(state, { is: 'shown', card: card(state.index) });
    state = reduce(state, { is: 'key', key: 'n', now: 10_000 + i * 30 });
  }
  expect(state).toMatchObject({ index: 1, done: [{ decision: 'two' }] });
});

test('undo takes the last decision back and shows its pair again', () => {
  const told = press(at(0), 'n');
  const second = having(told, { is: 'decided', decided: decided(told) }, { is: 'shown', card: card(1) });
  const undoing = press(second, 'u');
  expect(undoing.task).toMatchObject({ does: 'undo', decided: { index: 0 } });
  const back = having(undoing, { is: 'undone', decided: undoing.done[0] as PairDecision });
  expect(back).toMatchObject({ index: 0, done: [], task: { does: 'look', index: 0 } });
  expect(press(at(0), 'u')).toMatchObject({ task: null, message: { lines: ['nothing was decided yet'] } });
});

test('what cannot be done is said, and the pair stays', () => {
  const failed = having(press(at(0), '1'), { is: 'failed', lines: ['opp 2 is won'] });
  expect(failed).toMatchObject({ task: null, card: { index: 0 }, message: { tone: 'bad' } });
});

test('pairs that are one by now are passed over; after the last one only undo and quit are left', () => {
  const last = having(
    { ...startingState(3), index: 1 },
    { is: 'settled', index: 1 },
    { is: 'settled', index: 2 },
  );
  expect(last).toMatchObject({ index: 3, card: null, task: null });
  expect(press(last, '1', 's')).toMatchObject({ task: null, skipped: 0 });
  expect(press(last, 'q').ended).toBe(0);
  expect(press(at(0), 'ctrl-c').ended).toBe(130);
});

test('the screen fills its window exactly, counts, and shows nothing that acts on the terminal', () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({
    label: `field ${i}`,
    one: 'x'.repeat(200),
    other: '',
  }));
  for (const [columns, height] of [
    [80, 24],
    [40, 10],
    [200, 60],
  ] as const) {
    const lines = screenLines(at(1, { rows }), { columns, rows: height });
    expect(lines).toHaveLength(height);
    const text = lines.map(({ left }) => left.map((span) => span.text).join('')).join('\n');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('pair 2 of 3');
    expect(text).toContain('more with');
  }
  expect(tallyText(press(at(0), 's'))).toBe('0 merged · 0 kept apart · 1 skipped');
});

test('a decision waits while another program writes; who leaves meanwhile leaves it undone', () => {
  const told = press(at(0), '1');
  if (!told.task) throw new Error('nothing is decided');
  const waiting = having(told, { is: 'locked', task: told.task });
  expect(waiting).toMatchObject({ task: { does: 'decide', tries: 1 }, ended: null });
  expect(waiting.message?.lines.join()).toContain('waiting for another crm');
  const again = having(waiting, { is: 'locked', task: waiting.task ?? told.task });
  expect(again.task).toMatchObject({ tries: 2 });
  expect(having(again, { is: 'decided', decided: decided(again) })).toMatchObject({
    index: 1,
    isUnstored: false,
  });
  const left = press(again, 'q');
  expect(left).toMatchObject({ ended: 0, task: { does: 'decide' } });
  expect(having(left, { is: 'locked', task: left.task ?? told.task })).toMatchObject({
    task: null,
    isUnstored: true,
  });
});
