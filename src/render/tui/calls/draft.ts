import type { CallResult } from '../../../domain/call-results.ts';
import {
  type NoteLine,
  readAfter,
  readLeadingResult,
  readNoteLine,
} from '../../../domain/calling/note-line.ts';
import { fillSnippets } from '../../../domain/calling/snippets.ts';
import type { TimeSettings } from '../../../domain/dates.ts';
import { isCrmError } from '../../../domain/errors.ts';
import { keyOfAction } from '../runtime/key-table.ts';
import { EMPTY_LINE, textOf } from '../runtime/line-editor.ts';
import { showMessage } from '../runtime/message.ts';
import type { Step } from '../runtime/program.ts';
import type { CallCard, CallDraft } from './port.ts';
import type { CallCmd, CallState } from './state.ts';

/** What is wrong with a line, and the way out. */
interface LineError {
  readonly problem: readonly string[];
}

/** What the line says, or what is wrong with it. */
export function readLine(state: CallState, text: string): NoteLine | LineError {
  return caught(() => readNoteLine(text, state.results, state.now, timeSettingsOf(state)));
}

/** `their time` is that of the lead on the screen. */
function timeSettingsOf({ timeSettings, card }: CallState): TimeSettings {
  const holidayOn = card?.holidayOn ?? timeSettings.holidayOn ?? null;
  return { ...timeSettings, theirZone: card?.place.zone || null, holidayOn };
}

/** The line is done: the call is logged, or the note is kept until a key says how the call went. */
export function submitLine(state: CallState): Step<CallState, CallCmd> {
  const text = fillSnippets(textOf(state.editor), state.card?.snippets ?? state.snippets);
  if (text.trim() !== '' && state.card) return logCall(state, state.card, readLine(state, text));
  return [{ ...state, mode: 'keys', editor: EMPTY_LINE, message: null }];
}

/** The result that a line which is not logged yet names; undefined for a mere note. */
export function unsentResult(state: CallState): CallResult | undefined {
  return readLeadingResult(textOf(state.editor).trim().split(/\s+/), state.results)?.result;
}

/**
 * Logs a call with this result and the note that was written before. A line that says how the call went is logged as it
 * stands if it says the same; if not, the caller decides.
 */
export function logResult(state: CallState, card: CallCard, result: CallResult): Step<CallState, CallCmd> {
  const unsent = unsentResult(state);
  if (unsent?.word === result.word) return submitLine(state);
  if (unsent)
    return [
      showMessage(
        state,
        'bad',
        `the line you typed says ${unsent.word}, the key ${result.word}`,
        `${keyOfAction(state.keys, 'write')} goes back to the line, ${keyOfAction(state.keys, 'drop')} drops it`,
      ),
    ];
  return logCall(
    state,
    card,
    caught(() => readAfter(result, textOf(state.editor), state.now, timeSettingsOf(state))),
  );
}

/** Logs that a lead is not interested, for a reason of the list or one that was typed; blank for none. */
export function logReason(
  state: CallState,
  card: CallCard,
  result: CallResult,
  reason: string,
): Step<CallState, CallCmd> {
  return logCall(state, card, { result, next: null, note: reason }, reason === '' ? null : reason);
}

function logCall(
  state: CallState,
  card: CallCard,
  line: NoteLine | LineError,
  reason: string | null = null,
): Step<CallState, CallCmd> {
  if ('problem' in line) return [showMessage(state, 'bad', ...line.problem)];
  const { result, next, note } = line;
  const kept = { ...state, mode: 'keys', message: null } as const;
  if (!result) return [{ ...kept, editor: { before: note, after: '' } }];
  const seconds = result.disposition === 'answered' ? Math.round(state.timer / 1000) : null;
  const draft = { card, result, next, note, reason, seconds, at: state.now, typed: textOf(state.editor) };
  return startCommand(kept, { type: 'log', draft });
}

/** Does a command that keys wait for. */
export function startCommand(state: CallState, command: CallCmd): Step<CallState, CallCmd> {
  return [{ ...state, command }, command];
}

/** The line as it was before the call was logged: kept for the keys, or to be written on. */
export function restoreDraft(
  state: CallState,
  { typed }: CallDraft,
  mode: 'keys' | 'note' = typed === '' ? 'keys' : 'note',
): CallState {
  return { ...state, editor: { before: typed, after: '' }, mode };
}

function caught(read: () => NoteLine): NoteLine | LineError {
  try {
    return read();
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { problem: [error.message, ...error.hints] };
  }
}
