import type { CallResult } from '../../../domain/call-results.ts';
import { objectionStarts, sectionStarts } from '../../../domain/calling/call-script.ts';
import { shortFormOf } from '../../../domain/calling/note-line.ts';
import { openCommandLine } from '../runtime/command-line.ts';
import { type CommonAction, commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { EMPTY_LINE, textOf } from '../runtime/line-editor.ts';
import { showMessage } from '../runtime/message.ts';
import { exit, type Step } from '../runtime/program.ts';
import { logResult, startCommand, unsentResult } from './draft.ts';
import type { CallCard } from './port.ts';
import { STOPPING_RESULT } from './reasons.ts';
import type { CallCmd, CallState } from './state.ts';

export type CallKey = Binding<CallState, CallCmd>;

/** The group of the keys that say how the call went. */
export const RESULT_GROUP = 'How the call went';

/** The keys of the results every database knows; a team's own have the digits. */
const RESULT_KEYS: ReadonlyMap<string, string> = new Map([
  ['no-answer', 'a'],
  ['busy', 'b'],
  ['voicemail', 'v'],
  ['gatekeeper', 'g'],
  ['wrong-number', 'w'],
  ['failed', 'f'],
  ['callback', 'c'],
  ['connected', 't'],
  ['interested', 'i'],
  ['not-interested', 'x'],
  ['meeting-set', 'm'],
  ['qualified', 'y'],
  // It blocks the number for everybody: not a key to hit by chance.
  ['do-not-call', 'D'],
]);

/** All keys of a session where calls can have these results. */
export function callKeys(results: readonly CallResult[]): readonly CallKey[] {
  let digit = 0;
  const resultKeys = results.flatMap((result): CallKey[] => {
    const key = RESULT_KEYS.get(result.word) ?? (digit < 9 ? String(++digit) : null);
    return key === null ? [] : [resultKey(key, result)];
  });
  return [...resultKeys, ...ACTION_KEYS];
}

function resultKey(key: string, result: CallResult): CallKey {
  return {
    action: result.word,
    keys: [key],
    help: result.word,
    hint: result.word,
    group: RESULT_GROUP,
    once: true,
    press: onCard((state, card) => {
      // What was written is the reason.
      if (result.word === STOPPING_RESULT && textOf(state.editor) === '')
        return [{ ...state, mode: 'reason', message: null }];
      return result.callback || result.meeting
        ? // The time is needed, and is typed.
          [
            {
              ...state,
              mode: 'note',
              editor: unsentResult(state)
                ? { before: textOf(state.editor), after: '' }
                : { before: `${shortFormOf(result)} `, after: textOf(state.editor) },
            },
          ]
        : logResult(state, card, result);
    }),
  };
}

/** Acts on the lead that is on the screen; does nothing without one. */
function onCard(act: (state: CallState, card: CallCard) => Step<CallState, CallCmd>): CallKey['press'] {
  return (state) => (state.card ? act(state, state.card) : [state]);
}

/** Warns that a typed note is not logged; the same key again leaves it. */
export function warnOfNote(state: CallState): CallState {
  const warned = showMessage(state, 'bad', 'the note is not logged; the same key again leaves it anyway');
  return { ...warned, isLeaving: true };
}

/** A key that leaves the lead. If a typed note is not logged, the first press only warns. */
function leaves(press: CallKey['press']): CallKey['press'] {
  return (state) => {
    if (textOf(state.editor) === '' || state.isLeaving) return press({ ...state, isLeaving: false });
    return [warnOfNote(state)];
  };
}

function scrollBy(by: number): CallKey['press'] {
  return onCard((state, card) => {
    const last = state.panel === 'about' ? 0 : Math.max(0, card[state.panel].length - 1);
    return [{ ...state, scroll: Math.max(0, Math.min(last, state.scroll + by)) }];
  });
}

const PANELS = ['timeline', 'script', 'about'] as const;

/** The panel after this one; the script is left out where there is none. */
function nextPanel(panel: CallState['panel'], card: CallCard): CallState['panel'] {
  const shown = PANELS.filter((each) => each !== 'script' || card.script.length > 0);
  return shown[(shown.indexOf(panel) + 1) % shown.length] ?? 'timeline';
}

/** Scrolls the script to the line that `find` gives, from the one on top. */
function toLine(find: (lines: readonly string[], from: number) => number | undefined): CallKey['press'] {
  return onCard((state, card) => {
    const isThere = state.panel === 'script';
    const line = find(card.script, isThere ? state.scroll : -1);
    if (line === undefined) return [showMessage(state, 'info', 'the script has no such section')];
    return [{ ...state, panel: 'script', scroll: line, message: null }];
  });
}

const action = (
  name: string,
  keys: CallKey['keys'],
  hint: NonNullable<CallKey['hint']>,
  help: string,
  press: CallKey['press'],
): CallKey => ({ action: name, keys, hint, help, group: 'Keys', press });

const common = (
  name: CommonAction,
  hint: NonNullable<CallKey['hint']>,
  help: string,
  press: CallKey['press'],
  without = '',
): CallKey => commonKey(name, 'Keys', help, press, { hint, without });

/** The word of a key that needs a lead on the screen. */
const withCard =
  (word: string) =>
  ({ card }: CallState): string =>
    card ? word : '';

/** Opens the line; without a lead, looks again whether there is somebody to call. */
const write: CallKey['press'] = (state) =>
  state.card
    ? [{ ...state, mode: 'note', editor: { before: textOf(state.editor), after: '' } }]
    : startCommand(state, { type: 'claim' });

/** Entries that a page is scrolled by. */
const LINES_PER_PAGE = 8;

const ACTION_KEYS: readonly CallKey[] = [
  action(
    'write',
    ['n'],
    ({ card }) => (card ? 'write' : 'look again'),
    'write: vm, "cb thu 3pm wants pricing", or a note; Enter logs it, Alt-Enter begins a line, ;name is a snippet',
    write,
  ),
  common('open', '', 'the same: opens the line to write', write),
  action(
    'picked-up',
    [' '],
    withCard('picked up'),
    'they picked up: the timer starts anew',
    onCard((state) => [{ ...state, timer: 0, isTalking: true, message: null }]),
  ),
  action(
    'skip',
    ['s'],
    withCard('skip'),
    'skip the lead for two hours',
    leaves(onCard((state, card) => startCommand(state, { type: 'skip', card }))),
  ),
  common(
    'undo',
    ({ logged }) => (logged.length > 0 ? 'undo' : ''),
    'undo the last log, and the one before, and so on',
    leaves((state) => {
      const logged = state.logged.at(-1);
      return logged
        ? startCommand(state, { type: 'undo', logged, current: state.card })
        : [showMessage(state, 'bad', 'nothing was logged in this session')];
    }),
  ),
  action(
    'dial',
    ['d'],
    withCard('dial'),
    'dial with your own command (crm config set dial …)',
    onCard((state, card) => startCommand(state, { type: 'dial', card })),
  ),
  action(
    'panel',
    ['p'],
    '',
    'what to say, what is known of the lead, the history',
    onCard((state, card) => [{ ...state, panel: nextPanel(state.panel, card), scroll: 0, message: null }]),
  ),
  action(
    'mail',
    ['e'],
    withCard('mail'),
    'write to the lead in your own mail program (templates/follow-up.txt; crm config set mail_program …)',
    onCard((state, card) => startCommand(state, { type: 'mail', card })),
  ),
  action('mail-last', ['E'], '', 'write to the one you called before', (state) => {
    const last = state.logged.at(-1);
    return last
      ? startCommand(state, { type: 'mail', card: last.draft.card })
      : [showMessage(state, 'bad', 'nothing was logged in this session')];
  }),
  action(
    'send-mail',
    ['S'],
    '',
    'send the follow-up to the one you called before (crm template add follow-up …)',
    (state) => {
      const last = state.logged.at(-1);
      return last
        ? startCommand(state, { type: 'send-mail', card: last.draft.card })
        : [showMessage(state, 'bad', 'nothing was logged in this session')];
    },
  ),
  action(
    'copy',
    ['Y'],
    withCard('copy'),
    'copy the number',
    onCard((state, card) => [state, { type: 'copy', phone: card.phone }]),
  ),
  action(
    'next-section',
    [']'],
    '',
    'the next section of the script',
    toLine((lines, from) => sectionStarts(lines).find((at) => at > from)),
  ),
  action(
    'section-before',
    ['['],
    '',
    'the section before',
    toLine((lines, from) => sectionStarts(lines).findLast((at) => at < from) ?? 0),
  ),
  action(
    'objection',
    ['o'],
    ({ card }) => (card && objectionStarts(card.script).length > 0 ? 'objection' : ''),
    'the next objection of the script, then the first again',
    toLine((lines, from) => objectionStarts(lines).find((at) => at > from) ?? objectionStarts(lines)[0]),
  ),
  common(
    'find',
    'find',
    'go to a lead by number, phone or name; segment:warm calls from a segment',
    // What is typed next must not be taken for keys, so the warning of a note comes with Enter.
    (state) => [{ ...state, mode: 'find', message: null }],
  ),
  action('pause', ['P'], '', 'pause: no time counts until the next key', (state) => [
    { ...state, mode: 'pause' },
  ]),
  action('drop', ['delete', 'backspace'], '', 'drop the line that is not logged', (state) => [
    { ...state, editor: EMPTY_LINE, message: null },
  ]),
  common('command', '', 'any crm command, such as lead edit 7; Tab completes it', (state) => [
    {
      ...state,
      message: null,
      mode: 'command',
      prompt: openCommandLine(state.commandLines, (command) => command),
    },
  ]),
  common('detail', '', 'whole texts, and what is blank', (state) => [
    { ...state, message: null, isDetailed: !state.isDetailed },
  ]),
  common('up', '', 'scroll up', scrollBy(-1)),
  common('down', '', 'scroll down', scrollBy(1)),
  common('page-up', '', 'a page up', scrollBy(-LINES_PER_PAGE)),
  common('page-down', '', 'a page down', scrollBy(LINES_PER_PAGE)),
  // g logs a call with the gatekeeper.
  common('first', '', 'to the top', scrollBy(Number.NEGATIVE_INFINITY), 'gg'),
  common('last', '', 'to the end', scrollBy(Number.POSITIVE_INFINITY)),
  common('next', '', 'to the next entry', scrollBy(1)),
  common('previous', '', 'to the entry before', scrollBy(-1)),
  common('back', '', 'close the message', (state) => [{ ...state, message: null }]),
  mouseKey('Keys'),
  common('help', 'keys', 'these keys', (state) => [{ ...state, mode: 'help', help: OPEN_HELP }]),
  common(
    'quit',
    'quit',
    'quit; the lead on the screen goes back to the queue',
    leaves((state) => [state, exit(0)]),
  ),
  common('quit-now', '', 'quit at once', (state) => [state, exit(130)]),
];
