import { entryFor, KEYMAP } from './keymap.ts';
import { promptKey, promptPaste } from './prompt-mode.ts';
import { bodyRows, isTooSmall, type ReviewState } from './state.ts';
import { type Step, showMessage } from './step.ts';

/** What a key makes of the review. */
export function press(state: ReviewState, key: string): Step {
  if (key === 'ctrl-c') return { state, effect: { do: 'quit', code: 130 } };
  if (isTooSmall(state)) return key === 'q' ? { state, effect: { do: 'quit', code: 0 } } : { state };
  const { mode } = state;
  switch (mode.kind) {
    case 'asking':
      return promptKey(state, mode, key);
    case 'picking':
      return picking(state, key);
    case 'help':
      return reading(state, mode.top, key);
    case 'answering': {
      const entry = entryFor(key);
      return entry
        ? entry.press(state)
        : showMessage(state, `"${key}" does nothing here; ? lists the keys`, 'wrong');
    }
  }
}

/** Whether a key answers about a deal at once. */
export function isAnswer({ mode }: ReviewState, key: string): boolean {
  return mode.kind === 'answering' && entryFor(key)?.group === 'Answer';
}

/** Text that was pasted: an answer's; keys are never pasted. */
export function paste(state: ReviewState, text: string): Step {
  if (state.mode.kind === 'asking') return promptPaste(state, state.mode, text);
  return showMessage(state, 'pasted text does nothing here; the questions take it', 'wrong');
}

/** The key that picks the stage at a place: a digit, then letters. */
export function stageKey(at: number): string {
  return '123456789abcdefghijklmnop'.charAt(at);
}

function picking(state: ReviewState, key: string): Step {
  const left: ReviewState = { ...state, mode: { kind: 'answering' } };
  if (key === 'escape' || key === 'q') return showMessage(left, 'left where it was');
  const stage = state.stages.find((_, at) => stageKey(at) === key);
  if (!stage) return showMessage(state, `"${key}" is no stage here; Esc leaves it`, 'wrong');
  if (stage.id === state.deal?.card.stageId)
    return showMessage(left, `it is in ${stage.name} already; k keeps it`);
  return { state: left, effect: { do: 'decide', deed: { do: 'move', stage: stage.name } } };
}

/** Keys, and a line for each of their groups. */
const HELP_LINES = KEYMAP.length + new Set(KEYMAP.map(({ group }) => group)).size;

function reading(state: ReviewState, top: number, key: string): Step {
  const page = bodyRows(state) - 1;
  const by = { j: 1, down: 1, k: -1, up: -1, 'page-down': page, 'page-up': -page }[key];
  if (by === undefined) return { state: { ...state, mode: { kind: 'answering' } } };
  const next = Math.max(0, Math.min(top + by, HELP_LINES - bodyRows(state)));
  return { state: { ...state, mode: { kind: 'help', top: next } } };
}
