import { fillSnippets } from '../../../domain/calling/snippets.ts';
import { addToHistory } from '../runtime/command-line.ts';
import { helpKey } from '../runtime/help-popup.ts';
import { bindingOf, pressKey } from '../runtime/key-table.ts';
import {
  applyKey,
  EMPTY_LINE,
  insertBreak,
  insertLines,
  insertText,
  lineOf,
  textOf,
} from '../runtime/line-editor.ts';
import { showMessage } from '../runtime/message.ts';
import { type Picker, pasteInPicker, pickerKey } from '../runtime/picker.ts';
import { exit, type FailedMsg, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { completePrompt, pasteInPrompt, promptKey, reopenPrompt } from '../runtime/prompt.ts';
import { logReason, restoreDraft, startCommand, submitLine } from './draft.ts';
import { openLeadPicker, openSegmentPicker } from './find.ts';
import { helpPage } from './help-page.ts';
import { warnOfNote } from './keys.ts';
import { STOPPING_RESULT, shownReasons } from './reasons.ts';
import type { CallCmd, CallMsg, CallState, Pause } from './state.ts';
import { timerText } from './tally.ts';

/** A longer gap between two looks at the clock is a clock that jumped or a computer that slept: it does not count. */
const MAX_GAP_MS = 75_000;

/** How long to wait before looking again whether there is somebody to call. */
const LOOK_AGAIN_MS = 15_000;

/** A key that comes so soon after one that came too early belongs to it: to the rest of a word, say. */
const SAME_BURST_MS = 350;

type CallStep = Step<CallState, CallCmd>;
type KeyMsg = Extract<RuntimeMsg<CallCmd>, { readonly type: 'key' }>;

/** The session after a message. */
export function update(state: CallState, message: CallMsg | RuntimeMsg<CallCmd>): CallStep {
  switch (message.type) {
    case 'key':
      return handleKey(advanceClock(state, message.at), message);
    case 'paste':
      if (state.mode === 'find' || state.mode === 'pause' || state.mode === 'reason')
        return [{ ...state, finder: insertText(state.finder, message.text) }];
      if (state.picker) return searchLeads(state, pasteInPicker(state.picker, message.text));
      if (state.mode === 'command') return [{ ...state, prompt: pasteInPrompt(state.prompt, message.text) }];
      if (!state.card || state.command || state.mode === 'help') return [state];
      return [{ ...state, mode: 'note', editor: insertLines(state.editor, message.text) }];
    case 'mouse':
      return [state];
    case 'resize':
      return [{ ...state, size: message.size }];
    case 'replaced':
      return inOtherDatabase(state);
    case 'tick':
      return handleTick(advanceClock(state, message.at));
    case 'claimed': {
      const { card } = message;
      const panel = state.panel === 'script' && card.script.length === 0 ? 'timeline' : state.panel;
      const fresh = { ...state, ...NEW_LEAD, card, reasons: [], panel, keptAt: state.now };
      return [withEarlyKeys(card.scriptGaps === '' ? fresh : showMessage(fresh, 'news', card.scriptGaps))];
    }
    case 'queue empty':
      return [{ ...state, ...NEW_LEAD, card: null, reasons: message.reasons }];
    case 'logged': {
      const { logged } = message;
      const { draft, follows } = logged;
      const after = {
        ...state,
        logged: [...state.logged, logged],
        editor: EMPTY_LINE,
        mode: 'keys',
      } as const;
      const what = `logged ${draft.result.word}: ${draft.card.name} (lead ${draft.card.leadId})`;
      const reported = showMessage(after, 'good', `${what}${follows === '' ? '' : `  ${follows}`}`);
      if (!logged.noNumberLeft) return claimNext(reported);
      return [{ ...reported, command: null, waiting: null, mode: 'numberless' }];
    }
    case 'undone': {
      const { card, logged } = message;
      const left = state.logged.filter((each) => each !== logged);
      const fresh = { ...state, ...NEW_LEAD, card, reasons: [], logged: left, keptAt: state.now };
      const what = `undid ${logged.draft.result.word}: ${card.name} (lead ${card.leadId})`;
      return [showMessage(restoreDraft(fresh, logged.draft, 'keys'), 'good', what)];
    }
    case 'leads listed':
      return [withLeads(state, message)];
    case 'segments listed': {
      const { text, names } = message;
      const picker = openSegmentPicker(names, text, state.card);
      return [{ ...state, command: null, mode: 'picker', picker }];
    }
    case 'segment used': {
      const what = message.name === '' ? 'all leads of the queue' : `leads of ${message.name}`;
      const used = { ...state, segment: message.name };
      return claimNext(showMessage(used, 'info', `calling ${what} from now on`));
    }
    case 'disqualified':
      return claimNext(
        showMessage(state, 'good', `disqualified: ${message.card.name} (lead ${message.card.leadId})`),
      );
    case 'skipped': {
      const { leadId, name } = message.card;
      return claimNext(showMessage(state, 'info', `skipped: ${name} (lead ${leadId})`));
    }
    case 'dialled':
      return [showMessage({ ...state, timer: 0, isTalking: false, command: null }, 'info', message.what)];
    case 'done':
      return [showMessage({ ...state, command: null }, 'info', message.what)];
    case 'refreshed':
      return [{ ...state, command: null, card: message.card }];
    case 'completed': {
      const { line, completion } = message;
      return [{ ...state, command: null, prompt: completePrompt(state.prompt, line, completion) }];
    }
    case 'shell done':
      // What it did may concern the lead on the screen, or bring one.
      return startCommand(state, state.card ? { type: 'refresh', card: state.card } : { type: 'claim' });
    case 'kept':
      return [state];
    case 'failed':
      return handleFailure(state, message);
    case 'retry':
      return state.waiting?.command === message.command ? [state, message.command] : [state];
  }
}

/** State that is reset for each lead. */
const NEW_LEAD = {
  mode: 'keys',
  picker: null,
  editor: EMPTY_LINE,
  scroll: 0,
  timer: 0,
  isTalking: false,
  command: null,
  waiting: null,
  isLeaving: false,
} as const;

/** The session goes on: what was logged elsewhere is not undone here, and what was not saved is there to log again. */
function inOtherDatabase(state: CallState): CallStep {
  const { card, command } = state;
  const logged = state.logged.map((each) => ({ ...each, change: null }));
  const free: CallState = { ...state, logged, mode: 'keys', picker: null, command: null, waiting: null };
  const kept = command?.type === 'log' ? restoreDraft(free, command.draft) : free;
  return startCommand(kept, card ? { type: 'refresh', card } : { type: 'claim' });
}

const claimNext = (state: CallState): CallStep =>
  startCommand({ ...state, waiting: null }, { type: 'claim' });

function advanceClock(state: CallState, now: number): CallState {
  const gap = now - state.now;
  const { pause } = state;
  if (pause) return { ...state, now, pause: { ...pause, ms: pause.ms + Math.max(0, gap) } };
  const passed = gap > 0 && gap <= MAX_GAP_MS ? gap : 0;
  return { ...state, now, worked: state.worked + passed, timer: state.timer + passed };
}

/** Keeps the lead on the screen for longer; without one, looks again by and by. */
function handleTick(state: CallState): CallStep {
  const { card, now, keptAt } = state;
  if (card)
    return now - keptAt < state.keepEveryMs
      ? [state]
      : [
          { ...state, keptAt: now },
          { type: 'keep', card },
        ];
  if (state.command || state.timer < LOOK_AGAIN_MS) return [state];
  return startCommand({ ...state, timer: 0 }, { type: 'claim' });
}

function handleKey(state: CallState, message: KeyMsg): CallStep {
  const { key } = message;
  if (key === 'ctrl-c') return [state, exit(130)];
  if (state.waiting) return keyWhileWaiting(state, key);
  if (state.command) return [addEarlyKey(state, key)];
  if (state.early && state.now - state.early.at < SAME_BURST_MS) {
    const late = addEarlyKey(state, key);
    return [showMessage(late, 'bad', ...earlyText(late))];
  }
  if (state.pause) return [resume(state, state.pause)];
  if (state.mode === 'help') return keyInHelp(state, message);
  if (state.mode === 'command') return keyInCommandLine(state, key);
  if (state.mode === 'numberless') return answerNumberless(state, message);
  if (state.mode === 'pause') return [keyBeforePause(state, key)];
  if (state.mode === 'note') return keyInNote(state, key);
  if (state.mode === 'find') return keyInFinder(state, key);
  if (state.picker) return keyInPicker(state, state.picker, key);
  if (state.mode === 'reason') return keyInReasons(state, key);
  const { isLeaving } = state;
  const pressed = pressKey(state.keys, { ...state, message: null, early: null }, message);
  if (!pressed) return [{ ...state, isLeaving: false }];
  const [next, command] = pressed;
  // Any other key in between cancels leaving.
  return [isLeaving && next.isLeaving ? { ...next, isLeaving: false } : next, command];
}

/** While a call waits to be saved, it can be changed or left. */
function keyWhileWaiting(state: CallState, key: string): CallStep {
  if (bindingOf(state.keys, key)?.action === 'quit') return [state, exit(0)];
  if (key !== 'escape' || state.command?.type !== 'log') return [state];
  const free = { ...state, command: null, waiting: null, message: null };
  return [restoreDraft(free, state.command.draft)];
}

function keyInNote(state: CallState, key: string): CallStep {
  if (key === 'escape') return [{ ...state, mode: 'keys', message: null }];
  if (key === 'enter') return submitLine(state);
  if (key === 'alt-enter' || key === 'ctrl-n') return [{ ...state, editor: insertBreak(state.editor) }];
  const editor = applyKey(state.editor, key);
  if (!editor) return [state];
  const snippets = state.card?.snippets ?? state.snippets;
  const before = key === ' ' ? fillSnippets(editor.before, snippets) : editor.before;
  return [{ ...state, editor: { ...editor, before }, message: null }];
}

function keyInHelp(state: CallState, message: KeyMsg): CallStep {
  const step = helpKey(state.help, message.key, helpPage(state), state.size);
  if (step.type === 'open') return [{ ...state, help: step.help }];
  const closed: CallState = { ...state, mode: 'keys' };
  return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
}

function keyInCommandLine(state: CallState, key: string): CallStep {
  const step = promptKey(state.prompt, key);
  if (step.type === 'typing') return [{ ...state, prompt: step.prompt }];
  if (step.type === 'complete') return startCommand(state, step);
  const closed: CallState = { ...state, mode: 'keys', message: null };
  if (step.type === 'cancelled' || step.command.type !== 'shell') return [closed];
  const commandLines = addToHistory(state.commandLines, step.command.line);
  return startCommand({ ...closed, commandLines }, step.command);
}

/** What becomes of a lead whose last number was wrong; or the call is undone, or the session left. */
function answerNumberless(state: CallState, message: KeyMsg): CallStep {
  const { key } = message;
  const card = state.logged.at(-1)?.draft.card;
  const answered = { ...state, mode: 'keys' } as const;
  if (key === 'x' && card) return startCommand(answered, { type: 'disqualify', card });
  if (key === 'k' || key === 'escape') return claimNext(answered);
  const { action } = bindingOf(state.keys, key) ?? {};
  const pressed = action === 'undo' || action === 'quit' ? pressKey(state.keys, answered, message) : null;
  return pressed ?? [state];
}

/** Why the lead is not interested: a digit takes one of the list, Enter what was typed, or no reason. */
function keyInReasons(state: CallState, key: string): CallStep {
  const { finder, card } = state;
  const closed = { ...state, mode: 'keys', finder: EMPTY_LINE, message: null } as const;
  const result = state.results.find(({ word }) => word === STOPPING_RESULT);
  if (key === 'escape' || !card || !result) return [closed];
  const shown = shownReasons(state);
  const picked = /^[1-9]$/.test(key) && textOf(finder) === '' ? shown[Number(key) - 1] : undefined;
  if (picked !== undefined) return logReason(closed, card, result, picked);
  if (key === 'enter') {
    const typed = textOf(finder).trim();
    return logReason(
      closed,
      card,
      result,
      shown.length === 1 && shown[0] !== undefined && typed !== '' ? shown[0] : typed,
    );
  }
  const editor = key === 'tab' && shown[0] !== undefined ? lineOf(shown[0]) : applyKey(finder, key);
  return [editor ? { ...state, finder: editor } : state];
}

/** The reason of a pause, which begins with Enter. */
function keyBeforePause(state: CallState, key: string): CallState {
  const closed = { ...state, mode: 'keys', finder: EMPTY_LINE, message: null } as const;
  if (key === 'escape') return closed;
  if (key === 'enter') return { ...closed, pause: { reason: textOf(state.finder).trim(), ms: 0 } };
  const finder = applyKey(state.finder, key);
  return finder ? { ...state, finder } : state;
}

function resume(state: CallState, pause: Pause): CallState {
  const after = `back after ${timerText(pause.ms)}${pause.reason === '' ? '' : `: ${pause.reason}`}`;
  return showMessage({ ...state, pause: null, pauses: [...state.pauses, pause] }, 'info', after);
}

/** A lead to go to, or the segment to call from: `segment:warm`; `segment:` alone is all leads again. */
function keyInFinder(state: CallState, key: string): CallStep {
  const { finder, card: current } = state;
  const text = textOf(finder).trim();
  const closed = { ...state, mode: 'keys', finder: EMPTY_LINE, message: null, isLeaving: false } as const;
  if (key === 'escape' || (key === 'enter' && text === '')) return [closed];
  if (key === 'enter' || key === 'tab') {
    if (textOf(state.editor) !== '' && !state.isLeaving) return [warnOfNote(state)];
    const [, segment] = /^segment:\s*(.*)$/i.exec(text) ?? [];
    if (key === 'tab')
      return startCommand(
        closed,
        segment === undefined ? { type: 'list leads', text } : { type: 'list segments', text: segment },
      );
    return segment === undefined
      ? startCommand(closed, { type: 'find', reference: text, current })
      : startCommand(closed, { type: 'segment', name: segment, current });
  }
  const editor = applyKey(finder, key);
  return [editor ? { ...state, finder: editor, message: null, isLeaving: false } : state];
}

/** The leads that fit what is typed, in the picker, which opens if it is not open. */
function withLeads(
  state: CallState,
  { text, leads, isAsked }: Extract<CallMsg, { readonly type: 'leads listed' }>,
): CallState {
  const picker = openLeadPicker(leads, text, state.card, { isAsked });
  const typed = state.picker?.editor;
  if (!typed) return { ...state, command: null, mode: 'picker', picker };
  // Something else has been typed meanwhile.
  return textOf(typed) === text ? { ...state, picker: { ...picker, editor: typed } } : state;
}

/** Looks up the leads for what is typed; segments are all there already. */
const searchLeads = (state: CallState, picker: Picker<CallCmd>): CallStep =>
  picker.isLookedUp
    ? [
        { ...state, picker },
        { type: 'list leads', text: textOf(picker.editor) },
      ]
    : [{ ...state, picker }];

function keyInPicker(state: CallState, picker: Picker<CallCmd>, key: string): CallStep {
  const step = pickerKey(picker, key);
  if (step.type === 'choosing')
    return step.isTyped ? searchLeads(state, step.picker) : [{ ...state, picker: step.picker }];
  const closed: CallState = { ...state, mode: 'keys', picker: null, message: null };
  return step.type === 'chosen' ? startCommand(closed, step.value) : [closed];
}

/** Ignores keys pressed while a command runs, as they were meant for the previous screen; a message lists them. */
function addEarlyKey(state: CallState, key: string): CallState {
  return { ...state, early: { keys: [...(state.early?.keys ?? []), key], at: state.now } };
}

function earlyText({ early }: CallState): string[] {
  return early ? [`Ignored keys typed before this lead appeared: ${early.keys.join(' ')}`] : [];
}

/** The last message, and of keys that came too early that they did. */
function withEarlyKeys(state: CallState): CallState {
  if (!state.early) return state;
  return showMessage(state, 'bad', ...(state.message?.lines ?? []), ...earlyText(state));
}

/** What may be tried again is, until it succeeds or the caller thinks better of it. */
function handleFailure(state: CallState, { command, error }: FailedMsg<CallCmd>): CallStep {
  const { kind, message, hints } = error;
  // Of a lead with which calls are not logged any more, how to go on: commands say more than keys can.
  const isOver =
    command.type === 'log' && (kind === 'conflict' || kind === 'refused' || kind === 'not-found');
  const lines = [message, ...(isOver ? ['s brings the next lead'] : hints)];
  const failed = showMessage(state, 'bad', ...lines);
  const isRetried =
    (command.type === 'log' || command.type === 'claim') && (kind === 'failed' || kind === 'locked');
  if (isRetried) {
    const waiting = { command, tries: (state.waiting?.tries ?? 0) + 1 };
    return [
      { ...failed, waiting },
      { type: 'retry later', command },
    ];
  }
  const free = { ...failed, command: null, waiting: null };
  if (command.type === 'shell')
    return [{ ...free, message: null, mode: 'command', prompt: reopenPrompt(command.prompt, message) }];
  // The lead on the screen is none to call any more.
  if (command.type === 'refresh') return claimNext(failed);
  return [command.type === 'claim' ? { ...free, card: null, reasons: lines, timer: 0 } : free];
}
