import { describe, expect, test } from 'vitest';
import { CALL_RESULTS, type CallResult } from '../../../../src/domain/call-results.ts';
import { CrmError, conflict } from '../../../../src/domain/errors.ts';
import { PLAIN } from '../../../../src/render/color.ts';
import { makePen } from '../../../../src/render/parts/pen.ts';
import type { StyledLine } from '../../../../src/render/styled-line.ts';
import { rulerFor } from '../../../../src/render/text-width.ts';
import { callKeys } from '../../../../src/render/tui/calls/keys.ts';
import type { CallCard, LoggedCall } from '../../../../src/render/tui/calls/port.ts';
import {
  type CallCmd,
  type CallMsg,
  type CallState,
  startingState,
  unsavedCall,
} from '../../../../src/render/tui/calls/state.ts';
import { tallyLine, tallyText, timerText } from '../../../../src/render/tui/calls/tally.ts';
import { update } from '../../../../src/render/tui/calls/update.ts';
import { view } from '../../../../src/render/tui/calls/view.ts';
import { Canvas } from '../../../../src/render/tui/runtime/canvas.ts';
import type { RuntimeMsg } from '../../../../src/render/tui/runtime/program.ts';
import { everyDay } from '../../../support/calling-times.ts';

const pen = makePen({}, { depth: 'plain' }, await rulerFor(['👩‍🚀']));
const textOfLine = (line: StyledLine) => line.map(({ text }) => text).join('');

/** A Thursday. */
const NOW = Date.parse('2026-03-12T10:00:00.000Z');

const card = (leadId: number, more: Partial<CallCard> = {}): CallCard => ({
  leadId,
  name: `Lead ${leadId}`,
  phone: '+442079461001',
  phoneGrouped: '+44 20 7946 1001',
  holidayOn: null,
  place: { zone: 'Europe/London', country: 'GB' },
  why: 'no score, never tried',
  lead: {},
  timeline: [],
  script: [],
  scriptGaps: '',
  snippets: new Map([['price', 'from 90 a month\nfor each site']]),
  ...more,
});

const own: CallResult = { ...CALL_RESULTS[0]!, word: 'no-budget', disposition: 'answered' };
const results = [...CALL_RESULTS, own];
const KEYS = callKeys(results);
const fresh = () =>
  startingState(
    {
      user: 'ann',
      times: everyDay(),
      results,
      conversationSeconds: 60,
      keepEveryMs: 300_000,
      now: NOW,
      timeSettings: {},
      before: { dials: 0, connects: 0, meetings: 0 },
      dialsWanted: null,
      stopReasons: ['too dear', 'no budget'],
      snippets: new Map([['price', 'from 90 a month\nfor each site']]),
      segment: '',
    },
    { keys: KEYS, mouse: false, motion: true },
    { columns: 80, rows: 24 },
  );

type Message = CallMsg | RuntimeMsg<CallCmd>;
const having = (state: CallState, ...messages: Message[]) =>
  messages.reduce((before, message) => update(before, message)[0], state);
const on = (leadId: number) => having(fresh(), { type: 'claimed', card: card(leadId) });

const keyAt = (key: string, at: number, isHeld = false) => ({ type: 'key', key, at, isHeld }) as const;
/** Fast keys, a tenth of a second apart. */
const press = (state: CallState, ...keys: string[]) =>
  keys.reduce((before, key) => having(before, keyAt(key, before.now + 100)), state);
const type = (state: CallState, text: string) => press(state, ...text);
const commandOf = (state: CallState, key: string) => update(state, keyAt(key, state.now + 100))[1];
const tick = (at: number) => ({ type: 'tick', at }) as const;

function saved(state: CallState): LoggedCall {
  const draft = unsavedCall(state);
  if (!draft) throw new Error('no call is to be saved');
  return { draft, change: 7, follows: '', noNumberLeft: false };
}

const log = (state: CallState, key: string, next: number) => {
  const logging = press(state, key);
  return having(logging, { type: 'logged', logged: saved(logging) }, { type: 'claimed', card: card(next) });
};

describe('a key for the result of the call', () => {
  test('logs the call with the lead on the screen, with a duration only if answered', () => {
    expect(unsavedCall(press(on(1), 'v'))).toMatchObject({
      card: { leadId: 1 },
      note: '',
      seconds: null,
      next: null,
    });
    const talked = having(on(1), tick(NOW + 9000), tick(NOW + 12_000));
    expect(unsavedCall(press(talked, 't'))).toMatchObject({ result: { word: 'connected' }, seconds: 12 });
    expect(unsavedCall(press(talked, ' ', 't'))).toMatchObject({ seconds: 0 });
  });

  test('adds the note written before', () => {
    const noted = type(on(1), 'nask for Ann');
    expect(unsavedCall(noted)).toBeNull();
    expect(unsavedCall(press(noted, 'enter', 'g'))).toMatchObject({
      result: { word: 'gatekeeper' },
      note: 'ask for Ann',
    });
  });

  test('asks for a required time, and reads it before the note', () => {
    const asked = press(on(1), 'c');
    expect(asked).toMatchObject({ mode: 'note', editor: { before: 'cb ', after: '' }, command: null });
    expect(press(asked, 'enter')).toMatchObject({ command: null, message: { tone: 'bad' } });
    const told = unsavedCall(press(type(asked, 'tue 3pm pricing'), 'enter'));
    expect(told).toMatchObject({
      result: { word: 'callback' },
      note: 'pricing',
      next: { date: '2026-03-17', time: '15:00' },
    });
  });

  test('is a digit for each custom outcome', () => {
    expect(unsavedCall(press(on(1), '1'))).toMatchObject({ result: { word: 'no-budget' } });
  });
});

describe('no wrong log', () => {
  test('keys typed while a call is saved are ignored', () => {
    const saving = press(on(1), 'v');
    expect(press(saving, 'a', 'u', 'q', 'n')).toMatchObject({ command: saving.command, mode: 'keys' });
  });

  test('ignored keys are reported, and so is the rest of the word', () => {
    const early = press(press(on(1), 'v'), 'n', 'o');
    const next = having(early, { type: 'logged', logged: saved(early) }, { type: 'claimed', card: card(2) });
    expect(next.message).toMatchObject({
      tone: 'bad',
      lines: [expect.anything(), expect.stringMatching(/^Ignored keys .*: n o$/)],
    });
    const rest = having(next, keyAt('t', next.now + 100), keyAt('i', next.now + 200));
    expect(rest).toMatchObject({ command: null, mode: 'keys', card: { leadId: 2 } });
    expect(rest.message?.lines.join()).toContain('n o t i');
    expect(unsavedCall(press(having(rest, tick(next.now + 1000)), 'v'))).toMatchObject({
      card: { leadId: 2 },
    });
  });

  test('a held key logs one lead', () => {
    const next = log(on(1), 'v', 2);
    const held = having(next, keyAt('v', next.now + 400, true));
    expect(unsavedCall(held)).toBeNull();
    expect(unsavedCall(press(held, 'v'))).toMatchObject({
      card: { leadId: 2 },
    });
  });

  test('pasted text is written, never executed', () => {
    const pasted = having(on(1), { type: 'paste', text: 'vvv\n' });
    expect(pasted).toMatchObject({ mode: 'note', editor: { before: 'vvv' }, command: null });
  });

  test('without a lead no call is logged, and the queue is asked again later', () => {
    const idle = having(fresh(), { type: 'queue empty', reasons: ['nobody to call now'] });
    expect(press(idle, 'v', 'c', 's', 'd')).toMatchObject({ command: null, mode: 'keys' });
    expect(having(idle, tick(NOW + 9000), tick(NOW + 16_000)).command).toEqual({ type: 'claim' });
  });

  test('why nobody is to be called is shown whole in a narrow window', () => {
    const held = 'held back; the next is due on Wed 2026-12-02 15:30 (16:30 there):';
    const hours = '  1 is outside calling hours (mon-fri 08:00-21:00 where they are)';
    const reasons = ['nobody to call now', held, hours];
    const narrow = { ...fresh(), size: { columns: 60, rows: 20 } };
    const drawn = view(having(narrow, { type: 'queue empty', reasons }), new Canvas(pen, PLAIN)).join('\n');
    const words = drawn.split(/\s+/).join(' ');
    expect(words).toContain(held);
    expect(words).toContain(hours.trim());
    expect(drawn).not.toContain('…');
  });

  test('every key has one meaning', () => {
    const keys = KEYS.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('nothing lost', () => {
  const failing = (state: CallState, error: CrmError): Message => ({
    type: 'failed',
    command: state.command!,
    error,
  });
  const locked = (state: CallState) => failing(state, new CrmError('locked', 'the database is locked'));

  test('in another database nothing that was logged is undone, and what was not saved is there to log again', () => {
    const logged = [saved(press(on(1), 'v'))];
    const writing = press(type(press({ ...on(2), logged }, 'n'), 'vm nobody'), 'enter');
    const [after, command] = update(having(writing, locked(writing)), { type: 'replaced' });
    expect(after).toMatchObject({ waiting: null, mode: 'note', editor: { before: 'vm nobody' } });
    expect(after.logged).toMatchObject([{ change: null }]);
    expect(command).toEqual({ type: 'refresh', card: card(2) });
  });

  test('an unsaved call is retried until it is saved', () => {
    const saving = press(on(1), 'v');
    const told = unsavedCall(saving);
    const waiting = having(saving, locked(saving));
    const again = having(waiting, locked(waiting));
    expect(again).toMatchObject({ waiting: { tries: 2 }, card: { leadId: 1 } });
    expect(update(again, { type: 'retry', command: again.command! })[1]).toBe(again.command);
    expect(unsavedCall(again)).toBe(told);
    expect(commandOf(again, 'q')).toEqual({ type: 'exit', result: 0 });
    expect(unsavedCall(press(again, 'q'))).toBe(told);
  });

  test('a rejected line can be edited', () => {
    const saving = press(type(on(1), 'nvm left my number'), 'enter');
    const back = press(having(saving, locked(saving)), 'escape');
    expect(back).toMatchObject({ command: null, mode: 'note', editor: { before: 'vm left my number' } });
    expect(update(back, { type: 'retry', command: saving.command! })[1]).toBeUndefined();
  });

  test('a line that says how the call went is not overridden by another key', () => {
    const left = press(type(on(1), 'ncb fri 3pm wants pricing'), 'escape');
    expect(left).toMatchObject({ mode: 'keys', editor: { before: 'cb fri 3pm wants pricing' } });
    const voicemail = press(left, 'v');
    expect(voicemail).toMatchObject({
      command: null,
      message: { lines: [expect.stringContaining('says callback'), expect.stringContaining('Del drops')] },
    });
    expect(press(voicemail, 'n')).toMatchObject({ mode: 'note', editor: left.editor });
    expect(unsavedCall(press(voicemail, 'n', 'enter'))).toMatchObject({ note: 'wants pricing' });
    expect(press(left, 'c')).toMatchObject({ mode: 'note', editor: { before: 'cb fri 3pm wants pricing' } });
    expect(unsavedCall(press(voicemail, 'delete', 'v'))).toMatchObject({
      note: '',
      result: { word: 'voicemail' },
    });
    // The same result is no contradiction.
    expect(unsavedCall(press(type(on(1), 'nvm left my number'), 'escape', 'v'))).toMatchObject({
      note: 'left my number',
    });
  });

  test('after undo the keys work at once, and the line is kept', () => {
    const logging = press(type(on(1), 'nvm left my number'), 'enter');
    const logged = saved(logging);
    const state = having(logging, { type: 'logged', logged }, { type: 'claimed', card: card(2) });
    const undone = having(press(state, 'u'), { type: 'undone', logged, card: card(1) });
    expect(undone).toMatchObject({ mode: 'keys', editor: { before: 'vm left my number' } });
  });

  test('/ goes to a lead, or calls from a segment', () => {
    const state = on(1);
    const typed = type(press(state, '/'), 'jane doe');
    expect(commandOf(typed, 'enter')).toMatchObject({
      type: 'find',
      reference: 'jane doe',
      current: { leadId: 1 },
    });
    expect(press(typed, 'escape')).toMatchObject({ mode: 'keys', card: { leadId: 1 } });
    expect(commandOf(type(press(state, '/'), 'segment:warm'), 'enter')).toMatchObject({
      type: 'segment',
      name: 'warm',
    });
    const missing = press(typed, 'enter');
    const failed = having(missing, {
      type: 'failed',
      command: missing.command!,
      error: conflict('bob is calling lead 9'),
    });
    expect(failed).toMatchObject({ command: null, card: { leadId: 1 }, message: { tone: 'bad' } });
    expect(having(missing, { type: 'claimed', card: card(9) })).toMatchObject({
      mode: 'keys',
      card: { leadId: 9 },
    });
  });

  test('the name after / is never taken for keys, and a note that is not logged is warned of with Enter', () => {
    const noted = press(type(on(1), 'nhas a budget'), 'enter');
    const typed = type(press(noted, '/'), 'kay');
    expect(typed).toMatchObject({ mode: 'find', command: null, finder: { before: 'kay' } });
    const warned = press(typed, 'enter');
    expect(warned).toMatchObject({ mode: 'find', message: { tone: 'bad' } });
    expect(press(type(warned, 'a'), 'enter')).toMatchObject({ mode: 'find', message: { tone: 'bad' } });
    expect(commandOf(warned, 'enter')).toMatchObject({ type: 'find', reference: 'kay' });
    expect(press(warned, 'escape')).toMatchObject({ mode: 'keys', editor: { before: 'has a budget' } });
  });

  test('a lead whose last number was wrong is asked about', () => {
    const logging = press(on(1), 'w');
    const asked = having(logging, { type: 'logged', logged: { ...saved(logging), noNumberLeft: true } });
    expect(asked).toMatchObject({ mode: 'numberless', command: null });
    // Nobody is on the line then.
    const drawn = (state: typeof asked) => view(state, new Canvas(pen, PLAIN)).join('\n');
    expect(drawn(on(1))).toMatch(/ringing/);
    expect(drawn(asked)).toContain('No number is left');
    expect(drawn(asked)).not.toMatch(/ringing|talking/);
    expect(commandOf(asked, 'x')).toMatchObject({ type: 'disqualify', card: { leadId: 1 } });
    expect(commandOf(asked, 'k')).toEqual({ type: 'claim' });
    expect(commandOf(asked, 'v')).toBeUndefined();
    // A slip of the finger is undone here too.
    expect(commandOf(asked, 'u')).toMatchObject({ type: 'undo' });
    const after = update(press(asked, 'x'), { type: 'disqualified', card: card(1) });
    expect(after[1]).toEqual({ type: 'claim' });
  });

  test('x asks why, and what was chosen or typed is the reason', () => {
    const asked = press(on(1), 'x');
    expect(asked).toMatchObject({ mode: 'reason', command: null });
    expect(unsavedCall(press(asked, '2'))).toMatchObject({
      result: { word: 'not-interested' },
      note: 'no budget',
      reason: 'no budget',
    });
    expect(unsavedCall(press(type(asked, 'dear'), 'enter'))).toMatchObject({ reason: 'too dear' });
    expect(unsavedCall(press(type(asked, 'moved to 5 sites'), 'enter'))).toMatchObject({
      reason: 'moved to 5 sites',
    });
    expect(unsavedCall(press(asked, 'enter'))).toMatchObject({ note: '', reason: null });
    expect(press(asked, 'escape')).toMatchObject({ mode: 'keys', command: null });
    // Who has written why is not asked.
    expect(unsavedCall(press(type(on(1), 'nshort of time'), 'enter', 'x'))).toMatchObject({
      note: 'short of time',
      reason: null,
    });
  });

  test('a note has several lines, and names of snippets become their text', () => {
    const two = press(type(press(type(on(1), 'nvm left'), 'alt-enter'), 'my number'), 'enter');
    expect(unsavedCall(two)).toMatchObject({ result: { word: 'voicemail' }, note: 'left\nmy number' });
    const filled = type(on(1), 'nvm ;price ;other ');
    expect(filled.editor.before).toBe('vm from 90 a month\nfor each site ;other ');
    expect(unsavedCall(press(type(on(1), 'nvm ;price'), 'enter'))).toMatchObject({
      note: 'from 90 a month\nfor each site',
    });
    const pasted = having(on(1), { type: 'paste', text: 'one\r\ntwo\n' });
    expect(pasted.editor.before).toBe('one\ntwo');
  });

  test('e writes to the lead on the screen, E to the one called before, Y copies the number', () => {
    const next = log(on(1), 'v', 2);
    expect(commandOf(next, 'e')).toMatchObject({ type: 'mail', card: { leadId: 2 } });
    expect(commandOf(next, 'E')).toMatchObject({ type: 'mail', card: { leadId: 1 } });
    expect(press(on(1), 'E')).toMatchObject({ command: null, message: { tone: 'bad' } });
    expect(commandOf(next, 'Y')).toEqual({ type: 'copy', phone: '+442079461001' });
  });

  test('no time counts in a pause, and the next key ends it without doing anything', () => {
    const paused = press(type(press(on(1), 'P'), 'lunch'), 'enter');
    expect(paused.pause).toEqual({ reason: 'lunch', ms: 0 });
    const later = having(paused, tick(paused.now + 600_000));
    expect([later.worked, later.timer]).toEqual([paused.worked, paused.timer]);
    const back = press(later, 'v');
    expect(back).toMatchObject({ pause: null, command: null, logged: [] });
    expect(back.pauses).toEqual([{ reason: 'lunch', ms: 600_100 }]);
    expect(press(press(on(1), 'P'), 'escape')).toMatchObject({ mode: 'keys', pause: null });
  });

  test('keys go through the sections and the objections of the script', () => {
    const script = [
      '# Opening',
      'Hello',
      '# Objection: price',
      'Ask',
      '# Objection: time',
      'Offer',
      '# Close',
    ];
    const state = having(fresh(), { type: 'claimed', card: card(1, { script }) });
    expect(press(state, 'o')).toMatchObject({ panel: 'script', scroll: 2 });
    expect(press(state, 'o', 'o')).toMatchObject({ scroll: 4 });
    expect(press(state, 'o', 'o', 'o')).toMatchObject({ scroll: 2 });
    expect(press(state, 'o', ']', ']')).toMatchObject({ scroll: 6 });
    expect(press(state, 'o', '[')).toMatchObject({ scroll: 0 });
    expect(press(on(1), 'o').message).toMatchObject({ lines: ['the script has no such section'] });
  });

  test('a refused call stays on the screen', () => {
    const saving = press(type(on(1), 'nno time'), 'enter', 'v');
    const error = conflict('lead 1 was converted into opp 5', 'Work with it: crm opp show 5');
    expect(having(saving, failing(saving, error))).toMatchObject({
      command: null,
      card: { leadId: 1 },
      // Keys that move on without a command.
      message: { tone: 'bad', lines: ['lead 1 was converted into opp 5', 's brings the next lead'] },
      editor: { before: 'no time' },
    });
  });

  test('editing a line removes its error', () => {
    const wrong = press(type(on(1), 'ncb never'), 'enter');
    expect(wrong).toMatchObject({ mode: 'note', message: { tone: 'bad' } });
    expect(press(wrong, 'backspace').message).toBeNull();
  });

  test('one key does not discard an unsaved note', () => {
    const noted = press(type(on(1), 'nask for Ann'), 'enter', 'q');
    expect(noted).toMatchObject({ isLeaving: true, message: { tone: 'bad' } });
    expect(commandOf(press(noted, 'k'), 'q')).toBeUndefined();
    expect(commandOf(noted, 'q')).toEqual({ type: 'exit', result: 0 });
    expect(press(type(on(1), 'nask for Ann'), 'enter', 's')).toMatchObject({
      command: null,
      isLeaving: true,
    });
  });

  test('undo reverts the last log, then the one before', () => {
    const two = log(log(on(1), 'v', 2), 'a', 3);
    const undoing = press(two, 'u');
    expect(undoing.command).toMatchObject({
      type: 'undo',
      logged: { draft: { card: { leadId: 2 } } },
      current: { leadId: 3 },
    });
    const undone = having(undoing, { type: 'undone', logged: two.logged[1]!, card: card(2) });
    expect(undone).toMatchObject({
      card: { leadId: 2 },
      logged: [{ draft: { card: { leadId: 1 } } }],
      command: null,
    });
    expect(press(undone, 'u').command).toMatchObject({ logged: { draft: { card: { leadId: 1 } } } });
    expect(press(on(1), 'u')).toMatchObject({ command: null, message: { tone: 'bad' } });
  });
});

describe('the numbers of the session', () => {
  test('count logs that were not undone, and no time in which the clock jumped', () => {
    let state = log(on(1), 'v', 2);
    for (let s = 0; s < 900; s++) state = having(state, tick(state.now + 1000));
    state = having(state, tick(state.now + 86_400_000), tick(state.now - 1000));
    expect(timerText(state.timer)).toBe('15:00');
    state = press(type(press(state, 'm'), 'mon 10am'), 'enter');
    state = having(state, { type: 'logged', logged: saved(state) });
    expect(tallyText(state)).toBe('2 dials · 1 connect · 1 conversation · 1 meeting · 8 dials/h');
    const head = (columns: number) => textOfLine(tallyLine({ ...state, dialsWanted: 40 }, columns, pen));
    expect(head(80)).toMatch(/^━+─+ {2}2 of 40 {3}1 reached {3}1 meeting {3}8 an hour$/);
    expect(head(30)).toBe('2 of 40  1 reached  1 meeting');
    expect(textOfLine(tallyLine(fresh(), 80, pen))).toBe('0 dials   0 reached   0 meetings');
  });
});

test.each([
  [60, 20],
  [80, 24],
  [120, 35],
])('a time that is no good for the lead is told whole before it is logged, %i × %i', (columns, rows) => {
  const place = { zone: 'America/Los_Angeles', country: 'US' };
  const claimed = having(
    fresh(),
    { type: 'claimed', card: card(1, { place }) },
    {
      type: 'resize',
      size: { columns, rows },
    },
  );
  const typed = type(claimed, 'ncb tue 9 wants pricing');
  const text = view(typed, new Canvas(pen, PLAIN)).join('\n');
  expect(text).toContain('02:00 there)');
  expect(text).toMatch(/the time is outside their calling hours \([^)]+\)/);
});
