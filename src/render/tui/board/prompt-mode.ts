import { Graphemes } from '../../graphemes.ts';
import { applyEditKey, insertText, lineOf, textOf } from '../runtime/line-editor.ts';
import type { BoardState, PromptMode } from './state.ts';
import { type Step, showMessage } from './step.ts';

/** A key while a line is being typed. */
export function promptKey(state: BoardState, mode: PromptMode, key: string): Step {
  if (key === 'escape') {
    const closed: BoardState = { ...state, mode: { kind: 'moving' } };
    if (mode.filterWas === undefined) return showMessage(closed, 'left as it was');
    return { state: { ...closed, message: null }, effect: { do: 'filter', text: mode.filterWas } };
  }
  if (key === 'enter') return answered(state, mode);
  const line = applyEditKey(mode.line, key);
  if (line) return written(state, mode, line);
  // Names of keys are longer than what they write; a character may be of several units.
  return [...new Graphemes().segment(key)].length === 1
    ? written(state, mode, insertText(mode.line, key))
    : { state };
}

/** Pasted text joins what is typed; its line breaks become blanks. */
export function promptPaste(state: BoardState, mode: PromptMode, text: string): Step {
  return written(state, mode, insertText(mode.line, text));
}

/** What was answered is not taken: the question it is about comes back with the answer, the others after it. */
export function reopenPrompt(
  state: BoardState,
  { given = [], ...asked }: PromptMode,
  problem: string,
): BoardState {
  const about = given.findIndex((answer) => answer !== '' && problem.includes(`"${answer}"`));
  const at = Math.max(0, about);
  return {
    ...state,
    mode: { ...asked, given, answers: given.slice(0, at), line: lineOf(given[at]), problem },
  };
}

function written(state: BoardState, { problem: _, ...mode }: PromptMode, line: PromptMode['line']): Step {
  const next = { ...state, mode: { ...mode, line } };
  return mode.filterWas === undefined
    ? { state: next }
    : { state: next, effect: { do: 'filter', text: textOf(line) } };
}

function answered(state: BoardState, { problem, ...mode }: PromptMode): Step {
  const { questions, answers, finish, line, given = [] } = mode;
  const question = questions[answers.length] ?? questions[0];
  const answer = textOf(line).trim();
  if (answer === '' && !question.optional)
    return { state: { ...state, mode: { ...mode, problem: 'an answer is needed; Esc leaves it' } } };
  // A filter that cannot be read is not taken.
  if (mode.filterWas !== undefined && problem !== undefined) return { state };
  const all = [...answers, answer];
  const next = questions[all.length];
  if (next) {
    const expected = lineOf(given[all.length] ?? next.preset);
    return { state: { ...state, mode: { ...mode, answers: all, line: expected } } };
  }
  const closed: BoardState = { ...state, mode: { kind: 'moving' } };
  return { state: closed, effect: finish(all), asked: { ...mode, given: all } };
}
