import { decimalText } from '../../../domain/money.ts';
import type { ReviewAction, ReviewCard } from '../../../domain/review.ts';
import type { Binding } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import { dealHeight } from './deal-lines.ts';
import { goTo } from './deal-queue.ts';
import {
  bodyRows,
  countDecided,
  decisionsOn,
  type ReviewCmd,
  type ReviewPrompt,
  type ReviewState,
} from './state.ts';

type ReviewKey = Binding<ReviewState, ReviewCmd>;
type Press = ReviewKey['press'];

/** Whether nothing more has to be decided about the deal on the screen. */
const isSettled = (state: ReviewState): boolean =>
  state.deal !== null &&
  (state.deal.card.kind !== 'open' || decisionsOn(state, state.deal.card.id).length > 0);

/** Why the deal on the screen cannot be changed. */
function noOpenDeal({ deal }: ReviewState): string | null {
  if (!deal) return 'no deal is on the screen: b goes back, q ends';
  const { name, kind } = deal.card;
  return kind === 'open' ? null : `${name} is ${kind} now: k goes on`;
}

const decide =
  (action: ReviewAction): Press =>
  (state) =>
    state.deal
      ? [
          { ...state, message: null },
          { type: 'decide', deal: state.deal, action },
        ]
      : [state];

/** Asks first. */
const ask =
  (
    questions: (card: ReviewCard) => ReviewPrompt['questions'],
    action: (answers: readonly string[]) => ReviewAction,
  ): Press =>
  (state) => {
    const { deal } = state;
    if (!deal) return [state];
    const prompt = openPrompt<ReviewCmd>(questions(deal.card), (answers, answered) => ({
      type: 'decide',
      deal,
      action: action(answers),
      prompt: answered,
    }));
    return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
  };

const answer = (keys: ReviewKey['keys'], hint: string, help: string, press: Press): ReviewKey => ({
  keys,
  hint,
  help,
  group: 'Answer',
  once: true,
  disabled: noOpenDeal,
  press,
});

const add = (keys: ReviewKey['keys'], hint: string, help: string, press: Press): ReviewKey => ({
  keys,
  hint,
  help,
  group: 'Add',
  disabled: noOpenDeal,
  press,
});

const go = (keys: ReviewKey['keys'], help: string, press: Press, hint = ''): ReviewKey => ({
  keys,
  hint,
  help,
  group: 'Go',
  press,
});

const scroll =
  (by: (state: ReviewState) => number): Press =>
  (state) => {
    const last = Math.max(0, bodyHeight(state) - bodyRows(state));
    return [{ ...state, top: Math.max(0, Math.min(state.top + by(state), last)) }];
  };

/** Lines of what is known of the deal on the screen. */
function bodyHeight(state: ReviewState): number {
  const { deal, size, view } = state;
  return deal ? dealHeight(deal, decisionsOn(state, deal.card.id), size.columns, view) : 0;
}

/** To another deal; the message about this one goes. */
const leave = (state: ReviewState, to: number, direction: 1 | -1) =>
  goTo({ ...state, message: null }, to, direction);

/** Every key of the review, in the order help lists them. */
export const KEYS: readonly ReviewKey[] = [
  {
    ...answer(['k', ' '], '', 'keep it as it is; after another answer, go on', (state) =>
      isSettled(state) ? leave(state, state.at + 1, 1) : decide({ type: 'keep' })(state),
    ),
    hint: (state) => (isSettled(state) ? 'go on' : 'keep'),
    disabled: (state) => (isSettled(state) ? null : noOpenDeal(state)),
  },
  answer(['m'], 'move', 'move it to a stage', (state) => [
    { ...state, top: 0, message: null, mode: { type: 'picking' } },
  ]),
  answer(['H', 'shift-left'], '', 'move it a stage back', decide({ type: 'step', direction: -1 })),
  answer(['L', 'shift-right'], '', 'move it a stage on', decide({ type: 'step', direction: 1 })),
  answer(
    ['t'],
    'task',
    'the next step: a task, with its day in words',
    ask(
      () => [{ label: 'Next step' }, { label: 'Due when? (tomorrow, "fri 3pm", +3d)' }],
      ([subject = '', due = '']) => ({ type: 'task', subject, due }),
    ),
  ),
  answer(
    ['x'],
    'lost',
    'lost, with the reason',
    ask(
      () => [{ label: 'Why was it lost?' }],
      ([reason = '']) => ({ type: 'lose', reason }),
    ),
  ),
  answer(['w'], 'won', 'won', decide({ type: 'win' })),
  add(
    ['d'],
    'date',
    'another close date',
    ask(
      ({ closes }) => [{ label: 'Close date', preset: closes ?? '' }],
      ([text = '']) => ({ type: 'close', text }),
    ),
  ),
  add(
    ['p'],
    '',
    'another amount',
    ask(
      ({ amount }) => [
        { label: 'Amount', preset: amount ? `${decimalText(amount)} ${amount.currency}` : '' },
      ],
      ([text = '']) => ({ type: 'amount', text }),
    ),
  ),
  add(
    ['n'],
    '',
    'a note',
    ask(
      () => [{ label: 'Note' }],
      ([text = '']) => ({ type: 'note', text }),
    ),
  ),
  go(
    ['s', 'l', 'right', 'tab'],
    'skip: no answer for now',
    (state) =>
      state.deal
        ? leave(state, state.at + 1, 1)
        : [showMessage(state, 'info', 'this is the end: b goes back, q ends')],
    'skip',
  ),
  go(['b', 'h', 'left', 'shift-tab'], 'back to the one before', (state) =>
    state.at > 0 ? leave(state, state.at - 1, -1) : [showMessage(state, 'bad', 'this is the first')],
  ),
  go(
    ['down', 'j'],
    'scroll down',
    scroll(() => 1),
  ),
  go(
    ['up'],
    'scroll up',
    scroll(() => -1),
  ),
  go(['page-down'], 'a page down', scroll(bodyRows)),
  go(
    ['page-up'],
    'a page up',
    scroll((state) => -bodyRows(state)),
  ),
  {
    keys: ['u'],
    help: 'undo the last answer, and the one before, and so on',
    hint: (state) => (countDecided(state) > 0 ? 'undo' : ''),
    group: 'Review',
    press: (state) => {
      const decision = state.decisions.at(-1);
      return decision
        ? [
            { ...state, message: null },
            { type: 'undo', decision },
          ]
        : [showMessage(state, 'bad', 'nothing was answered yet')];
    },
  },
  {
    keys: ['?'],
    help: 'these keys',
    hint: 'keys',
    group: 'Review',
    press: (state) => [{ ...state, message: null, mode: { type: 'help', top: 0 } }],
  },
  {
    keys: ['q'],
    help: 'end, with a summary; deals without an answer come again',
    hint: 'end',
    group: 'Review',
    press: (state) => [state, exit(0)],
  },
  { keys: ['ctrl-c'], help: 'end at once', group: 'Review', press: (state) => [state, exit(130)] },
];
