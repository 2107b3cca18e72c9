import { failed } from '../../../domain/errors.ts';
import { addToHistory } from '../runtime/command-line.ts';
import { helpKey } from '../runtime/help-popup.ts';
import { pressKey } from '../runtime/key-table.ts';
import { retryStep, showMessage } from '../runtime/message.ts';
import { exit, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { completePrompt, openPrompt, pasteInPrompt, promptKey, reopenPrompt } from '../runtime/prompt.ts';
import { agrees, reversalQuestion } from '../runtime/reversal.ts';
import { type CasesCmd, type CasesMsg, type CasesState, readStep, withBoard } from './state.ts';

type KeyMsg = Extract<RuntimeMsg<CasesCmd>, { readonly type: 'key' }>;

/** The screen after a message. */
export function update(
  state: CasesState,
  message: CasesMsg | RuntimeMsg<CasesCmd>,
): Step<CasesState, CasesCmd> {
  switch (message.type) {
    case 'key':
      if (message.key === 'ctrl-c') return [state, exit(130)];
      return whileWaiting(state, handleKey(state, message));
    case 'replaced':
      return readStep({ ...state, caseId: null, row: 0, prompt: null, waiting: null });
    case 'mouse':
      return [state];
    case 'resize':
      return [{ ...state, size: message.size }];
    case 'read done': {
      const { board, version, at, words, lanes } = message;
      // What was looked for in the background may be asked for in other words by now.
      if (words !== state.words || lanes !== state.lanes) return [state];
      const free = { ...state, version, waiting: null };
      if (board) return [withBoard(free, board)];
      return [state.board ? { ...free, board: { ...state.board, now: at } } : free];
    }
    case 'done':
      return readStep(showMessage({ ...state, waiting: null }, 'good', message.sentence));
    case 'shell done':
      return readStep({ ...state, message: null });
    case 'completed': {
      if (!state.prompt) return [state];
      return [{ ...state, prompt: completePrompt(state.prompt, message.line, message.completion) }];
    }
    case 'latest found': {
      const { change, isOwn } = message.reversal;
      if (isOwn) return [state, { type: 'undo', change }];
      const prompt = openPrompt<CasesCmd | null>(
        [reversalQuestion(message.reversal, 'on this screen')],
        ([answer]) => (agrees(answer) ? { type: 'undo', change } : null),
      );
      return [{ ...state, prompt }];
    }
    case 'failed': {
      const { command, error } = message;
      const retry = retryStep(state, message);
      if (retry) return retry;
      const free = { ...state, waiting: null };
      const asked = command.type === 'act' || command.type === 'shell' ? command.prompt : null;
      const isTyped = asked !== null && (asked.refused.length > 0 || command.type === 'shell');
      if (isTyped) return [{ ...free, prompt: reopenPrompt(asked, error.message) }];
      return [showMessage(free, 'bad', error.message, ...error.hints)];
    }
    case 'retry':
      return [state, message.command];
    case 'paste':
      return state.prompt ? [{ ...state, prompt: pasteInPrompt(state.prompt, message.text) }] : [state];
    case 'tick':
      // Keys are not held up by a look at what others have written.
      return state.waiting || state.prompt
        ? [state]
        : [state, { type: 'read', lanes: state.lanes, words: state.words, since: state.version }];
  }
}

/** While a change waits for another program, no other is made before it; quitting says that it was not made. */
function whileWaiting({ waiting }: CasesState, step: Step<CasesState, CasesCmd>): Step<CasesState, CasesCmd> {
  const [state, command] = step;
  if (!waiting || !command) return step;
  if (command.type === 'exit') {
    const reason = 'the last change was not made: another crm is writing to the database';
    return waiting.command.type === 'read' ? step : [state, exit(failed(reason, 'Make it again.'))];
  }
  if (command.type === 'complete' || waiting.command.type === 'read') return step;
  return [
    showMessage(state, 'bad', 'not done: the change before it still waits for another crm that is writing'),
  ];
}

function handleKey(state: CasesState, message: KeyMsg): Step<CasesState, CasesCmd> {
  const { prompt, help } = state;
  if (help) {
    const step = helpKey(help, message.key, { screen: 'cases', keys: state.keys }, state.size);
    if (step.type === 'open') return [{ ...state, help: step.help }];
    const closed = { ...state, help: null };
    return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
  }
  if (!prompt) return pressKey(state.keys, state, message) ?? [state];
  const step = promptKey(prompt, message.key);
  if (step.type === 'typing') return [{ ...state, prompt: step.prompt }];
  if (step.type === 'complete') return [state, step];
  const closed = { ...state, prompt: null };
  if (step.type === 'answered' && step.command?.type === 'shell') {
    const commandLines = addToHistory(state.commandLines, step.command.line);
    return [{ ...closed, commandLines }, step.command];
  }
  if (step.type === 'answered' && step.command?.type === 'read')
    return readStep({ ...closed, words: step.command.words, row: 0 });
  return step.type === 'answered' && step.command
    ? [closed, step.command]
    : [showMessage(closed, 'info', 'cancelled')];
}
