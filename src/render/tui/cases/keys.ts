import { openCommandLine } from '../runtime/command-line.ts';
import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt, type Question } from '../runtime/prompt.ts';
import type { CaseAction } from './port.ts';
import { type CasesCmd, type CasesState, cardOf, goTo, laneOf, readStep } from './state.ts';

type CasesKey = Binding<CasesState, CasesCmd>;
const common = commonKey<CasesState, CasesCmd>;

const noCase = (state: CasesState): string | null => (cardOf(state) ? null : 'there is no case here');

/** A key that does something with the case under the cursor at once. */
function acts(action: string, key: string, help: string, what: CaseAction, hint?: string): CasesKey {
  return {
    ...{ action, keys: [key], help, group: 'Case', once: true, disabled: noCase },
    ...(hint === undefined ? {} : { hint: (state) => (cardOf(state) ? hint : '') }),
    press: (state) => [
      { ...state, message: null },
      { type: 'act', id: cardOf(state)?.id ?? 0, action: what, prompt: null },
    ],
  };
}

/** A key that asks for a text first. */
function asks(
  action: string,
  key: string,
  help: string,
  question: (state: CasesState) => Question,
  toAction: (text: string) => CaseAction,
  hint = '',
): CasesKey {
  return {
    ...{ action, keys: [key], help, group: 'Case', once: true, disabled: noCase },
    hint: (state) => (cardOf(state) ? hint : ''),
    press: (state) => {
      const id = cardOf(state)?.id ?? 0;
      const prompt = openPrompt<CasesCmd | null>([question(state)], ([text = ''], answered) => ({
        ...{ type: 'act', id, action: toAction(text), prompt: answered },
      }));
      return [{ ...state, message: null, prompt }];
    },
  };
}

const about = (state: CasesState): string => `case ${cardOf(state)?.id ?? ''}`;

const move =
  (lanes: number, rows: number): CasesKey['press'] =>
  (state) => [goTo({ ...state, message: null }, state.lane + lanes, state.row + rows)];

/** Cases that a page goes on. */
const PAGE = 8;

/** Every key of the screen. */
export const KEYS: readonly CasesKey[] = [
  asks(
    'reply',
    'r',
    'note an answer to the customer; the first one is the first response',
    (state) => ({ label: `Answer to ${about(state)}` }),
    (text) => ({ type: 'reply', text, after: null }),
    'reply',
  ),
  asks(
    'ask',
    'a',
    'note a question to the customer, and wait for the answer',
    (state) => ({ label: `Question about ${about(state)}` }),
    (text) => ({ type: 'reply', text, after: 'waiting' }),
    'ask',
  ),
  asks(
    'solve',
    's',
    'solve it, with how',
    (state) => ({
      label: `How ${about(state)} was solved`,
      optional: true,
      examples: 'Enter alone says nothing',
    }),
    (resolution) => ({ type: 'solve', resolution }),
    'solve',
  ),
  asks(
    'note',
    'n',
    'a note on its timeline',
    (state) => ({ label: `Note on ${about(state)}` }),
    (text) => ({ type: 'note', text }),
    'note',
  ),
  acts('wait', 'w', 'wait for the customer', { type: 'wait' }, 'wait'),
  acts('reopen', 'o', 'open it again', { type: 'reopen' }),
  acts('escalate', 'e', 'make it urgent', { type: 'escalate' }),
  asks(
    'assign',
    't',
    'give it to somebody',
    (state) => ({ label: `Who takes ${about(state)}`, examples: 'a user, or me' }),
    (to) => ({ type: 'assign', to }),
  ),
  asks(
    'merge',
    'm',
    'merge it into another case about the same thing',
    (state) => ({ label: `Into which case goes ${about(state)}`, examples: 'number or subject' }),
    (into) => ({ type: 'merge', into }),
    'merge',
  ),
  common('left', 'Go', 'to the lane at the left', move(-1, 0)),
  common('right', 'Go', 'to the lane at the right', move(1, 0)),
  common('down', 'Go', 'to the next case', move(0, 1)),
  common('up', 'Go', 'to the case before', move(0, -1)),
  common('next', 'Go', 'to the next lane', move(1, 0)),
  common('previous', 'Go', 'to the lane before', move(-1, 0)),
  common('page-down', 'Go', 'a page down', move(0, PAGE)),
  common('page-up', 'Go', 'a page up', move(0, -PAGE)),
  common('first', 'Go', 'to the top', (state) => [goTo(state, state.lane, 0)]),
  common('last', 'Go', 'to the end', (state) => [goTo(state, state.lane, laneOf(state)?.cards.length ?? 0)]),
  common(
    'open',
    'Go',
    'all about it: crm case show',
    (state) => {
      const prompt = openCommandLine<CasesCmd | null>(state.commandLines, (command) => command);
      return [
        { ...state, message: null },
        { type: 'shell', line: `case show ${cardOf(state)?.id}`, prompt },
      ];
    },
    { disabled: noCase, once: true },
  ),
  {
    action: 'lanes',
    keys: ['b'],
    help: 'lanes by status, or by who has to do something next',
    group: 'Go',
    hint: 'lanes',
    press: (state) =>
      readStep({
        ...state,
        message: null,
        lanes: state.lanes === 'status' ? 'next' : 'status',
        lane: 0,
        row: 0,
      }),
  },
  common(
    'find',
    'Go',
    'only cases with these words in their subject or names',
    (state) => {
      const prompt = openPrompt<CasesCmd | null>(
        [{ label: 'Find', preset: state.words, optional: true }],
        ([words = '']) => ({ type: 'read', lanes: state.lanes, words, since: null }),
      );
      return [{ ...state, message: null, prompt }];
    },
    { hint: 'find' },
  ),
  common('back', 'Go', 'all cases again', (state) =>
    state.words === '' ? [{ ...state, message: null }] : readStep({ ...state, message: null, words: '' }),
  ),
  common('detail', 'Go', 'whose they are, or more of them', (state) => [
    { ...state, message: null, isDetailed: !state.isDetailed },
  ]),
  common('command', 'Go', 'any crm command, such as case list; Tab completes it', (state) => {
    const prompt = openCommandLine<CasesCmd | null>(state.commandLines, (command) => command);
    return [{ ...state, message: null, prompt }];
  }),
  common(
    'undo',
    'Go',
    'undo the last change; asks before it undoes anything else',
    (state) => [{ ...state, message: null }, { type: 'find latest' }],
    { hint: 'undo', once: true },
  ),
  mouseKey('Go'),
  common('help', 'Go', 'these keys', (state) => [{ ...state, message: null, help: OPEN_HELP }], {
    hint: 'keys',
  }),
  common('quit', 'Go', 'quit', (state) => [state, exit(0)], { hint: 'quit' }),
  common('quit-now', 'Go', 'quit at once', (state) => [state, exit(130)]),
];
