import { decimalText } from '../../../domain/money.ts';
import type { ReviewAction, ReviewCard } from '../../../domain/review.ts';
import type { Stage } from '../../../domain/stages.ts';
import { stageHue } from '../../theme.ts';
import { openCommandLine } from '../runtime/command-line.ts';
import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import { type Binding, keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { openPicker, type Picker } from '../runtime/picker.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import { dealHeight } from './deal-lines.ts';
import { clearFilter, goTo } from './deal-queue.ts';
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

const wayOut = ({ keys }: ReviewState): string =>
  `${keyOfAction(keys, 'before')} goes back, ${keyOfAction(keys, 'quit')} ends`;

/** Why the deal on the screen cannot be changed. */
function noOpenDeal(state: ReviewState): string | null {
  const { deal, keys } = state;
  if (!deal) return `no deal is on the screen: ${wayOut(state)}`;
  const { name, kind } = deal.card;
  return kind === 'open' ? null : `${name} is ${kind} now: ${keyOfAction(keys, 'keep')} goes on`;
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

const answer = (
  action: string,
  keys: ReviewKey['keys'],
  hint: string,
  help: string,
  press: Press,
): ReviewKey => ({
  action,
  keys,
  hint,
  help,
  group: 'Answer',
  once: true,
  disabled: noOpenDeal,
  press,
});

const add = (
  action: string,
  keys: ReviewKey['keys'],
  hint: string,
  help: string,
  press: Press,
): ReviewKey => ({
  action,
  keys,
  hint,
  help,
  group: 'Add',
  disabled: noOpenDeal,
  press,
});

const common = commonKey<ReviewState, ReviewCmd>;

const scroll =
  (by: (state: ReviewState) => number): Press =>
  (state) => {
    const last = Math.max(0, bodyHeight(state) - bodyRows(state));
    return [{ ...state, top: Math.max(0, Math.min(state.top + by(state), last)) }];
  };

/** Lines of what is known of the deal on the screen, without the list of its fields. */
export function dealHeightOf(state: ReviewState): number {
  const { deal, size, stages, view, isDetailed } = state;
  if (!deal) return 0;
  return dealHeight(deal, decisionsOn(state, deal.card.id), stages, size.columns - 3, view, isDetailed);
}

/** All lines that can be scrolled through; the fields stand below a blank one and a heading. */
const bodyHeight = (state: ReviewState): number =>
  dealHeightOf(state) + (state.fields === null ? 0 : state.fields.length + 2);

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

const goOn: Press = (state) =>
  state.deal
    ? leave(state, state.at + 1, 1)
    : [showMessage(state, 'info', `this is the end: ${wayOut(state)}`)];

const goBack: Press = (state) =>
  state.at > 0 ? leave(state, state.at - 1, -1) : [showMessage(state, 'bad', 'this is the first')];

const closeFields = (state: ReviewState): ReviewState => ({ ...state, fields: null, top: 0, message: null });

/** Every key of the review, in the order help lists them. */
export const KEYS: readonly ReviewKey[] = [
  {
    ...answer('keep', ['k', ' '], '', 'keep it as it is; after another answer, go on', (state) =>
      isSettled(state) ? leave(state, state.at + 1, 1) : decide({ type: 'keep' })(state),
    ),
    hint: (state) => (isSettled(state) ? 'go on' : 'keep'),
    disabled: (state) => (isSettled(state) ? null : noOpenDeal(state)),
  },
  answer('move', ['m'], 'move', 'move it to a stage', (state) => [
    { ...state, message: null, mode: { type: 'picking', picker: stagePicker(state) } },
  ]),
  answer(
    'stage-back',
    ['H', 'shift-left'],
    '',
    'move it a stage back',
    decide({ type: 'step', direction: -1 }),
  ),
  answer('stage-on', ['L', 'shift-right'], '', 'move it a stage on', decide({ type: 'step', direction: 1 })),
  answer(
    'task',
    ['t'],
    'task',
    'the next step: a task, with its day in words',
    ask(
      () => [{ label: 'Next step' }, { label: 'Due when? (tomorrow, "fri 3pm", +3d)' }],
      ([subject = '', due = '']) => ({ type: 'task', subject, due }),
    ),
  ),
  answer(
    'lost',
    ['x'],
    'lost',
    'lost, with the reason',
    ask(
      () => [{ label: 'Why was it lost?' }],
      ([reason = '']) => ({ type: 'lose', reason }),
    ),
  ),
  answer('won', ['w'], 'won', 'won', decide({ type: 'win' })),
  add(
    'close-date',
    ['d'],
    'date',
    'another close date',
    ask(
      ({ closes }) => [{ label: 'Close date', preset: closes ?? '' }],
      ([text = '']) => ({ type: 'close', text }),
    ),
  ),
  add(
    'amount',
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
    'note',
    ['n'],
    'note',
    'a note',
    ask(
      () => [{ label: 'Note' }],
      ([text = '']) => ({ type: 'note', text }),
    ),
  ),
  {
    action: 'skip',
    keys: ['s', 'tab'],
    help: 'skip: no answer for now',
    hint: 'skip',
    group: 'Go',
    press: (state) => goOn(state),
  },
  {
    action: 'before',
    keys: ['b', 'shift-tab'],
    help: 'back to the one before',
    hint: 'before',
    group: 'Go',
    press: (state) => goBack(state),
  },
  common('left', 'Go', 'back to the one before', goBack),
  common('right', 'Go', 'to the next: no answer for now', goOn),
  common('previous', 'Go', 'back to the one before', goBack),
  common('next', 'Go', 'to the next: no answer for now', goOn),
  common(
    'down',
    'Go',
    'scroll down',
    scroll(() => 1),
  ),
  // k keeps the deal.
  common(
    'up',
    'Go',
    'scroll up',
    scroll(() => -1),
    { without: 'k' },
  ),
  common('page-down', 'Go', 'a page down', scroll(bodyRows)),
  common(
    'page-up',
    'Go',
    'a page up',
    scroll((state) => -bodyRows(state)),
  ),
  common(
    'first',
    'Go',
    'to the top',
    scroll(() => Number.NEGATIVE_INFINITY),
  ),
  common(
    'last',
    'Go',
    'to the end',
    scroll(() => Number.POSITIVE_INFINITY),
  ),
  common('open', 'See', 'all its fields, below; again or Esc closes them', (state) => {
    if (state.fields !== null) return [closeFields(state)];
    const { deal, size } = state;
    return deal
      ? [
          { ...state, message: null },
          { type: 'read fields', id: deal.card.id, columns: size.columns - 3 },
        ]
      : [showMessage(state, 'info', `this is the end: ${wayOut(state)}`)];
  }),
  common('detail', 'See', 'whole texts, and what is blank', (state) => [
    { ...state, message: null, isDetailed: !state.isDetailed },
  ]),
  common(
    'find',
    'See',
    'only deals that fit: words, or as --where takes it (owner = me)',
    (state) => {
      const prompt = openPrompt<ReviewCmd>(
        [{ label: 'Filter', preset: state.filter, optional: true }],
        ([text = ''], answered) => ({ type: 'filter', text, prompt: answered }),
      );
      return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
    },
    { hint: 'filter' },
  ),
  common('command', 'Review', 'any crm command, such as opp show 7; Tab completes it', (state) => {
    const prompt = openCommandLine<ReviewCmd>(state.commandLines, (command) => command);
    return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
  }),
  common('back', 'Review', 'close the fields, clear the filter', (state) => {
    if (state.fields !== null) return [closeFields(state)];
    return state.filter === '' ? [{ ...state, message: null }] : clearFilter(state);
  }),
  common(
    'undo',
    'Review',
    'undo the last answer, and the one before; asks before it undoes anything else',
    (state) => {
      const decision = state.decisions.at(-1);
      return decision
        ? [
            { ...state, message: null },
            { type: 'undo', decision },
          ]
        : [{ ...state, message: null }, { type: 'find latest' }];
    },
    { hint: (state) => (countDecided(state) > 0 ? 'undo' : '') },
  ),
  mouseKey('Review'),
  common(
    'help',
    'Review',
    'these keys',
    (state) => [{ ...state, message: null, mode: { type: 'help', help: OPEN_HELP } }],
    { hint: 'keys' },
  ),
  common(
    'quit',
    'Review',
    'end, with a summary; deals without an answer come again',
    (state) => [state, exit(0)],
    { hint: 'end' },
  ),
  common('quit-now', 'Review', 'end at once', (state) => [state, exit(130)]),
];

/** Whether a key answers what becomes of a deal. */
export const isAnswer = ({ group, action }: ReviewKey): boolean =>
  group === 'Answer' || group === 'Add' || action === 'skip';
