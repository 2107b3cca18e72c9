import { commonKey } from '../runtime/common-keys.ts';
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
  action: string,
  keys: DedupeKey['keys'],
  word: string,
  decision: Decision,
  way?: PairCard['way'],
): DedupeKey {
  const fits = ({ card }: DedupeState) => card !== null && (way === undefined || card.way === way);
  return {
    action,
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

const scroll =
  (by: number): DedupeKey['press'] =>
  (state) => {
    const last = Math.max(0, (state.card?.rows.length ?? 0) - 1);
    return [{ ...state, scroll: Math.min(last, Math.max(0, state.scroll + by)) }];
  };

/** Rows that a page is scrolled by. */
const PAGE = 8;

const common = commonKey<DedupeState, DedupeCmd>;

/** Every key of the screen. */
export const KEYS: readonly DedupeKey[] = [
  decides('keep-left', ['1', 'left'], 'keep the left', 'keep one', 'merge'),
  decides('keep-right', ['2', 'right'], 'keep the right', 'keep other', 'merge'),
  decides('convert', ['c'], 'the lead is that contact', 'convert', 'convert'),
  decides('two', ['n'], 'they are two', 'two'),
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
