import { applyEditKey, insertText, lineOf, textOf } from '../runtime/line-editor.ts';
import type { PromptMode, ReviewState } from './state.ts';
import { type Step, showMessage } from './step.ts';

/** A key while a line is being typed. */
export function promptKey(state: ReviewState, mode: PromptMode, key: string): Step {
  if (key === 'escape') return showMessage({ ...state, mode: { kind: 'answering' } }, 'left as it was');
  if (key === 'enter') return answered(state, mode);
  const line = applyEditKey(mode.line, key);
  if (line) return written(state, mode, line);
  // Names of keys are longer than what they write; a character may be of two units.
  return [...key].length === 1 ? written(state, mode, insertText(mode.line, key)) : { state };
}

/** Pasted text joins what is typed. */
export function promptPaste(state: ReviewState, mode: PromptMode, text: string): Step {
  return written(state, mode, insertText(mode.line, text));
}

function written(state: ReviewState, { problem: _, ...mode }: PromptMode, line: PromptMode['line']): Step {
  return { state: { ...state, mode: { ...mode, line } } };
}

function answered(state: ReviewState, mode: PromptMode): Step {
  const { questions, answers, deed, line } = mode;
  const answer = textOf(line).trim();
  if (answer === '')
    return { state: { ...state, mode: { ...mode, problem: 'an answer is needed; Esc leaves it' } } };
  const all = [...answers, answer];
  const next = questions[all.length];
  if (next) return { state: { ...state, mode: { ...mode, answers: all, line: lineOf(next.preset) } } };
  return {
    state: { ...state, mode: { kind: 'answering' } },
    effect: { do: 'decide', deed: deed(all), asked: mode },
  };
}
