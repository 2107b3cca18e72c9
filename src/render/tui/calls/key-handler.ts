import type { CallResult } from '../../../domain/call-results.ts';
import { type NoteLine, readAfter, readNoteLine, shortFormOf } from '../../../domain/calling/note-line.ts';
import { isCrmError } from '../../../domain/errors.ts';
import { applyEditKey, EMPTY_LINE, insertText, textOf } from '../runtime/line-editor.ts';
import { actionOf, type CallAction } from './keymap.ts';
import type { CallCard, CallDraft } from './port.ts';
import type { State } from './state.ts';

/** A key that comes again sooner, in milliseconds, is held down: it does not log the next lead as well. */
const HELD_DOWN = 35;

/** A key that comes within so many milliseconds of one that came too early belongs to it: to the rest of a word, say. */
const SAME_BREATH = 350;

/** The session after a key. */
export function handleKey(state: State, key: string): State {
  if (state.ended !== null) return state;
  if (key === 'ctrl-c') return { ...state, ended: 130 };
  if (state.task) return pressedMeanwhile(state, key);
  if (state.early && state.now - state.early.at < SAME_BREATH) {
    const late = tooEarly(state, key);
    return { ...late, message: { tone: 'bad', lines: earlyText(late) } };
  }
  if (state.mode === 'help') return { ...state, mode: 'keys' };
  if (state.mode === 'note') return writing(state, key);
  const does = actionOf(state.keys, key);
  if (does === undefined) return { ...state, leaving: false };
  if (LEAVES.includes(does) && textOf(state.line) !== '' && !state.leaving) {
    const lines = [`the note is not logged; ${key} again leaves it all the same`];
    return { ...state, leaving: true, message: { tone: 'bad', lines } };
  }
  return { ...acting({ ...state, message: null, early: null }, key, does), leaving: false };
}

function tooEarly(state: State, key: string): State {
  return { ...state, early: { keys: [...(state.early?.keys ?? []), key], at: state.now } };
}

/** What is said of keys that came too early; nothing where none did. */
export function earlyText({ early }: State): string[] {
  return early ? [`typed before this lead was on the screen, and not taken: ${early.keys.join(' ')}`] : [];
}

/** What leads away from the note that is on the screen. */
const LEAVES: readonly (CallAction | CallResult)[] = ['quit', 'skip', 'undo'];

/** While the desk is at work keys are for nobody: they were meant for what was on the screen before. That is said. */
function pressedMeanwhile(state: State, key: string): State {
  const waiting = state.task !== null && state.task.tries > 0;
  if (!waiting) return tooEarly(state, key);
  if (key === 'q') return { ...state, ended: 0 };
  if (key !== 'escape' || state.task?.does !== 'log') return state;
  return { ...state, task: null, message: null, ...restoreDraft(state, state.task.told) };
}

/** The line as it was before a call was told: to be written on where it says how the call went. */
export function restoreDraft(state: State, { typed }: CallDraft): Pick<State, 'line' | 'mode'> {
  const said = readLine(state, typed);
  const mode = 'wrong' in said || said.result ? 'note' : 'keys';
  return { line: { before: typed, after: '' }, mode };
}

function acting(state: State, key: string, does: CallAction | CallResult): State {
  const { card, line } = state;
  if (typeof does === 'string') {
    if (does === 'quit') return { ...state, ended: 0 };
    if (does === 'help') return { ...state, mode: 'help' };
    if (does === 'undo') return undoing(state);
  }
  if (!card) return does === 'note' ? { ...state, task: { does: 'take', tries: 0 } } : state;
  if (typeof does !== 'string') {
    if (state.last?.key === key && state.now - state.last.at < HELD_DOWN) return state;
    if (!does.callback && !does.meeting)
      return telling(
        state,
        card,
        attempted(() => readAfter(does, textOf(line), state.now)),
      );
    // The time is needed, and is typed.
    return { ...state, mode: 'note', line: { before: `${shortFormOf(does)} `, after: textOf(line) } };
  }
  switch (does) {
    case 'note':
      return { ...state, mode: 'note', line: { before: textOf(line), after: '' } };
    case 'answered':
      return { ...state, timer: 0, message: { tone: 'plain', lines: ['answered: the timer runs'] } };
    case 'dial':
    case 'skip':
      return { ...state, task: { does, card, tries: 0 } };
    case 'script':
      return showingScript(state);
    case 'earlier':
      return { ...state, scroll: Math.max(0, state.scroll - 1) };
    case 'later':
      return { ...state, scroll: Math.min(Math.max(0, card[state.panel].length - 1), state.scroll + 1) };
    default:
      return state;
  }
}

function undoing(state: State): State {
  const logged = state.logged.at(-1);
  if (logged) return { ...state, task: { does: 'undo', logged, current: state.card, tries: 0 } };
  return { ...state, message: { tone: 'bad', lines: ['nothing was logged in this session'] } };
}

function showingScript(state: State): State {
  if (state.panel === 'script') return { ...state, panel: 'said', scroll: 0 };
  if (state.card && state.card.script.length > 0) return { ...state, panel: 'script', scroll: 0 };
  const lines = ['there is no script for this lead: see crm call session --help'];
  return { ...state, message: { tone: 'plain', lines } };
}

/** A key while the note is written. */
function writing(state: State, key: string): State {
  const { line } = state;
  if (key === 'escape') return { ...state, mode: 'keys', message: null };
  if (key === 'enter') return written(state);
  const changed = applyEditKey(line, key);
  if (changed) return { ...state, line: changed, message: null };
  // Other keys have names of several letters; a character may be of two units.
  return [...key].length === 1 ? { ...state, line: insertText(line, key), message: null } : state;
}

/** The line is done: it is logged, or kept until a key says how the call went. */
function written(state: State): State {
  const text = textOf(state.line);
  const said = readLine(state, text);
  if (text.trim() !== '' && state.card) return telling(state, state.card, said);
  return { ...state, mode: 'keys', line: EMPTY_LINE, message: null };
}

function telling(state: State, card: CallCard, said: NoteLine | Wrong): State {
  if ('wrong' in said) return { ...state, message: { tone: 'bad', lines: said.wrong } };
  const { result, next, note } = said;
  const kept = { ...state, mode: 'keys', message: null } as const;
  if (!result) return { ...kept, line: { before: note, after: '' } };
  const seconds = result.disposition === 'answered' ? Math.round(state.timer / 1000) : null;
  const told = { card, result, next, note, seconds, at: state.now, typed: textOf(state.line) };
  return { ...kept, task: { does: 'log', told, tries: 0 } };
}

/** What is wrong with a line, and the way out. */
interface Wrong {
  readonly wrong: readonly string[];
}

/** What the text says, or what is wrong with it. */
export function readLine({ results, now }: State, text: string): NoteLine | Wrong {
  return attempted(() => readNoteLine(text, results, now));
}

function attempted(read: () => NoteLine): NoteLine | Wrong {
  try {
    return read();
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { wrong: [error.message, ...error.hints] };
  }
}
