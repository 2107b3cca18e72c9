import { describe, expect, test } from 'vitest';
import { CALL_RESULTS, type CallResult } from '../../../../src/domain/call-results.ts';
import { failed as cannot } from '../../../../src/domain/errors.ts';
import { actionOf } from '../../../../src/render/tui/calls/keymap.ts';
import type { CallCard, Logged } from '../../../../src/render/tui/calls/port.ts';
import { reduce } from '../../../../src/render/tui/calls/reducer.ts';
import {
  type CallMessage,
  type State,
  startingState,
  unsaved,
} from '../../../../src/render/tui/calls/state.ts';
import { shortTally, tallyText, timerText } from '../../../../src/render/tui/calls/tally.ts';

/** A Thursday. */
const NOW = Date.parse('2026-03-12T10:00:00.000Z');

const card = (leadId: number, more: Partial<CallCard> = {}): CallCard => ({
  leadId,
  name: `Lead ${leadId}`,
  phone: '+442079461001',
  zone: 'Europe/London',
  why: 'no score, never tried',
  lead: {},
  said: [],
  script: [],
  ...more,
});

const own: CallResult = { ...CALL_RESULTS[0]!, word: 'no-budget', disposition: 'answered' };
const fresh = () => startingState({ results: [...CALL_RESULTS, own], conversationSeconds: 60, now: NOW });
const having = (state: State, ...happenings: CallMessage[]) => happenings.reduce(reduce, state);
const on = (leadId: number) => having(fresh(), { is: 'taken', card: card(leadId) });

/** Keys as fast as hands are, each a tenth of a second after the one before. */
const press = (state: State, ...keys: string[]) =>
  keys.reduce((now, key) => reduce(now, { is: 'key', key, now: now.now + 100 }), state);
const type = (state: State, text: string) => press(state, ...text);

function saved(state: State): Logged {
  const told = unsaved(state);
  if (!told) throw new Error('nothing is told');
  return { told, change: 7, follows: '' };
}

const log = (state: State, key: string, next: number) => {
  const told = press(state, key);
  return having(told, { is: 'logged', logged: saved(told) }, { is: 'taken', card: card(next) });
};

describe('a key for how the call went', () => {
  test('tells the call on the lead that is on the screen, with the seconds only of one that was answered', () => {
    expect(unsaved(press(on(1), 'v'))).toMatchObject({
      card: { leadId: 1 },
      note: '',
      seconds: null,
      next: null,
    });
    const talked = having(on(1), { is: 'tick', now: NOW + 9000 }, { is: 'tick', now: NOW + 12_000 });
    expect(unsaved(press(talked, 't'))).toMatchObject({ result: { word: 'connected' }, seconds: 12 });
    expect(unsaved(press(talked, ' ', 't'))).toMatchObject({ seconds: 0 });
  });

  test('takes the note that was written before', () => {
    const noted = type(on(1), 'nask for Ann');
    expect(unsaved(noted)).toBeNull();
    expect(unsaved(press(noted, 'enter', 'g'))).toMatchObject({
      result: { word: 'gatekeeper' },
      note: 'ask for Ann',
    });
  });

  test('asks for the time where one is needed, and reads it before the note', () => {
    const asked = press(on(1), 'c');
    expect(asked).toMatchObject({ mode: 'note', line: { before: 'cb ', after: '' }, task: null });
    expect(press(asked, 'enter')).toMatchObject({ task: null, message: { tone: 'bad' } });
    const told = unsaved(press(type(asked, 'tue 3pm pricing'), 'enter'));
    expect(told).toMatchObject({
      result: { word: 'callback' },
      note: 'pricing',
      next: { date: '2026-03-17', time: '15:00' },
    });
  });

  test('of the team’s own results there is a digit for each', () => {
    expect(unsaved(press(on(1), '1'))).toMatchObject({ result: { word: 'no-budget' } });
  });
});

describe('no wrong log', () => {
  test('keys that come while a call is saved are meant for nobody', () => {
    const saving = press(on(1), 'v');
    expect(press(saving, 'a', 'u', 'q', 'n')).toMatchObject({ task: saving.task, ended: null, mode: 'keys' });
  });

  test('of those it is said that they were not taken, and the rest of the word is not taken either', () => {
    const early = press(press(on(1), 'v'), 'n', 'o');
    const { told } = early.task as Extract<State['task'], { does: 'log' }>;
    const next = having(
      early,
      { is: 'logged', logged: { told, change: 1, follows: '' } },
      { is: 'taken', card: card(2) },
    );
    expect(next.message).toMatchObject({
      tone: 'bad',
      lines: [expect.anything(), expect.stringMatching(/n o$/)],
    });
    const rest = having(
      next,
      { is: 'key', key: 't', now: next.now + 100 },
      { is: 'key', key: 'i', now: next.now + 200 },
    );
    expect(rest).toMatchObject({ task: null, mode: 'keys', card: { leadId: 2 } });
    expect(rest.message?.lines.join()).toContain('n o t i');
    expect(unsaved(reduce(rest, { is: 'key', key: 'v', now: next.now + 1000 }))).toMatchObject({
      card: { leadId: 2 },
    });
  });

  test('a key that is held down logs one lead', () => {
    const next = log(on(1), 'v', 2);
    const held = reduce(next, { is: 'key', key: 'v', now: next.now + 30 });
    expect(unsaved(held)).toBeNull();
    expect(unsaved(reduce(held, { is: 'key', key: 'v', now: held.now + 300 }))).toMatchObject({
      card: { leadId: 2 },
    });
  });

  test('a paste is written, never obeyed', () => {
    const pasted = reduce(on(1), { is: 'paste', text: 'vvv\n' });
    expect(pasted).toMatchObject({ mode: 'note', line: { before: 'vvv ' }, task: null });
  });

  test('with nobody to call no call is told, and it is looked again by and by', () => {
    const idle = reduce(fresh(), { is: 'nobody', lines: ['there is nobody to call now'] });
    expect(press(idle, 'v', 'c', 's', 'd')).toMatchObject({ task: null, mode: 'keys' });
    expect(
      having(idle, { is: 'tick', now: NOW + 9000 }, { is: 'tick', now: NOW + 16_000 }).task,
    ).toMatchObject({ does: 'take' });
  });

  test('every key does one thing', () => {
    const keys = fresh().keys.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const binding of fresh().keys)
      for (const key of binding.keys) expect(actionOf(fresh().keys, key)).toBe(binding.does);
  });
});

describe('nothing lost', () => {
  const locked = (state: State): CallMessage => ({
    is: 'failed',
    task: state.task!,
    lines: [cannot('the database is locked').message],
    again: true,
  });

  test('a call that could not be saved is tried again until it is', () => {
    const saving = press(on(1), 'v');
    const told = unsaved(saving);
    const waiting = having(saving, locked(saving));
    const again = having(waiting, locked(waiting));
    expect(again).toMatchObject({ task: { does: 'log', tries: 2 }, card: { leadId: 1 } });
    expect(unsaved(again)).toBe(told);
    expect(press(again, 'q')).toMatchObject({ ended: 0, task: { told } });
  });

  test('what was written comes back to be changed', () => {
    const saving = press(type(on(1), 'nvm left my number'), 'enter');
    const back = press(having(saving, locked(saving)), 'escape');
    expect(back).toMatchObject({ task: null, mode: 'note', line: { before: 'vm left my number' } });
  });

  test('a call that is refused stays on the screen', () => {
    const saving = press(type(on(1), 'nno time'), 'enter', 'v');
    const refused = reduce(saving, { is: 'failed', task: saving.task!, lines: ['converted'], again: false });
    expect(refused).toMatchObject({
      task: null,
      card: { leadId: 1 },
      message: { tone: 'bad' },
      line: { before: 'no time' },
    });
  });

  test('while a line is changed, what was wrong with it is said no longer', () => {
    const wrong = press(type(on(1), 'ncb never'), 'enter');
    expect(wrong).toMatchObject({ mode: 'note', message: { tone: 'bad' } });
    expect(press(wrong, 'backspace').message).toBeNull();
  });

  test('a note that is not logged is not left by one key', () => {
    const noted = press(type(on(1), 'nask for Ann'), 'enter', 'q');
    expect(noted).toMatchObject({ ended: null, leaving: true });
    expect(press(noted, 'k', 'q').ended).toBeNull();
    expect(press(noted, 'q').ended).toBe(0);
    expect(press(type(on(1), 'nask for Ann'), 'enter', 's')).toMatchObject({ task: null, leaving: true });
  });

  test('the last log is taken back, then the one before', () => {
    const two = log(log(on(1), 'v', 2), 'a', 3);
    const undoing = press(two, 'u');
    expect(undoing.task).toMatchObject({
      does: 'undo',
      logged: { told: { card: { leadId: 2 } } },
      current: { leadId: 3 },
    });
    const undone = having(undoing, { is: 'undone', logged: two.logged[1]!, card: card(2) });
    expect(undone).toMatchObject({
      card: { leadId: 2 },
      logged: [{ told: { card: { leadId: 1 } } }],
      task: null,
    });
    expect(press(undone, 'u').task).toMatchObject({ logged: { told: { card: { leadId: 1 } } } });
    expect(press(on(1), 'u')).toMatchObject({ task: null, message: { tone: 'bad' } });
  });
});

describe('the numbers of the session', () => {
  test('count what stands, and no time in which the clock jumped', () => {
    let state = log(on(1), 'v', 2);
    for (let s = 0; s < 120; s++) state = reduce(state, { is: 'tick', now: state.now + 1000 });
    state = having(state, { is: 'tick', now: state.now + 86_400_000 }, { is: 'tick', now: state.now - 1000 });
    expect(timerText(state.timer)).toBe('2:00');
    state = press(type(press(state, 'm'), 'mon 10am'), 'enter');
    state = reduce(state, { is: 'logged', logged: saved(state) });
    expect(tallyText(state)).toBe('2 dials · 1 connect · 1 conversation · 1 meeting · 59 dials/h');
    expect(shortTally(fresh())).toBe('0 dials 0 conn 0 conv 0 mtg n/a/h');
  });
});
