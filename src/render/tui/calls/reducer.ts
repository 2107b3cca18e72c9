import { EMPTY_LINE, insertText } from '../runtime/line-editor.ts';
import { earlyText, handleKey, restoreDraft } from './key-handler.ts';
import type { CallMessage, State } from './state.ts';

/** A longer gap between two looks at the clock is a clock that jumped or a computer that slept: it does not count. */
const LONGEST_GAP = 10_000;

/** How long to wait before looking again whether there is somebody to call, in milliseconds. */
const LOOK_AGAIN = 15_000;

/** The session after something happened. */
export function reduce(state: State, happening: CallMessage): State {
  switch (happening.is) {
    case 'key': {
      const at = advanced(state, happening.now);
      return { ...handleKey(at, happening.key), last: { key: happening.key, at: happening.now } };
    }
    case 'paste':
      return pasted(state, happening.text);
    case 'tick':
      return lookingAgain(advanced(state, happening.now));
    case 'taken': {
      const { card } = happening;
      const panel = card.script.length > 0 ? state.panel : 'said';
      return { ...state, ...FRESH, card, nobody: [], panel, message: withEarly(state) };
    }
    case 'nobody':
      return { ...state, ...FRESH, card: null, nobody: happening.lines };
    case 'logged': {
      const { logged } = happening;
      const { told, follows } = logged;
      const after = follows === '' ? '' : `  ${follows}`;
      return {
        ...state,
        logged: [...state.logged, logged],
        line: EMPTY_LINE,
        mode: 'keys',
        task: { does: 'take', tries: 0 },
        message: {
          tone: 'good',
          lines: [`logged ${told.result.word}: ${told.card.name} (lead ${told.card.leadId})${after}`],
        },
      };
    }
    case 'undone': {
      const { card, logged } = happening;
      return {
        ...state,
        ...FRESH,
        card,
        nobody: [],
        ...restoreDraft(state, logged.told),
        logged: state.logged.filter((each) => each !== logged),
        message: {
          tone: 'good',
          lines: [`took back ${logged.told.result.word}: ${card.name} (lead ${card.leadId})`],
        },
      };
    }
    case 'skipped':
      return {
        ...state,
        task: { does: 'take', tries: 0 },
        message: {
          tone: 'plain',
          lines: [`set aside: ${happening.card.name} (lead ${happening.card.leadId})`],
        },
      };
    case 'dialled':
      return { ...state, timer: 0, task: null, message: { tone: 'plain', lines: [happening.how] } };
    case 'failed':
      return failed(state, happening);
  }
}

/** What was said last, and of keys that came too early that they did. */
function withEarly(state: State): State['message'] {
  if (!state.early) return state.message;
  return { tone: 'bad', lines: [...(state.message?.lines ?? []), ...earlyText(state)] };
}

/** What begins anew with a lead. */
const FRESH = { mode: 'keys', line: EMPTY_LINE, scroll: 0, timer: 0, task: null, leaving: false } as const;

function advanced(state: State, now: number): State {
  const gap = now - state.now;
  const passed = gap > 0 && gap <= LONGEST_GAP ? gap : 0;
  return { ...state, now, worked: state.worked + passed, timer: state.timer + passed };
}

function lookingAgain(state: State): State {
  if (state.card || state.task || state.timer < LOOK_AGAIN) return state;
  return { ...state, timer: 0, task: { does: 'take', tries: 0 } };
}

function pasted(state: State, text: string): State {
  if (!state.card || state.task || state.mode === 'help') return state;
  return { ...state, mode: 'note', line: insertText(state.line, text) };
}

/** What may be tried again is, until it succeeds or the caller thinks better of it. */
function failed(state: State, { task, lines, again }: Extract<CallMessage, { is: 'failed' }>): State {
  if (state.ended !== null) return state;
  const tries = task.tries + 1;
  const retried = again && (task.does === 'log' || task.does === 'take');
  return {
    ...state,
    task: retried ? { ...task, tries } : null,
    message: { tone: 'bad', lines },
    ...(task.does === 'take' && !retried ? { card: null, nobody: lines, timer: 0 } : {}),
  };
}
