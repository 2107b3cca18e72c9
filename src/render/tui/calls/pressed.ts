import type { CallResult } from '../../../domain/call-results.ts';
import { type NoteLine, readNoteLine, shortFor } from '../../../domain/calling/note-line.ts';
import { isCrmError } from '../../../domain/errors.ts';
import { EMPTY_LINE, edited, textOf, typed } from '../line.ts';
import type { Told } from './desk.ts';
import { type Deed, deedOf } from './keymap.ts';
import type { State } from './state.ts';

/** A key that comes again sooner, in milliseconds, is held down: it does not log the next lead as well. */
const HELD_DOWN = 35;

/** The session after a key. */
export function pressed(state: State, key: string): State {
  if (state.ended !== null) return state;
  if (key === 'ctrl-c') return { ...state, ended: 130 };
  if (state.task) return pressedMeanwhile(state, key);
  if (state.mode === 'help') return { ...state, mode: 'keys' };
  if (state.mode === 'note') return writing(state, key);
  const does = deedOf(state.keys, key);
  if (does === undefined) return { ...state, leaving: false };
  if (does !== 'quit') return { ...acting({ ...state, message: null }, key, does), leaving: false };
  return quitting(state);
}

/** While the desk is at work keys wait for nobody: they were meant for what was on the screen before. */
function pressedMeanwhile(state: State, key: string): State {
  const waiting = state.task !== null && state.task.tries > 0;
  if (!waiting) return state;
  if (key === 'q') return { ...state, ended: 0 };
  if (key !== 'escape' || state.task?.does !== 'log') return state;
  return { ...state, task: null, message: null, ...restored(state, state.task.told) };
}

/** The line as it was before a call was told: to be written on where it says how the call went. */
export function restored(state: State, { typed }: Told): Pick<State, 'line' | 'mode'> {
  const said = understood(state, typed);
  const mode = 'wrong' in said || said.result ? 'note' : 'keys';
  return { line: { before: typed, after: '' }, mode };
}

function quitting(state: State): State {
  if (textOf(state.line) === '' || state.leaving) return { ...state, ended: 0 };
  return {
    ...state,
    leaving: true,
    message: { tone: 'bad', lines: ['the note is not logged; q again leaves all the same'] },
  };
}

function acting(state: State, key: string, does: Deed | CallResult): State {
  const { card, line } = state;
  if (typeof does === 'string') {
    if (does === 'help') return { ...state, mode: 'help' };
    if (does === 'undo') return undoing(state);
  }
  if (!card) return does === 'note' ? { ...state, task: { does: 'take', tries: 0 } } : state;
  if (typeof does !== 'string') {
    if (state.last?.key === key && state.now - state.last.at < HELD_DOWN) return state;
    if (!does.callback && !does.meeting) return telling(state, `${shortFor(does)} ${textOf(line)}`, line);
    // The time is needed, and is typed.
    return { ...state, mode: 'note', line: { before: `${shortFor(does)} `, after: textOf(line) } };
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
  if (key === 'enter') return textOf(line).trim() === '' ? left(state) : telling(state, textOf(line), line);
  const changed = edited(line, key);
  if (changed) return { ...state, line: changed };
  // Other keys have names of several letters; a character may be of two units.
  return [...key].length === 1 ? { ...state, line: typed(line, key) } : state;
}

const left = (state: State): State => ({ ...state, mode: 'keys', line: EMPTY_LINE, message: null });

/** Logs what the text says; a note alone is kept until a key says how the call went. */
function telling(state: State, text: string, line: State['line']): State {
  const { card } = state;
  const said = understood(state, text);
  if (!card) return state;
  if ('wrong' in said) return { ...state, message: { tone: 'bad', lines: said.wrong } };
  const { result, next, note } = said;
  if (!result) return { ...state, mode: 'keys', line: { before: note, after: '' }, message: null };
  const told = {
    card,
    result,
    next,
    note,
    seconds: result.disposition === 'answered' ? Math.round(state.timer / 1000) : null,
    at: state.now,
    typed: textOf(line),
  };
  return { ...state, mode: 'keys', message: null, task: { does: 'log', told, tries: 0 } };
}

/** What the text says, or what is wrong with it. */
export function understood({ results, now }: State, text: string): NoteLine | { wrong: readonly string[] } {
  try {
    return readNoteLine(text, results, now);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { wrong: [error.message, ...error.hints] };
  }
}
