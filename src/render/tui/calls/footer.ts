import stringWidth from 'string-width';
import { formatDay } from '../../../domain/dates/format-day.ts';
import { isoTime } from '../../../domain/dates.ts';
import { sanitize } from '../../terminal-text.ts';
import { BLANK, line, type ScreenLine, span } from '../lines.ts';
import { firstGlyph, glyphsOf, textOf } from '../runtime/line-editor.ts';
import { wrapText } from '../runtime/wrap.ts';
import { readLine } from './key-handler.ts';
import { type Binding, keyName } from './keymap.ts';
import type { CallCommand, State } from './state.ts';

/** A message takes no more lines than this. */
const MOST_SAID = 3;

/** What stands at the bottom: the note, what it is understood as or what happened last, and the keys. */
export function footerLines(state: State, { width, rows }: { width: number; rows: number }): ScreenLine[] {
  return [noteLine(state, width), ...echoLines(state, width), ...keyLines(state, width, rows)];
}

/** The line that is written, with the cursor where it is and always in sight. */
function noteLine({ mode, line: { before, after } }: State, width: number): ScreenLine {
  if (mode !== 'note') {
    const text = sanitize(before + after);
    return text === '' ? BLANK : line(span('note  ', 'bold'), span(text), span('   n changes it', 'dim'));
  }
  const at = firstGlyph(after);
  return line(
    span('note▸ ', 'bold'),
    span(ending(sanitize(before), width - ROOM_OF_CURSOR)),
    span(at === '' ? ' ' : sanitize(at), 'inverse'),
    span(sanitize(after.slice(at.length))),
  );
}

/** Columns of the prompt and the character under the cursor. */
const ROOM_OF_CURSOR = 9;

/** The end of a text that is wider than so many columns. */
function ending(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const glyphs = glyphsOf(text);
  let kept = glyphs.length;
  for (let used = 1; kept > 0; kept--) {
    used += stringWidth(glyphs[kept - 1] as string);
    if (used > columns) break;
  }
  return `…${glyphs.slice(kept).join('')}`;
}

/** What the line is understood as while it is written, else what happened last. */
function echoLines(state: State, width: number): ScreenLine[] {
  const { mode, message, task } = state;
  const text = textOf(state.line);
  if (mode === 'note' && text.trim() !== '' && !message) return [understanding(state, text)];
  if (!message) return [task?.does === 'take' ? line(span('looking for the next lead …', 'dim')) : BLANK];
  const said = wrapText(message.lines.map(sanitize).join(' · '), width, MOST_SAID);
  if (message.tone !== 'bad')
    return said.map((each) => line(span(each, ...(message.tone === 'good' ? (['green'] as const) : []))));
  const reason = said.map((each) => line(span(each, 'red')));
  return task ? [line(span(waiting(task), 'bold', 'red')), ...reason] : reason;
}

function waiting(task: CallCommand): string {
  if (task.does !== 'log') return `trying again (${task.tries})`;
  return `NOT SAVED YET (${task.told.result.word}): trying again (${task.tries}), Esc changes it, q leaves`;
}

function understanding(state: State, text: string): ScreenLine {
  const said = readLine(state, text);
  if ('wrong' in said) return line(span(`… ${said.wrong.map(sanitize).join(' · ')}`, 'dim'));
  const { result, next, note } = said;
  const parts = [
    result?.word ?? 'a note; after Enter a key says how the call went',
    next ? formatDay(next.at === null ? next.date : isoTime(next.at)) : '',
    result && note !== '' ? `“${sanitize(note)}”` : '',
  ];
  return line(span(`→ ${parts.filter(Boolean).join(' · ')}`, 'cyan'));
}

/** The keys, in as many lines as they need; in a low window those that matter most. */
function keyLines(state: State, width: number, rows: number): ScreenLine[] {
  if (state.mode === 'note') return [line(span('Enter takes it   Esc back to the keys', 'dim'))];
  if (state.mode === 'help') return [line(span('any key goes back', 'dim'))];
  const all = layKeys(
    state.keys.filter(({ does }) => !UNSAID.includes(does)),
    width,
  );
  if (all.length <= rows / LEAST_ROWS_A_KEY_LINE) return all;
  return layKeys(
    state.keys.filter(({ does }) => MOST_NEEDED.includes(does)),
    width,
  );
}

/** A line of keys for each so many rows of the window. */
const LEAST_ROWS_A_KEY_LINE = 5;

const UNSAID: readonly Binding['does'][] = ['earlier', 'later', 'interrupt'];
const MOST_NEEDED: readonly Binding['does'][] = ['note', 'undo', 'help', 'quit'];

/** Keys with their labels, in as many lines as they need. */
export function layKeys(keys: readonly Binding[], width: number): ScreenLine[] {
  const lines: ScreenLine[] = [];
  let spans: ScreenLine['left'] = [];
  let used = 0;
  for (const binding of keys) {
    const name = keyName(binding.keys[0]);
    const label = sanitize(binding.label);
    const wide = name.length + 1 + stringWidth(label);
    if (spans.length > 0 && used + 2 + wide > width) {
      lines.push({ left: spans });
      [spans, used] = [[], 0];
    }
    const gap = spans.length > 0 ? '  ' : '';
    spans = [...spans, span(gap), span(name, 'bold'), span(` ${label}`, 'dim')];
    used += gap.length + wide;
  }
  return [...lines, { left: spans }];
}
