import { edited, lineOf, textOf, typed } from '../line.ts';
import type { Asking, ReviewState } from './state.ts';
import { type Step, says } from './step.ts';

/** A key while a line is being typed. */
export function asking(state: ReviewState, mode: Asking, key: string): Step {
  if (key === 'escape') return says({ ...state, mode: { kind: 'answering' } }, 'left as it was');
  if (key === 'enter') return answered(state, mode);
  const line = edited(mode.line, key);
  if (line) return written(state, mode, line);
  // Names of keys are longer than what they write; a character may be of two units.
  return [...key].length === 1 ? written(state, mode, typed(mode.line, key)) : { state };
}

/** Pasted text joins what is typed. */
export function pasted(state: ReviewState, mode: Asking, text: string): Step {
  return written(state, mode, typed(mode.line, text));
}

function written(state: ReviewState, { problem: _, ...mode }: Asking, line: Asking['line']): Step {
  return { state: { ...state, mode: { ...mode, line } } };
}

function answered(state: ReviewState, mode: Asking): Step {
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
