import { decimalText } from '../../../domain/money.ts';
import type { ReviewAction, ReviewCard } from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import { stageHue } from '../../theme.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { openPicker, type Picker } from '../runtime/picker.ts';
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
  const { deal, size, stages, view } = state;
  return deal ? dealHeight(deal, decisionsOn(state, deal.card.id), stages, size.columns - 3, view) : 0;
}

/** To another deal; the message about this one goes. */
const leave = (state: ReviewState, to: number, direction: 1 | -1) =>
  goTo({ ...state, message: null }, to, direction);

/** The open stages to choose from, the next one first. */
function stagePicker({ stages, deal }: ReviewState): Picker<Stage> {
  const at = stages.findIndex(({ id }) => id === deal?.card.stageId);
  const likely = stages[at + 1] ?? stages[at];
  return openPicker<Stage>(
    {
      title: 'Move to',
      about: deal?.card.name ?? '',
      verb: 'moves',
      choices: stages.map((stage, place) => ({
        value: stage,
        text: stage.name,
        look: stageHue(place, stages.length),
        note: place === at ? 'here now' : `${stage.probability} %`,
      })),
    },
    (stage) => stage === likely,
  );
}

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
    { ...state, message: null, mode: { type: 'picking', picker: stagePicker(state) } },
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
    'amount',
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
    'note',
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
  go(
    ['b', 'h', 'left', 'shift-tab'],
    'back to the one before',
    (state) =>
      state.at > 0 ? leave(state, state.at - 1, -1) : [showMessage(state, 'bad', 'this is the first')],
    'before',
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
    help: 'undo the last answer, and the one before; asks before it undoes anything else',
    hint: (state) => (countDecided(state) > 0 ? 'undo' : ''),
    group: 'Review',
    press: (state) => {
      const decision = state.decisions.at(-1);
      return decision
        ? [
            { ...state, message: null },
            { type: 'undo', decision },
          ]
        : [{ ...state, message: null }, { type: 'find latest' }];
    },
  },
  {
    keys: ['?'],
    help: 'these keys',
    hint: 'keys',
    group: 'Review',
    press: (state) => [{ ...state, message: null, mode: { type: 'help', help: OPEN_HELP } }],
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

/** The keys that answer what becomes of a deal. */
export const ANSWERS: readonly ReviewKey[] = KEYS.filter(
  ({ group, keys: [key] }) => group === 'Answer' || group === 'Add' || key === 's',
);
