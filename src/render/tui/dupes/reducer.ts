import { type DedupeAction, keymap } from './keymap.ts';
import type { DedupeMessage, State } from './state.ts';

/** The same key again within so many milliseconds is held down: it decides nothing. */
const HELD = 120;

const INTERRUPTED = 130;

/** The review after something happened. */
export function reduce(state: State, happening: DedupeMessage): State {
  switch (happening.is) {
    case 'key':
      return pressed(state, happening.key, happening.now);
    case 'shown':
      return { ...state, card: happening.card, index: happening.card.index, scroll: 0, task: null };
    case 'settled':
      return next({ ...state, index: happening.index });
    case 'decided': {
      const { decided } = happening;
      const message = { tone: 'good', lines: [decided.said] } as const;
      return next({ ...state, done: [...state.done, decided], message });
    }
    case 'undone': {
      const { decided } = happening;
      return {
        ...state,
        card: null,
        index: decided.index,
        done: state.done.filter((each) => each !== decided),
        task: { does: 'look', index: decided.index },
        message: { tone: 'good', lines: [`took back: ${decided.said}`] },
      };
    }
    case 'locked':
      if (state.ended !== null) return { ...state, task: null, isUnstored: happening.task.does !== 'look' };
      return {
        ...state,
        task: { ...happening.task, tries: (happening.task.tries ?? 0) + 1 },
        message: { tone: 'plain', lines: ['waiting for another crm that is writing …'] },
      };
    case 'failed':
      return { ...state, task: null, message: { tone: 'bad', lines: happening.lines } };
  }
}

/** On to the pair after this one; after the last one only undoing and leaving are left. */
function next(state: State): State {
  const index = state.index + 1;
  return { ...state, card: null, index, task: index < state.count ? { does: 'look', index } : null };
}

function pressed(before: State, key: string, now: number): State {
  const held = before.last !== null && before.last.key === key && now - before.last.at < HELD;
  const state = { ...before, last: { key, at: now } };
  const deed = keymap(state.card).find(({ keys }) => keys.includes(key))?.does;
  if (deed === 'interrupt') return { ...state, ended: INTERRUPTED };
  // While it waits for another program, the review can be left.
  if (deed === 'quit' && state.task?.tries !== undefined) return { ...state, ended: 0 };
  if (deed === undefined || state.task) return state;
  if (deed === 'earlier' || deed === 'later') return scrolled(state, deed);
  return held ? state : done(state, deed);
}

function done(state: State, deed: Exclude<DedupeAction, 'earlier' | 'later' | 'interrupt'>): State {
  const { card } = state;
  switch (deed) {
    case 'quit':
      return { ...state, ended: 0 };
    case 'skip':
      return next({ ...state, skipped: state.skipped + 1, message: null });
    case 'undo': {
      const decided = state.done.at(-1);
      if (decided) return { ...state, task: { does: 'undo', decided } };
      return { ...state, message: { tone: 'plain', lines: ['nothing was decided yet'] } };
    }
    default:
      return card ? { ...state, message: null, task: { does: 'decide', card, decision: deed } } : state;
  }
}

function scrolled(state: State, deed: 'earlier' | 'later'): State {
  const most = Math.max(0, (state.card?.rows.length ?? 0) - 1);
  const scroll = state.scroll + (deed === 'later' ? 1 : -1);
  return { ...state, scroll: Math.min(most, Math.max(0, scroll)) };
}
