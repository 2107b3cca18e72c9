import type { Lane } from '../../../domain/board.ts';
import { laneLook } from '../../board/heading.ts';
import { sumsText } from '../../board/words.ts';
import { keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { type Choice, openPicker } from '../runtime/picker.ts';
import type { ChoiceList, DealRef, ListedChoice } from './port.ts';
import { act, ask } from './questions.ts';
import {
  type BoardChoice,
  type BoardCmd,
  type BoardState,
  currentLane,
  selectedDeals,
  selectedText,
} from './state.ts';

/** Opens a picker on a list that the board does not show; `take` does what the chosen or typed text is for. */
const askFrom =
  (
    list: ChoiceList | ((state: BoardState) => ChoiceList),
    title: (state: BoardState) => string,
    verb: string,
    take: (choice: ListedChoice) => BoardChoice,
    takesAny: boolean,
  ): BoardChoice =>
  (state) => [
    { ...state, message: null },
    {
      type: 'list choices',
      list: typeof list === 'function' ? list(state) : list,
      open: (choices, now) =>
        openPicker<BoardChoice>({
          title: title(now),
          about: '',
          verb,
          choices: choices.map((choice) => ({ text: choice.text, note: choice.note, value: take(choice) })),
          ...(takesAny
            ? { other: (text) => ({ text, note: 'as typed', value: take({ text, note: '' }) }) }
            : {}),
        }),
    },
  ];

export const askReason: BoardChoice = askFrom(
  { of: 'reasons' },
  (state) => `Why was ${selectedText(state)} lost?`,
  'loses it',
  ({ text }) => act({ type: 'lose', reason: text }),
  true,
);

/** Asks for the outcome of a call, then for what was said and when to call again. */
export const askCall: BoardChoice = askFrom(
  { of: 'outcomes' },
  (state) => `How did the call about ${selectedText(state)} go?`,
  'goes on',
  ({ text: outcome }) =>
    ask(
      () => [
        { label: `${outcome}: note (Enter for none)`, optional: true },
        { label: 'When again? ("tue 3pm"; Enter for never)', optional: true },
      ],
      ([note = '', next = '']) => ({ type: 'log call', outcome, note, next }),
    ),
  false,
);

/** Asks for a field, then for its value: what there is a list of is chosen, all else is typed. */
export const askEdit: BoardChoice = askFrom(
  (state) => {
    const [deal, ...more] = selectedDeals(state);
    return { of: 'fields', deal: more.length === 0 ? (deal?.id ?? null) : null };
  },
  (state) => `Which field of ${selectedText(state)}?`,
  'goes on',
  ({ text: field, holds, now }) => {
    const seen = now ? { seen: now.seen } : {};
    const set = (text: string) => act({ type: 'edit', changes: [[field, text]], ...seen });
    if (holds === 'user') return askOwner(set);
    if (holds === 'account' || holds === 'contact')
      return askRecord(holds, (state) => `Which ${field} of ${selectedText(state)}?`, `no ${field}`, set);
    if (holds === 'values')
      return askFrom(
        { of: 'values', field },
        (state) => `${field} of ${selectedText(state)}`,
        'sets it',
        ({ text }) => set(text),
        true,
      );
    return ask(
      () => [
        now?.text
          ? { label: `${field} (empty for none)`, preset: now.text, optional: true }
          : { label: `${field}: to what?${now?.text === '' ? '' : ' (Enter empties it)'}`, optional: true },
      ],
      ([text = '']) => ({ type: 'edit', changes: [[field, text]], ...seen }),
    );
  },
  false,
);

/**
 * Asks for a record, looked up while it is typed; with nothing typed, those that were changed last, and none of them.
 *
 * @param take - Gets the number of the record; blank for none.
 */
const askRecord =
  (
    noun: 'account' | 'contact',
    title: (state: BoardState) => string,
    none: string,
    take: (id: string) => BoardChoice,
  ): BoardChoice =>
  (state) => {
    const picker = openPicker<BoardChoice>({
      title: title(state),
      about: '',
      verb: 'takes it',
      isLookedUp: true,
      choices: [],
    });
    const search = (text: string): BoardCmd => ({
      type: 'list choices',
      list: { of: 'records', noun, text },
      open: (found) => ({
        ...picker,
        choices: [
          ...(text === '' ? [{ text: none, value: take('') }] : []),
          ...found.map(({ text: name, note, record }) => ({
            text: name,
            note,
            value: take(String(record?.id ?? '')),
          })),
        ],
        // None is seldom meant.
        row: text === '' && found.length > 0 ? 1 : 0,
      }),
    });
    return [{ ...state, message: null, mode: { type: 'picker', picker, search } }, search('')];
  };

const askOwner =
  (give: (user: string) => BoardChoice): BoardChoice =>
  (state) => {
    const picker = openPicker<BoardChoice>({
      title: 'To whom?',
      about: selectedText(state),
      verb: 'gives it',
      choices: state.owners.map((text) => ({ text, value: give(text) })),
    });
    return [{ ...state, message: null, mode: { type: 'picker', picker } }];
  };

/** What brings the selected deals into a lane of a stage. */
function intoLane({ stage }: Lane): BoardChoice {
  if (stage?.kind === 'won') return act({ type: 'win' });
  return stage?.kind === 'lost' ? askReason : act({ type: 'move', stage: stage?.name ?? '' });
}

/** Moves a deal, or where it is marked all that are, into the lane of another stage. */
export function moveToLane(state: BoardState, { id, stageId }: DealRef, lane: Lane): ReturnType<BoardChoice> {
  if (lane.stage === null)
    return [
      showMessage(
        state,
        'info',
        `only lanes of stages take deals: ${keyOfAction(state.keys, 'lanes')} shows a lane for each stage`,
      ),
    ];
  const selected = selectedDeals(state).some((deal) => deal.id === id);
  return (selected ? intoLane(lane) : withOnly({ id, stageId }, intoLane(lane)))(state);
}

/** Does something with one deal alone, whatever is marked; the marks stay. */
const withOnly =
  (deal: DealRef, choice: BoardChoice): BoardChoice =>
  (state) => {
    const aimed = (at: BoardState): BoardState => ({
      ...at,
      marked: new Map([[deal.id, deal.stageId]]),
      hidden: new Set(),
    });
    const [next, command] = choice(aimed(state));
    const back = { ...next, marked: state.marked, hidden: state.hidden };
    if (command?.type !== 'list choices') return [back, command];
    const only = (each: Choice<BoardChoice>) => ({ ...each, value: withOnly(deal, each.value) });
    const open: typeof command.open = (choices, now) => {
      const { other, ...picker } = command.open(choices, aimed(now));
      return {
        ...picker,
        choices: picker.choices.map(only),
        ...(other ? { other: (text) => only(other(text)) } : {}),
      };
    };
    return [back, { ...command, open }];
  };

/** Asks for the stage, any of the pipeline. */
export const askStage: BoardChoice = (state) => {
  const lanes = (state.frame?.lanes ?? []).filter(({ stage }) => stage !== null);
  const view = state.frame?.view;
  if (lanes.length === 0 || !view)
    return [
      showMessage(
        state,
        'info',
        `${keyOfAction(state.keys, 'lanes')} shows a lane for each stage: from there ${keyOfAction(state.keys, 'move')} moves to any of them`,
      ),
    ];
  const here = new Set(selectedDeals(state).map(({ stageId }) => stageId));
  const after = lanes.findLastIndex(({ stage }) => stage !== null && here.has(stage.id)) + 1;
  const choices = lanes.map((lane): Choice<BoardChoice> => {
    const { stage, title, count, sums } = lane;
    const kind = stage?.kind;
    const deals = `${String(count).padStart(3)} ${count === 1 ? 'deal ' : 'deals'}  ${sumsText(sums, 'amount', view).padStart(12)}`;
    return {
      text: kind === 'lost' ? `${title} …` : title,
      look: laneLook(lane, lanes),
      note: kind === 'lost' ? 'asks why' : `${String(stage?.probability).padStart(3)} %   ${deals}`,
      ...(stage && here.has(stage.id) ? { sign: { text: '\u25cf', look: 'accent' } } : {}),
      value: intoLane(lane),
    };
  });
  const likely = choices[after]?.value;
  const picker = openPicker<BoardChoice>(
    { title: 'Move to', about: selectedText(state), verb: 'moves', choices },
    (value) => value === likely,
  );
  return [{ ...state, message: null, mode: { type: 'picker', picker } }];
};

/** Adds a deal in the lane of the cursor: its account is chosen, then the rest is typed. */
export const askNewDeal: BoardChoice = (state) => {
  const stage = currentLane(state)?.stage;
  const place = {
    pipeline: state.frame?.head.pipeline ?? '',
    stage: stage?.kind === 'open' ? stage.name : '',
  };
  const askRest = (account: string) =>
    ask(
      () => [
        { label: 'What is the new deal called?' },
        { label: 'Amount (Enter for none)', optional: true },
        { label: 'Close date (Enter for none)', optional: true },
      ],
      ([name = '', amount = '', close = '']) => ({
        type: 'add deal',
        ...place,
        name,
        account,
        amount,
        close,
      }),
    );
  return askRecord('account', () => 'A new deal for which account?', 'no account', askRest)(state);
};
