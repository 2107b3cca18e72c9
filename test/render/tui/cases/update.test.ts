import { describe, expect, test } from 'vitest';
import type { CaseBoard, CaseCard } from '../../../../src/domain/case-board.ts';
import { CrmError, refused } from '../../../../src/domain/errors.ts';
import { PLAIN } from '../../../../src/render/color.ts';
import { makePen } from '../../../../src/render/parts/pen.ts';
import { rulerFor } from '../../../../src/render/text-width.ts';
import { KEYS } from '../../../../src/render/tui/cases/keys.ts';
import {
  type CasesCmd,
  type CasesMsg,
  type CasesState,
  cardOf,
  startStep,
} from '../../../../src/render/tui/cases/state.ts';
import { update } from '../../../../src/render/tui/cases/update.ts';
import { mouseMap, screenReaderView, view } from '../../../../src/render/tui/cases/view.ts';
import { Canvas } from '../../../../src/render/tui/runtime/canvas.ts';
import type { RuntimeMsg, Step } from '../../../../src/render/tui/runtime/program.ts';

const NOW = Date.parse('2026-12-01T12:00:00.000Z');

const card = (id: number, more: Partial<CaseCard> = {}): CaseCard => ({
  id,
  subject: `Trouble ${id}\u001b[2J`,
  priority: 'normal',
  account: 'Acme',
  contact: 'Ann Lee',
  owner: 'ann',
  dueAt: null,
  timeLeft: null,
  createdAt: '2026-12-01T09:00:00.000Z',
  isAnswered: false,
  ...more,
});

const boardOf = (...lanes: readonly (readonly CaseCard[])[]): CaseBoard => ({
  now: NOW,
  lanes: lanes.map((cards, at) => ({
    name: ['open', 'waiting', 'solved'][at] ?? '',
    count: cards.length,
    overdue: cards.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < NOW).length,
    cards,
  })),
});

const LATE = card(1, { dueAt: '2026-12-01T09:30:00.000Z', priority: 'urgent' });
const SOON = card(2, { dueAt: '2026-12-01T12:45:00.000Z', isAnswered: true });
const WAITS = card(3, { timeLeft: 7 * 3600, owner: null });

const stepsOf = (
  step: Step<CasesState, CasesCmd>,
  ...messages: (CasesMsg | RuntimeMsg<CasesCmd>)[]
): Step<CasesState, CasesCmd> => messages.reduce(([state], message) => update(state, message), step);

const key = (name: string): RuntimeMsg<CasesCmd> => ({ type: 'key', key: name, at: NOW, isHeld: false });
const typed = (text: string) => [...text].map(key);
const read = (board: CaseBoard, words = ''): CasesMsg => ({
  type: 'read done',
  lanes: 'status',
  words,
  version: 1,
  board,
  at: NOW,
});

const started = (board = boardOf([LATE, SOON], [WAITS], [])) =>
  stepsOf(
    startStep(1000, 'status', { keys: KEYS, mouse: true, motion: false }, { columns: 100, rows: 24 }),
    read(board),
  );

test('the cursor goes over lanes and cases, and stays on its case when others come', () => {
  const step = stepsOf(started(), key('j'));
  expect(cardOf(step[0])?.id).toBe(2);
  expect(cardOf(stepsOf(step, read(boardOf([card(9), LATE, SOON], [WAITS], [])))[0])?.id).toBe(2);
  expect(cardOf(stepsOf(step, read(boardOf([LATE], [WAITS, SOON], [])))[0])?.id).toBe(1);
  expect(cardOf(stepsOf(step, key('l'))[0])?.id).toBe(3);
  expect(cardOf(stepsOf(step, key('l'), key('l'))[0])).toBeUndefined();
});

describe('a key acts on the case under the cursor', () => {
  test('at once, or after a text was typed', () => {
    expect(stepsOf(started(), key('w'))[1]).toMatchObject({ type: 'act', id: 1, action: { type: 'wait' } });
    expect(stepsOf(started(), key('r'), ...typed('on it'), key('enter'))[1]).toMatchObject({
      type: 'act',
      id: 1,
      action: { type: 'reply', text: 'on it', after: null },
    });
    expect(stepsOf(started(), key('s'), key('enter'))[1]).toMatchObject({
      action: { type: 'solve', resolution: '' },
    });
  });

  test('and what is refused comes back to be corrected', () => {
    const [state, command] = stepsOf(started(), key('m'), ...typed('77'), key('enter'));
    const error = refused('no case matches "77"');
    const [back] = update(state, { type: 'failed', command: command as CasesCmd, error });
    expect(back.prompt?.problem).toBe('no case matches "77"');
  });

  test('but not where there is none', () => {
    const [state, command] = stepsOf(started(), key('l'), key('l'), key('s'));
    expect([command, state.message?.lines]).toEqual([undefined, ['there is no case here']]);
  });
});

test('keys go on while others are looked at, and what is no longer asked for is left out', () => {
  const looking = stepsOf(started(), { type: 'tick', at: NOW });
  const [moved] = stepsOf(looking, key('j'));
  expect(cardOf(moved)?.id).toBe(2);
  const searched = stepsOf([moved], key('/'), ...typed('acme'), key('enter'));
  expect(stepsOf(searched, read(boardOf([card(9)], [], [])))[0].board).toBe(moved.board);
  expect(cardOf(stepsOf(searched, read(boardOf([card(9)], [], []), 'acme'))[0])?.id).toBe(9);
});

test('while a change waits for another program the cursor moves, and no other change is made', () => {
  const [state, command] = stepsOf(started(), key('w'));
  const busy = new CrmError('locked', 'the database is locked');
  const [waiting] = update(state, { type: 'failed', command: command as CasesCmd, error: busy });
  expect(waiting.waiting).not.toBeNull();
  expect(cardOf(stepsOf([waiting], key('j'))[0])?.id).toBe(2);
  const [refusing, none] = stepsOf([waiting], key('e'));
  expect([none, refusing.message?.lines[0]]).toEqual([undefined, expect.stringContaining('still waits')]);
});

test('it looks at what others have written, but not while somebody types', () => {
  const tick = { type: 'tick', at: NOW } as const;
  expect(stepsOf(started(), tick)[1]).toMatchObject({ type: 'read', since: 1 });
  expect(stepsOf(started(), key('n'), tick)[1]).toBeUndefined();
});

test('a change of this screen is undone at once, another one after a question', () => {
  const latest = (isOwn: boolean): CasesMsg => ({
    type: 'latest found',
    reversal: { direction: 'undo', change: 7, sentence: '"solved" of today', isOwn },
  });
  expect(stepsOf(started(), key('u'), latest(true))[1]).toEqual({ type: 'undo', change: 7 });
  const asked = stepsOf(started(), key('u'), latest(false));
  expect(stepsOf(asked, key('y'), key('enter'))[1]).toEqual({ type: 'undo', change: 7 });
  expect(stepsOf(asked, key('enter'))[1]).toBeUndefined();
});

test('cards say whose they are and when they are due; no text acts on the terminal', async () => {
  const canvas = new Canvas(makePen({ LANG: 'C.UTF-8' }, PLAIN, await rulerFor([])), PLAIN);
  const [state] = started();
  const rows = view(state, canvas);
  const text = rows.join('\n');
  for (const words of ['1 overdue', '2h late', 'solve in 45m', '7h left', 'urgent', 'Acme · Ann Lee'])
    expect(text).toContain(words);
  expect(text).not.toContain('\u001b');
  expect(rows).toHaveLength(24);
  expect(screenReaderView(state, canvas).join('\n')).toContain('Here: case 1');
  for (const columns of [50, 60, 200])
    for (const line of view({ ...state, size: { columns, rows: 12 } }, canvas))
      expect(canvas.ruler.width(line)).toBeLessThanOrEqual(columns);
  const third = mouseMap(state, canvas).regions.find(({ press }) => press?.join() === 'right');
  expect(third).toBeDefined();
});
