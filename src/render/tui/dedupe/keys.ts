import { openCommandLine } from '../runtime/command-line.ts';
import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import { type Binding, keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import type { Decision, PairCard } from './port.ts';
import { type DedupeCmd, type DedupeState, loadBefore, loadPair } from './state.ts';

type DedupeKey = Binding<DedupeState, DedupeCmd>;
const common = commonKey<DedupeState, DedupeCmd>;

const noPair = ({ card }: DedupeState): string | null =>
  card ? null : 'that was the last pair: u undoes, q quits';

/** Why pairs do not become one in this way here; null where they do. */
const notIn =
  (way: PairCard['way']) =>
  (state: DedupeState): string | null =>
    state.card && state.card.way !== way
      ? `a lead and a contact are not merged: ${keyOfAction(state.keys, 'convert')} converts the lead`
      : noPair(state);

const decide = (state: DedupeState, decision: Decision): ReturnType<DedupeKey['press']> =>
  state.card
    ? [
        { ...state, message: null, isBusy: true },
        { type: 'decide', card: state.card, decision },
      ]
    : [state];

/** A key that decides about the pair, where pairs become one in this way. */
function decides(
  action: string,
  key: string,
  word: string,
  decision: Decision,
  way?: PairCard['way'],
): DedupeKey {
  const disabled = way === undefined ? noPair : notIn(way);
  return {
    action,
    keys: [key],
    help: word,
    group: 'Decide',
    once: true,
    hint: (state) => (disabled(state) === null ? word : ''),
    disabled,
    press: (state) => decide(state, decision),
  };
}

/** Chooses whose record stays. */
const chooses = (action: 'left' | 'right', keep: DedupeState['keep']): DedupeKey =>
  common(
    action,
    'Decide',
    `the ${action} stays, once Enter merges them`,
    (state) => [{ ...state, message: null, keep }],
    { disabled: notIn('merge') },
  );

const scroll =
  (by: number): DedupeKey['press'] =>
  (state) => {
    const last = Math.max(0, (state.card?.rows.length ?? 0) - 1);
    return [{ ...state, scroll: Math.min(last, Math.max(0, state.scroll + by)) }];
  };

/** All pairs again, the one on the screen kept. */
export const clearFilter = (state: DedupeState): DedupeState =>
  showMessage({ ...state, filter: '', hits: null }, 'info', 'all pairs again');

/** Rows that a page is scrolled by. */
const PAGE = 8;

/** Every key of the screen. */
export const KEYS: readonly DedupeKey[] = [
  chooses('left', 'one'),
  chooses('right', 'other'),
  common(
    'open',
    'Decide',
    'merge them into the one that is chosen; a lead becomes the contact',
    (state) => {
      if (state.card?.way === 'convert') return decide(state, 'convert');
      return decide(state, state.keep === 'one' ? 'keep one' : 'keep other');
    },
    {
      hint: ({ card }) => (card?.way === 'merge' ? 'merge' : ''),
      once: true,
      disabled: noPair,
    },
  ),
  decides('keep-left', '1', 'keep the left', 'keep one', 'merge'),
  decides('keep-right', '2', 'keep the right', 'keep other', 'merge'),
  decides('convert', 'c', 'the lead is that contact', 'convert', 'convert'),
  decides('two', 'n', 'they are two', 'two'),
  {
    action: 'skip',
    keys: ['s', ' '],
    help: 'skip: no decision for now',
    group: 'Go',
    once: true,
    hint: ({ card }) => (card ? 'skip' : ''),
    disabled: noPair,
    press: (state) => loadPair({ ...state, skipped: state.skipped + 1, message: null }, state.index + 1),
  },
  common('next', 'Go', 'to the next pair: no decision for now', (state) =>
    loadPair({ ...state, message: null }, state.index + 1),
  ),
  common('previous', 'Go', 'back to the pair before', (state) =>
    loadBefore({ ...state, message: null }, state.index),
  ),
  common(
    'find',
    'Go',
    'only pairs with these words in names, numbers and reasons',
    (state) => {
      const prompt = openPrompt<DedupeCmd | null>(
        [{ label: 'Find', preset: state.filter, optional: true }],
        ([text = ''], answered) => ({ type: 'find', text, prompt: answered }),
      );
      return [{ ...state, message: null, prompt }];
    },
    { hint: 'find' },
  ),
  common('command', 'Go', 'any crm command, such as lead show 7; Tab completes it', (state) => {
    const prompt = openCommandLine<DedupeCmd | null>(state.commandLines, (command) => command);
    return [{ ...state, message: null, prompt }];
  }),
  common('detail', 'Go', 'what is the same in both, or only what differs', (state) => [
    { ...state, message: null, isDetailed: !state.isDetailed, scroll: 0 },
  ]),
  common('back', 'Go', 'all pairs again', (state) =>
    state.filter === '' ? [{ ...state, message: null }] : [clearFilter(state)],
  ),
  common(
    'undo',
    'Go',
    'undo the last decision; asks before it undoes anything else',
    (state) => {
      const decided = state.decided.at(-1);
      return decided
        ? [
            { ...state, isBusy: true },
            { type: 'undo', decided },
          ]
        : [{ ...state, message: null, isBusy: true }, { type: 'find latest' }];
    },
    { hint: 'undo', once: true },
  ),
  mouseKey('Go'),
  common('help', 'Go', 'these keys', (state) => [{ ...state, message: null, help: OPEN_HELP }], {
    hint: 'keys',
  }),
  common('quit', 'Go', 'quit', (state) => [state, exit(0)], { hint: 'quit' }),
  common('quit-now', 'Go', 'quit at once', (state) => [state, exit(130)]),
  common('up', 'Go', 'scroll up', scroll(-1)),
  common('down', 'Go', 'scroll down', scroll(1)),
  common('page-up', 'Go', 'a page up', scroll(-PAGE)),
  common('page-down', 'Go', 'a page down', scroll(PAGE)),
  common('first', 'Go', 'to the top', scroll(Number.NEGATIVE_INFINITY)),
  common('last', 'Go', 'to the end', scroll(Number.POSITIVE_INFINITY)),
];
