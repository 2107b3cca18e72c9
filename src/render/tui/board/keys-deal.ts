import { decimalText } from '../../../domain/money.ts';
import { moveRow } from './cursor.ts';
import type { KeyEntry } from './key-entry.ts';
import { type BoardState, currentCard, currentLane, type Question } from './state.ts';
import {
  onSelected,
  prompt,
  promptThenRun,
  type Step,
  selectedCards,
  selectedText,
  showMessage,
} from './step.ts';

/** A question whose answer stands already, as far as one deal alone is chosen. */
function preset(state: BoardState, label: string, value: (state: BoardState) => string): Question {
  return selectedCards(state).length === 1 ? { label, preset: value(state) } : { label };
}

function amountOf(state: BoardState): string {
  const amount = currentCard(state)?.amount;
  return amount ? `${decimalText(amount)} ${amount.currency}` : '';
}

/** Edits one field of the chosen deals. */
function asksField(label: string, flag: string, value: (state: BoardState) => string) {
  return (state: BoardState): Step =>
    promptThenRun(
      (name) => [preset(state, `${label} of ${name}`, value)],
      ([answer = '']) => ['opp', 'edit', '-', `--${flag}`, answer],
    )(state);
}

export const DEAL_KEYS: readonly KeyEntry[] = [
  {
    keys: ['H', 'shift-left'],
    label: 'H',
    help: 'a stage back',
    hint: 'move',
    group: 'Deal',
    press: (state) => onSelected(state, (cards) => ({ state, effect: { do: 'step', cards, way: -1 } })),
  },
  {
    keys: ['L', 'shift-right'],
    label: 'L',
    help: 'a stage on',
    hint: 'move',
    group: 'Deal',
    press: (state) => onSelected(state, (cards) => ({ state, effect: { do: 'step', cards, way: 1 } })),
  },
  {
    keys: ['w'],
    label: 'w',
    help: 'won',
    hint: 'won',
    group: 'Deal',
    press: (state) => onSelected(state, (cards) => ({ state, effect: { do: 'win', cards } })),
  },
  {
    keys: ['x'],
    label: 'x',
    help: 'lost, with the reason',
    hint: 'lost',
    group: 'Deal',
    press: (state) =>
      onSelected(state, (cards) =>
        prompt(state, [{ label: `Why was ${selectedText(state)} lost?` }], ([reason = '']) => ({
          do: 'lose',
          cards,
          reason,
        })),
      ),
  },
  {
    keys: ['o'],
    label: 'o',
    help: 'reopen one that is won or lost',
    group: 'Deal',
    press: (state) => onSelected(state, (cards) => ({ state, effect: { do: 'reopen', cards } })),
  },
  {
    keys: ['enter'],
    label: 'Enter',
    help: 'everything about it, beside the board',
    hint: 'open',
    group: 'Deal',
    press: (state) => {
      const card = currentCard(state);
      return card
        ? { state, effect: { do: 'detail', id: card.id } }
        : showMessage(state, 'there is no deal here', 'wrong');
    },
  },
  {
    keys: ['a'],
    label: 'a',
    help: 'add a deal, in this stage',
    group: 'Deal',
    press: (state) => {
      const stage = currentLane(state)?.stage;
      const place = stage?.kind === 'open' ? ['--stage', stage.name] : [];
      const pipeline = ['--pipeline', state.frame?.head.pipeline ?? ''];
      return prompt(
        state,
        [
          { label: 'What is the new deal called?' },
          { label: 'Account (Enter for none)', optional: true },
          { label: 'Amount (Enter for none)', optional: true },
          { label: 'Closes when (Enter for nobody knows)', optional: true },
        ],
        ([name = '', account = '', amount = '', close = '']) => ({
          do: 'run',
          lines: [
            [
              ...['opp', 'add', ...pipeline, ...place],
              ...(account === '' ? [] : ['--account', account]),
              ...(amount === '' ? [] : ['--amount', amount]),
              ...(close === '' ? [] : ['--close', close]),
              ...['--', name],
            ],
          ],
        }),
      );
    },
  },
  {
    keys: ['e'],
    label: 'e',
    help: 'edit: the field, then its value',
    group: 'Deal',
    press: promptThenRun(
      (name) => [
        {
          label: `Which field of ${name}?`,
          such: 'name, account, contact, next-step, owner, probability, notes …',
        },
        { label: 'To what? (Enter empties it)', optional: true },
      ],
      ([field = '', value = '']) => ['opp', 'edit', '-', `--${field.trim().replaceAll('_', '-')}`, value],
    ),
  },
  {
    keys: ['E'],
    label: 'E',
    help: 'edit in $EDITOR',
    group: 'Deal',
    press: (state) => {
      const card = currentCard(state);
      return card
        ? { state, effect: { do: 'editor', id: card.id } }
        : showMessage(state, 'there is no deal here', 'wrong');
    },
  },
  {
    keys: ['p'],
    label: 'p',
    help: 'amount',
    group: 'Deal',
    press: asksField('Amount', 'amount', amountOf),
  },
  {
    keys: ['d'],
    label: 'd',
    help: 'close date',
    group: 'Deal',
    press: asksField('Close date', 'close', (state) => currentCard(state)?.closes ?? ''),
  },
  {
    keys: ['c'],
    label: 'c',
    help: 'log a call: how it went, what was said, when again',
    group: 'Deal',
    press: promptThenRun(
      (name) => [
        {
          label: `How did the call about ${name} go?`,
          such: 'connected, no-answer, voicemail, interested, callback …',
        },
        { label: 'What was said? (Enter for nothing)', optional: true },
        { label: 'When again? ("tue 3pm"; Enter for never)', optional: true },
      ],
      ([outcome = '', said = '', next = '']) => [
        ...['log', 'call', '-o', outcome, ...(next === '' ? [] : ['--next', next])],
        ...['--', '-', ...(said === '' ? [] : [said])],
      ],
    ),
  },
  {
    keys: ['n'],
    label: 'n',
    help: 'a note',
    group: 'Deal',
    press: promptThenRun(
      (name) => [{ label: `Note on ${name}` }],
      ([text = '']) => ['log', 'note', '--', '-', text],
    ),
  },
  {
    keys: ['t'],
    label: 't',
    help: 'a task, with its day as people say it',
    hint: 'task',
    group: 'Deal',
    press: (state) =>
      onSelected(state, (cards) =>
        prompt(
          state,
          [{ label: `Task for ${selectedText(state)}` }, { label: 'Due when? (tomorrow, "fri 3pm", +3d)' }],
          ([subject = '', due = '']) => ({
            do: 'run',
            lines: cards.map(({ id }) => ['task', 'add', '--opp', String(id), '--due', due, '--', subject]),
          }),
        ),
      ),
  },
  {
    keys: [' '],
    label: 'Space',
    help: 'mark, to act on several; Esc unmarks all',
    group: 'Deal',
    press: (state) => {
      const card = currentCard(state);
      if (!card) return showMessage(state, 'there is no deal here to mark', 'wrong');
      const marked = new Map(state.marked);
      if (!marked.delete(card.id)) marked.set(card.id, card.stageId);
      return moveRow({ ...state, marked }, 1);
    },
  },
];
