import { OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { exit } from '../runtime/program.ts';
import type { Decision, PairCard } from './port.ts';
import { type DedupeCmd, type DedupeState, loadPair } from './state.ts';

type DedupeKey = Binding<DedupeState, DedupeCmd>;

const noPair = ({ card }: DedupeState): string | null =>
  card ? null : 'that was the last pair: u undoes, q quits';

/** A key that decides about the pair, where pairs become one in this way. */
function decides(
  keys: DedupeKey['keys'],
  word: string,
  decision: Decision,
  way?: PairCard['way'],
): DedupeKey {
  const fits = ({ card }: DedupeState) => card !== null && (way === undefined || card.way === way);
  return {
    keys,
    help: word,
    group: 'Decide',
    once: true,
    hint: (state) => (fits(state) ? word : ''),
    disabled: (state) =>
      fits(state) ? null : (noPair(state) ?? 'a lead and a contact are not merged: c converts the lead'),
    press: (state) =>
      state.card
        ? [
            { ...state, message: null, isBusy: true },
            { type: 'decide', card: state.card, decision },
          ]
        : [state],
  };
}

const scrolls = (keys: DedupeKey['keys'], help: string, by: number): DedupeKey => ({
  keys,
  help,
  group: 'Go',
  press: (state) => {
    const last = Math.max(0, (state.card?.rows.length ?? 0) - 1);
    return [{ ...state, scroll: Math.min(last, Math.max(0, state.scroll + by)) }];
  },
});

/** Every key of the screen. */
export const KEYS: readonly DedupeKey[] = [
  decides(['1', 'left'], 'keep the left', 'keep one', 'merge'),
  decides(['2', 'right'], 'keep the right', 'keep other', 'merge'),
  decides(['c'], 'the lead is that contact', 'convert', 'convert'),
  decides(['n'], 'they are two', 'two'),
  {
    keys: ['s', ' '],
    help: 'skip: no decision for now',
    group: 'Go',
    once: true,
    hint: ({ card }) => (card ? 'skip' : ''),
    disabled: noPair,
    press: (state) => loadPair({ ...state, skipped: state.skipped + 1, message: null }, state.index + 1),
  },
  {
    keys: ['u'],
    help: 'undo the last decision; asks before it undoes anything else',
    group: 'Go',
    once: true,
    hint: 'undo',
    press: (state) => {
      const decided = state.decided.at(-1);
      return decided
        ? [
            { ...state, isBusy: true },
            { type: 'undo', decided },
          ]
        : [{ ...state, message: null, isBusy: true }, { type: 'find latest' }];
    },
  },
  {
    keys: ['?'],
    help: 'these keys',
    group: 'Go',
    hint: 'keys',
    press: (state) => [{ ...state, message: null, help: OPEN_HELP }],
  },
  { keys: ['q'], help: 'quit', group: 'Go', hint: 'quit', press: (state) => [state, exit(0)] },
  scrolls(['up', 'k'], 'scroll up', -1),
  scrolls(['down', 'j'], 'scroll down', 1),
];
