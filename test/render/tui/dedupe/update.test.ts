import { expect, test } from 'vitest';
import { CrmError, refused } from '../../../../src/domain/errors.ts';
import { PLAIN } from '../../../../src/render/color.ts';
import { makePen } from '../../../../src/render/parts/pen.ts';
import { rulerFor } from '../../../../src/render/text-width.ts';
import { KEYS } from '../../../../src/render/tui/dedupe/keys.ts';
import type {
  Decision,
  FieldComparison,
  PairCard,
  PairDecision,
} from '../../../../src/render/tui/dedupe/port.ts';
import {
  type DedupeCmd,
  type DedupeMsg,
  type DedupeState,
  startStep,
  tallyText,
} from '../../../../src/render/tui/dedupe/state.ts';
import { update } from '../../../../src/render/tui/dedupe/update.ts';
import { view } from '../../../../src/render/tui/dedupe/view.ts';
import { Canvas } from '../../../../src/render/tui/runtime/canvas.ts';
import type { RuntimeMsg, Step } from '../../../../src/render/tui/runtime/program.ts';

const side = (ref: string, title: string): PairCard['one'] => ({
  ref,
  title,
  facts: [title],
  activities: 0,
  timeline: [],
});

const row = (name: string, one: string, other: string, more: Partial<FieldComparison> = {}) => ({
  name,
  label: name,
  one,
  other,
  areBothKept: false,
  isChoice: true,
  ...more,
});

const card = (index: number, more: Partial<PairCard> = {}): PairCard => ({
  index,
  score: 90,
  reasons: ['same name'],
  one: side(`lead ${index}`, 'Jane Doe'),
  other: side(`lead ${index + 100}`, 'Jane Do\u001b[2J'),
  rows: [row('title', 'CEO', 'CTO')],
  way: 'merge',
  ...more,
});

type DedupeStep = Step<DedupeState, DedupeCmd>;

const after = (step: DedupeStep, ...messages: (DedupeMsg | RuntimeMsg<DedupeCmd>)[]) =>
  messages.reduce<DedupeStep>(([state], message) => update(state, message), step);

/** The screen with the first of three pairs. */
const on = (index: number, more: Partial<PairCard> = {}) =>
  after(
    startStep(
      { count: 3, lockLimitMs: 1000 },
      { keys: KEYS, mouse: false, motion: true },
      { columns: 80, rows: 24 },
    ),
    {
      type: 'loaded',
      direction: 1,
      index,
      card: card(index, more),
    },
  );

const key = (name: string, isHeld = false) => ({ type: 'key', key: name, at: 0, isHeld }) as const;
const press = (step: DedupeStep, ...names: string[]) => after(step, ...names.map((name) => key(name)));

function decided([state, command]: DedupeStep): PairDecision {
  if (command?.type !== 'decide') throw new Error('nothing is decided');
  return { index: state.index, decision: command.decision, change: 7, summary: 'merged' };
}

test.for<[string, Decision]>([
  ['1', 'keep one'],
  ['2', 'keep other'],
  ['n', 'two'],
])('%s decides the pair on the screen: %s; then the next one comes', ([name, decision]) => {
  const deciding = press(on(0), name);
  expect(deciding[1]).toMatchObject({ type: 'decide', card: { index: 0 }, decision });
  // Further keys are ignored: they are not meant for a pair that is not shown yet.
  const [state, command] = press(deciding, '1', 'n', 's', 'q');
  expect([state, command]).toEqual([deciding[0], undefined]);
  const [next, load] = after(deciding, { type: 'decided', decided: decided(deciding) });
  expect(next).toMatchObject({ index: 1, card: null });
  expect(load).toMatchObject({ type: 'load', index: 1 });
});

test('a lead and a contact are not merged: the lead is converted into the contact', () => {
  const pair = on(0, { way: 'convert' });
  const [state, command] = press(pair, '1');
  expect(command).toBeUndefined();
  expect(state.message?.lines[0]).toContain('are not merged');
  expect(press(pair, 'c')[1]).toMatchObject({ type: 'decide', decision: 'convert' });
});

test('a held key decides nothing', () => {
  expect(after(on(0), key('n', true))[1]).toBeUndefined();
});

test('undo reverts the last decision and shows its pair again', () => {
  const deciding = press(on(0), 'n');
  const second = after(
    deciding,
    { type: 'decided', decided: decided(deciding) },
    { type: 'loaded', direction: 1, index: 1, card: card(1) },
  );
  const [state, undo] = press(second, 'u');
  expect(undo).toMatchObject({ type: 'undo', decided: { index: 0 } });
  const [back, load] = after([state], { type: 'undone', decided: state.decided[0] as PairDecision });
  expect(back).toMatchObject({ index: 0, decided: [] });
  expect(load).toMatchObject({ type: 'load', index: 0 });
  // What this screen has not done is undone only after a question that names it.
  const asking = press(on(0), 'u');
  expect(asking[1]).toEqual({ type: 'find latest' });
  const reversal = { direction: 'undo', change: 5, sentence: '"imported 7 leads"', isOwn: false } as const;
  const asked = after(asking, { type: 'latest found', reversal });
  expect(asked[0].prompt?.questions[0].label).toBe('Undo "imported 7 leads"?');
  expect(press(asked, 'n', 'enter')[1]).toBeUndefined();
  expect(press(asked, 'y', 'enter')[1]).toEqual({ type: 'undo other', change: 5 });
});

test('a refused decision shows the reason, and the pair remains', () => {
  const [state, command] = press(on(0), '1');
  const [failed] = after([state], {
    type: 'failed',
    command: command as DedupeCmd,
    error: refused('opp 2 is won'),
  });
  expect(failed).toMatchObject({
    isBusy: false,
    card: { index: 0 },
    message: { tone: 'bad', lines: ['opp 2 is won'] },
  });
});

test('pairs merged in the meantime are skipped; after the last one only undo and quit work', () => {
  const last = after(
    on(0),
    { type: 'loaded', direction: 1, index: 1, card: null },
    { type: 'loaded', direction: 1, index: 2, card: null },
  );
  expect(last).toEqual([expect.objectContaining({ index: 3, card: null, isBusy: false })]);
  const [state, command] = press(last, '1', 's');
  expect([state.skipped, command]).toEqual([0, undefined]);
  expect(press(last, 'q')[1]).toEqual({ type: 'exit', result: 0 });
  expect(press(on(0), 'ctrl-c')[1]).toEqual({ type: 'exit', result: 130 });
});

test('the screen fills its window exactly, shows its progress, and escapes control characters', async () => {
  const canvas = new Canvas(makePen({}, PLAIN, await rulerFor(['👩‍🚀'])), PLAIN);
  const rows = Array.from({ length: 80 }, (_, i) => row(`field ${i}`, 'x'.repeat(200), ''));
  for (const [columns, height] of [
    [80, 24],
    [40, 10],
    [200, 60],
  ] as const) {
    const [state] = after(on(1, { rows }), { type: 'resize', size: { columns, rows: height } });
    const lines = view(state, canvas);
    expect(lines).toHaveLength(height);
    for (const line of lines) expect(canvas.ruler.width(line)).toBe(columns);
    const text = lines.join('\n');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('pair 2 of 3');
    expect(text).toContain('more with');
  }
  expect(tallyText(press(on(0), 's')[0])).toBe('0 merged · 0 kept apart · 1 skipped');
});

test('a decision waits while another program writes; quitting discards it', () => {
  const deciding = press(on(0), '1');
  const command = deciding[1] as DedupeCmd;
  const locked = {
    type: 'failed',
    command,
    error: new CrmError('locked', 'the database is locked'),
  } as const;
  const waiting = after(deciding, locked);
  expect(waiting[0]).toMatchObject({ waiting: { command, tries: 1 }, message: { tone: 'news' } });
  expect(waiting[1]).toEqual({ type: 'retry later', command });
  expect(after(waiting, { type: 'retry', command })[1]).toBe(command);
  const again = after(waiting, locked);
  expect(again[0].waiting?.tries).toBe(2);
  expect(after(again, locked)[0]).toMatchObject({ waiting: null, message: { tone: 'bad' } });
  expect(after(again, { type: 'decided', decided: decided(deciding) })[0]).toMatchObject({
    index: 1,
    waiting: null,
  });
  expect(press(again, 'q')[1]).toEqual({ type: 'exit', result: 0 });
});

test('Enter merges into the record that was chosen; choosing decides nothing', () => {
  const chosen = press(on(0), 'l');
  expect(chosen[1]).toBeUndefined();
  expect(press(chosen, 'enter')[1]).toMatchObject({ type: 'decide', decision: 'keep other' });
  expect(press(chosen, 'left', 'enter')[1]).toMatchObject({ type: 'decide', decision: 'keep one' });
  expect(press(on(0, { way: 'convert' }), 'enter')[1]).toMatchObject({ decision: 'convert' });
  expect(press(on(0, { way: 'convert' }), 'l')[0].message?.tone).toBe('bad');
});

test('what stays is marked, and the record that will be stands beside the two where there is room', async () => {
  const canvas = new Canvas(makePen({ LANG: 'C.UTF-8' }, PLAIN, await rulerFor(['👩‍🚀'])), PLAIN);
  const rows = [
    row('title', 'CEO', 'CTO'),
    row('city', '', 'Bonn'),
    row('tags', 'vip', 'eu', { areBothKept: true }),
  ];
  const lineOf = (step: DedupeStep, label: string, columns: number) => {
    const [state] = after(step, { type: 'resize', size: { columns, rows: 24 } });
    const text = view(state, canvas).find((line) => line.trim().startsWith(label)) ?? '';
    return text.trim().split(/\s{2,}/);
  };
  const left = on(0, { rows });
  expect(lineOf(left, 'title', 120)).toEqual(['title', '● CEO', '○ CTO', 'CEO']);
  expect(lineOf(press(left, 'l'), 'title', 120)).toEqual(['title', '○ CEO', '● CTO', 'CTO']);
  expect(lineOf(left, 'city', 120)).toEqual(['city', '○ empty', '● Bonn', 'Bonn']);
  expect(lineOf(left, 'tags', 120)).toEqual(['tags', '● vip', '● eu', 'vip + eu']);
  expect(lineOf(left, 'title', 80)).toEqual(['title', '● CEO', '○ CTO']);
});

test('each field is taken from the record that was chosen for it; 1 takes all of the left', () => {
  const rows = [
    row('title', 'CEO', 'CTO'),
    row('city', '', 'Bonn'),
    row('tags', 'vip', 'eu', { areBothKept: true }),
    row('attempts', '3', '4', { isChoice: false }),
  ];
  const pair = on(0, { rows });
  // The cursor is on the records, then on the first field.
  const title = press(pair, 'j', 'l');
  expect(press(title, 'enter')[1]).toMatchObject({ decision: 'keep one', taken: ['title'] });
  expect(press(title, 'k', 'l', 'enter')[1]).toMatchObject({ decision: 'keep other', taken: [] });
  expect(press(title, 'h', 'enter')[1]).toMatchObject({ decision: 'keep one', taken: [] });
  expect(press(title, '1')[1]).toMatchObject({ decision: 'keep one', taken: [] });
  // The other record stays, with one value of the first.
  expect(press(pair, 'l', 'j', 'h', 'enter')[1]).toMatchObject({ decision: 'keep other', taken: ['title'] });
  // What is blank is filled without a choice, and cannot be taken; what both keep needs none.
  const said = (step: DedupeStep) => step[0].message?.lines[0];
  expect(said(press(pair, 'j', 'j', 'h'))).toBe('city is empty there: there is nothing to take');
  expect(said(press(pair, 'j', 'j', 'j', 'l'))).toBe('tags: both are kept');
  expect(said(press(pair, 'j', 'j', 'j', 'j', 'l'))).toBe('attempts follows from the record that stays');
  expect(press(pair, 'j', 'j', 'l', 'enter')[1]).toMatchObject({ taken: [] });
  // The next pair begins anew.
  const next = after(press(title, 'enter'), { type: 'loaded', direction: 1, index: 1, card: card(1) });
  expect(next[0]).toMatchObject({ cursor: 0, keep: 'one', picks: new Map() });
});

test('/ finds pairs, Ctrl-N and Ctrl-P go through them, Esc shows all again', () => {
  const [asked, find] = press(on(0), '/', 'b', 'o', 'b', 'enter');
  if (find?.type !== 'find') throw new Error('nothing is looked for');
  expect(find.text).toBe('bob');
  const none = after([asked], { ...find, type: 'found', indexes: [] });
  expect(none[0].prompt?.problem).toBe('no pair holds "bob"');
  const found = after([asked], { ...find, type: 'found', indexes: [0, 2] });
  const first = after(found, { type: 'loaded', direction: 1, index: 0, card: card(0) });
  const next = press(first, 'ctrl-n');
  expect(next[1]).toEqual({ type: 'load', index: 2, direction: 1 });
  const second = after(next, { type: 'loaded', direction: 1, index: 2, card: card(2) });
  const back = press(second, 'ctrl-p');
  expect(back[1]).toEqual({ type: 'load', index: 0, direction: -1 });
  // The pair before is none any more, and there is no other.
  expect(after(back, { type: 'loaded', direction: -1, index: 0, card: null })[0]).toMatchObject({
    index: 0,
    message: { lines: ['this is the first'] },
  });
  expect(press(second, 'escape')[0]).toMatchObject({ hits: null, filter: '', index: 2 });
});

test('how much there is with both is in whole facts, below one another where there is little room', async () => {
  const canvas = new Canvas(makePen({ LANG: 'C.UTF-8' }, PLAIN, await rulerFor([])), PLAIN);
  const facts = ['made Nov 9', '14 activities'];
  const pair = card(0, { one: { ...side('lead 1', 'A'), facts }, other: { ...side('lead 2', 'B'), facts } });
  for (const columns of [50, 60, 80, 120]) {
    const state = { ...on(0)[0], card: pair, size: { columns, rows: 24 } };
    const shown = view(state, canvas).join('\n');
    expect(shown.match(/made Nov 9(?!\d)/g), `${columns} columns`).toHaveLength(2);
    expect(shown.match(/14 activities/g), `${columns} columns`).toHaveLength(2);
  }
});
