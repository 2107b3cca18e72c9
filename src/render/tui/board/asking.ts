import type { Asking, BoardState } from './state.ts';
import { type Step, says } from './step.ts';

/** A key while a line is being typed. */
export function asking(state: BoardState, mode: Asking, key: string): Step {
  switch (key) {
    case 'escape': {
      const closed: BoardState = { ...state, mode: { kind: 'moving' } };
      if (mode.filterWas === undefined) return says(closed, 'left as it was');
      return { state: { ...closed, message: null }, effect: { do: 'filter', text: mode.filterWas } };
    }
    case 'enter':
      return answered(state, mode);
    case 'backspace':
      return typed(state, mode, [...graphemes(mode.text)].slice(0, -1).join(''));
    case 'ctrl-u':
      return typed(state, mode, '');
    case 'ctrl-w':
      return typed(state, mode, mode.text.trimEnd().replace(/\S+$/, ''));
    default:
      // Names of keys are longer than what they write.
      return [...graphemes(key)].length === 1 ? typed(state, mode, mode.text + key) : { state };
  }
}

/** Pasted text joins what is typed; its line breaks become blanks. */
export function pasted(state: BoardState, mode: Asking, text: string): Step {
  return typed(state, mode, mode.text + text.replace(/[\r\n\t]+/g, ' '));
}

function typed(state: BoardState, { problem: _, ...mode }: Asking, text: string): Step {
  const next = { ...state, mode: { ...mode, text } };
  return mode.filterWas === undefined ? { state: next } : { state: next, effect: { do: 'filter', text } };
}

function answered(state: BoardState, mode: Asking): Step {
  const { questions, answers, finish, text } = mode;
  const question = questions[answers.length] ?? questions[0];
  const answer = text.trim();
  if (answer === '' && !question.optional)
    return { state: { ...state, mode: { ...mode, problem: 'an answer is needed; Esc leaves it' } } };
  if (mode.problem !== undefined) return { state };
  const all = [...answers, answer];
  const next = questions[all.length];
  if (next) return { state: { ...state, mode: { ...mode, answers: all, text: next.preset ?? '' } } };
  return { state: { ...state, mode: { kind: 'moving' } }, effect: finish(all) };
}

function* graphemes(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
}
