import { type CrmError, failed } from '../../../domain/errors.ts';
import {
  changesText,
  decisionText,
  type ReviewAction,
  type ReviewDeal,
  type ReviewDecision,
} from '../../../domain/review.ts';
import { addToHistory } from '../runtime/command-line.ts';
import { helpKey } from '../runtime/help-popup.ts';
import { bindingOf, keyOfAction, pressKey } from '../runtime/key-table.ts';
import { isTooSmall } from '../runtime/layout.ts';
import { errorLines, retryStep, showMessage } from '../runtime/message.ts';
import { pasteInPicker, pickerKey } from '../runtime/picker.ts';
import { exit, type FailedMsg, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { completePrompt, openPrompt, pasteInPrompt, promptKey, reopenPrompt } from '../runtime/prompt.ts';
import { agrees, reversalQuestion } from '../runtime/reversal.ts';
import { clearFilter, goTo, handleFiltered, handleLoaded, handleRefilled } from './deal-queue.ts';
import { dealHeightOf } from './keys.ts';
import { ANSWERING, type ReviewCmd, type ReviewMsg, type ReviewPrompt, type ReviewState } from './state.ts';

type ReviewStep = Step<ReviewState, ReviewCmd>;
type PickingMode = Extract<ReviewState['mode'], { readonly type: 'picking' }>;
type KeyMsg = Extract<RuntimeMsg<ReviewCmd>, { readonly type: 'key' }>;

/** The review after a message. */
export function update(state: ReviewState, message: ReviewMsg | RuntimeMsg<ReviewCmd>): ReviewStep {
  switch (message.type) {
    case 'key':
      return whileWaiting(state, handleKey(state, message));
    case 'paste':
      if (state.mode.type === 'prompt')
        return [typing(state, pasteInPrompt(state.mode.prompt, message.text))];
      if (state.mode.type === 'picking')
        return [
          { ...state, mode: { ...state.mode, picker: pasteInPicker(state.mode.picker, message.text) } },
        ];
      return [showMessage(state, 'bad', 'pasted text does nothing here; the questions take it')];
    case 'replaced':
      return [{ ...state, mode: ANSWERING, waiting: null, decisions: [] }, { type: 'restart' }];
    case 'restarted': {
      const { start } = message;
      return goTo({ ...state, ...start, whole: start.queue, filter: '', fields: null, deal: null }, 0, 1);
    }
    case 'mouse':
      return [state];
    case 'resize':
      return [{ ...state, size: message.size }];
    case 'tick':
      return [state, { type: 'look', version: state.version, id: state.deal?.card.id ?? null }];
    case 'decided':
      return handleDecided(state, message.decision, message.action);
    case 'undone':
      return handleUndone(state, message.decision);
    case 'latest found': {
      const { reversal } = message;
      const prompt = openPrompt<ReviewCmd>([reversalQuestion(reversal, 'in this review')], ([answer]) =>
        agrees(answer)
          ? { type: 'undo other', change: reversal.change }
          : { type: 'look', version: state.version, id: state.deal?.card.id ?? null },
      );
      return [typing(state, prompt)];
    }
    case 'other undone':
      return goTo(showMessage({ ...state, waiting: null }, 'info', `undid: ${message.summary}`), state.at, 0);
    case 'loaded':
      return handleLoaded(state, message);
    case 'refilled':
      return handleRefilled(state, message);
    case 'filtered':
      return handleFiltered(state, message);
    case 'fields read': {
      const { fields, id } = message;
      if (state.deal?.card.id !== id) return [state];
      return [{ ...state, fields, top: dealHeightOf(state) }];
    }
    case 'completed': {
      const { mode } = state;
      if (mode.type !== 'prompt') return [state];
      return [typing(state, completePrompt(mode.prompt, message.line, message.completion))];
    }
    case 'shell done':
      return goTo({ ...state, message: null }, state.at, state.deal ? 0 : 1);
    case 'unchanged':
      return [state];
    case 'changed':
      return handleChanged({ ...state, version: message.version }, message.deal);
    case 'failed':
      return retryStep(state, message) ?? handleFailure({ ...state, waiting: null }, message);
    case 'retry':
      return [state, message.command];
  }
}

function handleKey(state: ReviewState, message: KeyMsg): ReviewStep {
  const { mode } = state;
  const { key } = message;
  if (key === 'ctrl-c') return [state, exit(130)];
  if (isTooSmall(state.size))
    return bindingOf(state.keys, key)?.action === 'quit' ? [state, exit(0)] : [state];
  switch (mode.type) {
    case 'prompt':
      return keyInPrompt(state, mode.prompt, key);
    case 'picking':
      return pickStage(state, mode, key);
    case 'help': {
      const step = helpKey(mode.help, key, { screen: 'review', keys: state.keys }, state.size);
      if (step.type === 'open') return [{ ...state, mode: { ...mode, help: step.help } }];
      const closed = { ...state, mode: ANSWERING };
      return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
    }
    case 'answering':
      return (
        pressKey(state.keys, state, message) ?? [
          showMessage(
            state,
            'bad',
            `"${key}" does nothing here; ${keyOfAction(state.keys, 'help')} lists the keys`,
          ),
        ]
      );
  }
}

const typing = (state: ReviewState, prompt: ReviewPrompt): ReviewState => ({
  ...state,
  mode: { type: 'prompt', prompt },
});

function keyInPrompt(state: ReviewState, prompt: ReviewPrompt, key: string): ReviewStep {
  const step = promptKey(prompt, key);
  if (step.type === 'typing') return [typing(state, step.prompt)];
  if (step.type === 'complete') return [state, step];
  const closed = { ...state, mode: ANSWERING };
  if (step.type === 'answered' && step.command.type === 'shell') {
    const commandLines = addToHistory(state.commandLines, step.command.line);
    return [{ ...closed, commandLines }, step.command];
  }
  if (step.type === 'answered' && step.command.type === 'filter' && step.command.text === '')
    return state.filter === '' ? [closed] : clearFilter(closed);
  return step.type === 'cancelled' ? [showMessage(closed, 'info', 'cancelled')] : [closed, step.command];
}

function pickStage(state: ReviewState, mode: PickingMode, key: string): ReviewStep {
  const { deal } = state;
  const step = pickerKey(mode.picker, key);
  if (step.type === 'choosing') return [{ ...state, mode: { ...mode, picker: step.picker } }];
  const closed: ReviewState = { ...state, mode: ANSWERING };
  if (!deal || step.type === 'cancelled') return [showMessage(closed, 'info', 'not moved')];
  const stage = step.value;
  if (stage.id === deal.card.stageId)
    return [
      showMessage(
        closed,
        'info',
        `it is in ${stage.name} already; ${keyOfAction(state.keys, 'keep')} keeps it`,
      ),
    ];
  return [closed, { type: 'decide', deal, action: { type: 'move', stage: stage.name } }];
}

/** While an answer waits for another program, nothing else is done; ending the review says that it was not stored. */
function whileWaiting({ waiting }: ReviewState, step: ReviewStep): ReviewStep {
  const [state, command] = step;
  if (!waiting || !command) return step;
  if (command.type === 'exit')
    return [
      state,
      exit(
        failed('the last answer was not stored: another crm is writing to the database', 'Give it again.'),
      ),
    ];
  return [
    showMessage(state, 'bad', 'not done: the answer before it still waits for another crm that is writing'),
  ];
}

/** Actions after which the deal stays on the screen: there may be more to say about it. */
const STAYING: ReadonlySet<ReviewAction['type']> = new Set<ReviewAction['type']>(['amount', 'close', 'note']);

function handleDecided(state: ReviewState, decision: ReviewDecision, action: ReviewAction): ReviewStep {
  const decided = { ...state, waiting: null, decisions: [...state.decisions, decision] };
  const shown = showMessage(decided, 'info', `${decision.name}: ${decisionText(decision.decision)}`);
  return STAYING.has(action.type) ? goTo(shown, state.at, 0) : goTo(shown, state.at + 1, 1);
}

function handleUndone(state: ReviewState, decision: ReviewDecision): ReviewStep {
  const left = { ...state, waiting: null, decisions: state.decisions.filter((each) => each !== decision) };
  const shown = showMessage(left, 'info', `undid: ${decision.name}: ${decisionText(decision.decision)}`);
  const at = state.queue.indexOf(decision.id);
  // The filter hides it.
  if (at < 0) return goTo({ ...shown, filter: '', queue: state.whole }, state.whole.indexOf(decision.id), 1);
  return goTo(shown, at, 1);
}

/** Another process has written: shows what it did to the deal on the screen. */
function handleChanged(state: ReviewState, now: ReviewDeal | null): ReviewStep {
  const { deal, at } = state;
  if (!deal || JSON.stringify(now) === JSON.stringify(deal)) return [state];
  if (!now) return goTo(state, at, 1);
  const [latest] = now.changes;
  const isNew = latest !== undefined && latest.at !== deal.changes[0]?.at;
  const text = isNew ? `${latest.who}: ${changesText(latest)}` : 'this deal has changed meanwhile';
  return [showMessage({ ...state, deal: now }, 'news', text)];
}

/** An answer was refused: its question comes back with what was typed, unless the deal has changed: that is shown. */
function handleFailure(state: ReviewState, { command, error }: FailedMsg<ReviewCmd>): ReviewStep {
  const prompt = 'prompt' in command ? command.prompt : undefined;
  if (prompt && comesBack(error)) return [typing(state, reopenPrompt(prompt, errorLines(error).join('   ')))];
  const shown = showMessage(state, 'bad', ...errorLines(error));
  const isStale = error.kind === 'conflict' || error.kind === 'not-found';
  return command.type === 'decide' && isStale ? goTo(shown, state.at, 0) : [shown];
}

const comesBack = ({ kind }: CrmError) => kind === 'usage' || kind === 'failed' || kind === 'locked';
