import { openCommandLine } from '../runtime/command-line.ts';
import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import { type Binding, keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import { choose, lastRow, shownMerge } from './choice.ts';
import type { Decision, PairCard, Side } from './port.ts';
import { type DedupeCmd, type DedupeState, loadBefore, loadPair } from './state.ts';

type DedupeKey = Binding<DedupeState, DedupeCmd>;
const common = commonKey<DedupeState, DedupeCmd>;

const noPair = ({ card, keys }: DedupeState): string | null =>
  card
    ? null
    : `that was the last pair: ${keyOfAction(keys, 'undo')} undoes, ${keyOfAction(keys, 'quit')} quits`;

/** Why pairs do not become one in this way here; null where they do. */
const notIn =
  (way: PairCard['way']) =>
  (state: DedupeState): string | null =>
    state.card && state.card.way !== way
      ? `a lead and a contact are not merged: ${keyOfAction(state.keys, 'convert')} converts the lead`
      : noPair(state);

const decide = (
  state: DedupeState,
  decision: Decision,
  taken: readonly string[] = [],
): ReturnType<DedupeKey['press']> =>
  state.card
    ? [
        { ...state, message: null, isBusy: true },
        { type: 'decide', card: state.card, decision, taken },
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

/** Chooses the record or the value of one side. */
const chooses = (action: 'left' | 'right', side: Side): DedupeKey =>
  common(
    action,
    'Choose',
    `take the ${action} one: the value of a field, or on the first line whose record stays`,
    (state) => [choose(state, side)],
    { disabled: notIn('merge'), hint: ({ card }) => (card?.way === 'merge' ? 'take' : '') },
  );

const move =
  (by: number): DedupeKey['press'] =>
  (state) => [{ ...state, cursor: Math.min(lastRow(state), Math.max(0, state.cursor + by)) }];

const FIELD_HINT = { hint: ({ card }: DedupeState) => (card ? 'field' : '') };

/** All pairs again, the one on the screen kept. */
export const clearFilter = (state: DedupeState): DedupeState =>
  showMessage({ ...state, filter: '', hits: null }, 'info', 'all pairs again');

/** Fields that a page goes on. */
const LINES_PER_PAGE = 8;

/** Every key of the screen. */
export const KEYS: readonly DedupeKey[] = [
  common(
    'open',
    'Decide',
    'merge them as shown; a lead becomes the contact',
    (state) => {
      if (state.card?.way === 'convert') return decide(state, 'convert');
      const { decision, taken } = shownMerge(state);
      return decide(state, decision, taken);
    },
    {
      hint: ({ card }) => (card?.way === 'merge' ? 'merge as shown' : ''),
      once: true,
      disabled: noPair,
    },
  ),
  decides('keep-left', '1', 'all of the left', 'keep one', 'merge'),
  decides('keep-right', '2', 'all of the right', 'keep other', 'merge'),
  decides('convert', 'c', 'the lead is that contact', 'convert', 'convert'),
  decides('two', 'n', 'they are two', 'two'),
  common('down', 'Choose', 'the next field', move(1), FIELD_HINT),
  common('up', 'Choose', 'the field before', move(-1), FIELD_HINT),
  chooses('left', 'one'),
  chooses('right', 'other'),
  common('page-up', 'Choose', 'a page up', move(-LINES_PER_PAGE)),
  common('page-down', 'Choose', 'a page down', move(LINES_PER_PAGE)),
  common('first', 'Choose', 'to the top', move(Number.NEGATIVE_INFINITY)),
  common('last', 'Choose', 'to the end', move(Number.POSITIVE_INFINITY)),
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
    { ...state, message: null, isDetailed: !state.isDetailed, cursor: 0 },
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
];
