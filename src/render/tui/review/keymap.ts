import { decimalText } from '../../../domain/money.ts';
import { dealHeight } from './deal-lines.ts';
import { bodyRows, countDecided, decidedOn, type ReviewState } from './state.ts';
import { decide, goTo, onDeal, prompt, type Step, showMessage } from './step.ts';

/** A key of the review: the one table that handles it, lists it in the help and names it at the bottom. */
interface KeyEntry {
  /** Names of keys, as `keysOf` gives them. */
  readonly keys: readonly [string, ...string[]];
  /** How help writes them. */
  readonly label: string;
  readonly help: string;
  readonly group: 'Answer' | 'Add' | 'Go' | 'Review';
  /** For the line at the bottom, of keys that matter most: a word. */
  readonly hint?: string;
  readonly press: (state: ReviewState) => Step;
}

/** Whether nothing more has to be said of the deal that is on the screen. */
const isSettled = (state: ReviewState): boolean =>
  state.deal !== null && (state.deal.card.kind !== 'open' || decidedOn(state, state.deal.card.id).length > 0);

const ANSWERS: readonly KeyEntry[] = [
  {
    keys: ['k', ' '],
    label: 'k Space',
    help: 'keep it as it is; after another answer, go on',
    hint: 'keep',
    group: 'Answer',
    press: (state) => (isSettled(state) ? goTo(state, state.at + 1, 1) : decide({ do: 'keep' })(state)),
  },
  {
    keys: ['m'],
    label: 'm',
    help: 'move it to a stage',
    hint: 'move',
    group: 'Answer',
    press: (state) =>
      onDeal(state, () => ({ state: { ...state, top: 0, message: null, mode: { kind: 'picking' } } })),
  },
  {
    keys: ['H', 'shift-left'],
    label: 'H',
    help: 'move it a stage back',
    group: 'Answer',
    press: decide({ do: 'step', way: -1 }),
  },
  {
    keys: ['L', 'shift-right'],
    label: 'L',
    help: 'move it a stage on',
    group: 'Answer',
    press: decide({ do: 'step', way: 1 }),
  },
  {
    keys: ['t'],
    label: 't',
    help: 'the next step: a task, with its day as people say it',
    hint: 'task',
    group: 'Answer',
    press: prompt(
      () => [{ label: 'Next step' }, { label: 'Due when? (tomorrow, "fri 3pm", +3d)' }],
      ([subject = '', due = '']) => ({ do: 'task', subject, due }),
    ),
  },
  {
    keys: ['x'],
    label: 'x',
    help: 'lost, with the reason',
    hint: 'lost',
    group: 'Answer',
    press: prompt(
      () => [{ label: 'Why was it lost?' }],
      ([reason = '']) => ({ do: 'lose', reason }),
    ),
  },
  {
    keys: ['w'],
    label: 'w',
    help: 'won',
    hint: 'won',
    group: 'Answer',
    press: decide({ do: 'win' }),
  },
];

const ADDS: readonly KeyEntry[] = [
  {
    keys: ['d'],
    label: 'd',
    help: 'another close date',
    hint: 'date',
    group: 'Add',
    press: prompt(
      (_, { closes }) => [{ label: 'Close date', preset: closes ?? '' }],
      ([text = '']) => ({ do: 'close', text }),
    ),
  },
  {
    keys: ['p'],
    label: 'p',
    help: 'another amount',
    group: 'Add',
    press: prompt(
      (_, { amount }) => [
        { label: 'Amount', preset: amount ? `${decimalText(amount)} ${amount.currency}` : '' },
      ],
      ([text = '']) => ({ do: 'amount', text }),
    ),
  },
  {
    keys: ['n'],
    label: 'n',
    help: 'a note',
    group: 'Add',
    press: prompt(
      () => [{ label: 'Note' }],
      ([text = '']) => ({ do: 'note', text }),
    ),
  },
];

const scroll =
  (by: (state: ReviewState) => number) =>
  (state: ReviewState): Step => {
    const last = Math.max(0, bodyHeight(state) - bodyRows(state));
    return { state: { ...state, top: Math.max(0, Math.min(state.top + by(state), last)) } };
  };

/** Lines of what is known of the deal that is on the screen. */
function bodyHeight(state: ReviewState): number {
  const { deal, size, view } = state;
  return deal ? dealHeight(deal, decidedOn(state, deal.card.id), size.columns, view) : 0;
}

const GOES: readonly KeyEntry[] = [
  {
    keys: ['s', 'l', 'right', 'tab'],
    label: 's →',
    help: 'skip: no answer for now',
    hint: 'skip',
    group: 'Go',
    press: (state) =>
      state.deal ? goTo(state, state.at + 1, 1) : showMessage(state, 'this is the end: b goes back, q ends'),
  },
  {
    keys: ['b', 'h', 'left', 'shift-tab'],
    label: 'b ←',
    help: 'back to the one before',
    group: 'Go',
    press: (state) =>
      state.at > 0 ? goTo(state, state.at - 1, -1) : showMessage(state, 'this is the first', 'wrong'),
  },
  { keys: ['down', 'j'], label: '↓ j', help: 'scroll down', group: 'Go', press: scroll(() => 1) },
  { keys: ['up'], label: '↑', help: 'scroll up', group: 'Go', press: scroll(() => -1) },
  { keys: ['page-down'], label: 'PgDn', help: 'a page down', group: 'Go', press: scroll(bodyRows) },
  { keys: ['page-up'], label: 'PgUp', help: 'a page up', group: 'Go', press: scroll((s) => -bodyRows(s)) },
];

const REVIEW_KEYS: readonly KeyEntry[] = [
  {
    keys: ['u'],
    label: 'u',
    help: 'take the last answer back, and the one before, and so on',
    hint: 'undo',
    group: 'Review',
    press: (state) => {
      const decided = state.decided.at(-1);
      return decided
        ? { state: { ...state, message: null }, effect: { do: 'undo', decided } }
        : showMessage(state, 'nothing was answered yet', 'wrong');
    },
  },
  {
    keys: ['?'],
    label: '?',
    help: 'these keys',
    hint: 'keys',
    group: 'Review',
    press: (state) => ({ state: { ...state, message: null, mode: { kind: 'help', top: 0 } } }),
  },
  {
    keys: ['q'],
    label: 'q',
    help: 'end, with a summary; what was not answered comes again',
    hint: 'end',
    group: 'Review',
    press: (state) => ({ state, effect: { do: 'quit', code: 0 } }),
  },
  {
    keys: ['ctrl-c'],
    label: '^C',
    help: 'end at once',
    group: 'Review',
    press: (state) => ({ state, effect: { do: 'quit', code: 130 } }),
  },
];

/** Every key of the review, in the order help lists them. */
export const KEYMAP: readonly KeyEntry[] = [...ANSWERS, ...ADDS, ...GOES, ...REVIEW_KEYS];

const BY_KEY: ReadonlyMap<string, KeyEntry> = new Map(
  KEYMAP.flatMap((entry) => entry.keys.map((key) => [key, entry])),
);

/** What the key does; undefined for one that does nothing. */
export function entryFor(key: string): KeyEntry | undefined {
  return BY_KEY.get(key);
}

/** The keys that matter now, for the line at the bottom. */
export function hints(state: ReviewState): { readonly key: string; readonly word: string }[] {
  return KEYMAP.flatMap(({ keys, hint, group }) => {
    if (hint === undefined) return [];
    if (!state.deal && group !== 'Review') return [];
    if (hint === 'undo' && countDecided(state) === 0) return [];
    return [{ key: keys[0], word: hint === 'keep' && isSettled(state) ? 'go on' : hint }];
  });
}
