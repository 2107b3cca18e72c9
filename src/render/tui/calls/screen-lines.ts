import stringWidth from 'string-width';
import type { ZoneClock } from '../../../domain/calling/zone-clock.ts';
import { spoken } from '../../../domain/dates/spoken.ts';
import { isoTime } from '../../../domain/dates.ts';
import { visible } from '../../terminal-text.ts';
import { textOf } from '../line.ts';
import { wrapped } from '../wrap.ts';
import { cardLines, saidLines, scriptLines } from './card.ts';
import { type Binding, keyName } from './keymap.ts';
import { BLANK, line, type ScreenLine, span } from './lines.ts';
import { understood } from './pressed.ts';
import type { State, Task } from './state.ts';
import { shortTally, tallyText } from './tally.ts';

export interface View {
  readonly user: string;
  readonly clock: ZoneClock;
  readonly columns: number;
  readonly rows: number;
}

/** Columns left blank at each side. */
const MARGIN = 1;

/** A message takes no more lines than this. */
const MOST_SAID = 3;

/** All lines of the screen, as many as it has rows. */
export function screenLines(state: State, view: View): ScreenLine[] {
  const foot = footLines(state, view);
  const head = [heading(state, view)];
  const room = Math.max(0, view.rows - head.length - foot.length);
  const body = (state.mode === 'help' ? helpLines(state.keys) : bodyLines(state, view, room)).slice(0, room);
  const gap = Array.from({ length: room - body.length }, () => BLANK);
  return [...head, ...body, ...gap, ...foot].slice(0, view.rows);
}

function heading(state: State, { user, columns }: View): ScreenLine {
  const name = visible(user);
  const tally = tallyText(state);
  const fits = stringWidth(name) + 1 + tally.length <= columns - 2 * MARGIN;
  return {
    left: [span(name, 'inverse')],
    right: [span(fits ? tally : shortTally(state), 'inverse')],
  };
}

function bodyLines(state: State, { clock, columns }: View, room: number): ScreenLine[] {
  const { card, now, timer, scroll } = state;
  const width = columns - 2 * MARGIN;
  if (!card) return state.nobody.map((each, i) => line(span(visible(each), i === 0 ? 'bold' : 'dim')));
  const about = [BLANK, ...cardLines(card, { now, timer, clock, columns: width }), BLANK];
  const title = line(span(state.panel === 'script' ? 'Script' : 'Said before', 'bold'));
  const left = Math.max(0, room - about.length - 1);
  const panel =
    state.panel === 'script'
      ? scriptLines(card, scroll, left, width)
      : saidLines(card, now, scroll, left, width);
  return [...about, title, ...panel];
}

function helpLines(keys: readonly Binding[]): ScreenLine[] {
  return keys.map((binding) =>
    line(span(`${binding.keys.map(keyName).join(' ').padEnd(9)}`, 'bold'), span(binding.help)),
  );
}

function footLines(state: State, { columns, rows }: View): ScreenLine[] {
  const width = columns - 2 * MARGIN;
  return [noteLine(state), ...echoLines(state, width), ...keyLines(state, width, rows)];
}

/** The line that is written, with the cursor where it is. */
function noteLine({ mode, line: { before, after } }: State): ScreenLine {
  if (mode !== 'note') {
    const text = visible(before + after);
    return text === '' ? BLANK : line(span('note  ', 'bold'), span(text), span('   n changes it', 'dim'));
  }
  const [under = ' '] = new Intl.Segmenter().segment(after);
  const at = typeof under === 'string' ? under : under.segment;
  return line(
    span('note▸ ', 'bold'),
    span(visible(before)),
    span(visible(at), 'inverse'),
    span(visible(after.slice(at.length))),
  );
}

/** What the line is understood as while it is written, else what happened last. */
function echoLines(state: State, width: number): ScreenLine[] {
  const { mode, message, task } = state;
  const text = textOf(state.line);
  if (mode === 'note' && text.trim() !== '' && !message) return [understanding(state, text)];
  if (!message) return [task?.does === 'take' ? line(span('looking for the next lead …', 'dim')) : BLANK];
  const said = wrapped(message.lines.map(visible).join('   '), width, MOST_SAID);
  if (message.tone !== 'bad')
    return said.map((each) => line(span(each, ...(message.tone === 'good' ? (['green'] as const) : []))));
  const reason = said.map((each) => line(span(each, 'red')));
  return task ? [line(span(waiting(task), 'bold', 'red')), ...reason] : reason;
}

function waiting(task: Task): string {
  if (task.does !== 'log') return `trying again (${task.tries})`;
  return `NOT SAVED YET (${task.told.result.word}): trying again (${task.tries}), Esc changes it, q leaves`;
}

function understanding(state: State, text: string): ScreenLine {
  const said = understood(state, text);
  if ('wrong' in said) return line(span(`… ${said.wrong.map(visible).join('   ')}`, 'dim'));
  const { result, next, note } = said;
  const parts = [
    result?.word ?? 'a note; after Enter a key says how the call went',
    next ? spoken(next.at === null ? next.date : isoTime(next.at)) : '',
    result && note !== '' ? `“${visible(note)}”` : '',
  ];
  return line(span(`→ ${parts.filter(Boolean).join(' · ')}`, 'cyan'));
}

/** The keys, in as many lines as they need; in a low window those that matter most. */
function keyLines(state: State, width: number, rows: number): ScreenLine[] {
  if (state.mode === 'note') return [line(span('Enter takes it   Esc back to the keys', 'dim'))];
  if (state.mode === 'help') return [line(span('any key goes back', 'dim'))];
  const all = laidOut(
    state.keys.filter(({ does }) => !UNSAID.includes(does)),
    width,
  );
  if (all.length <= rows / LEAST_ROWS_A_KEY_LINE) return all;
  return laidOut(
    state.keys.filter(({ does }) => MOST_NEEDED.includes(does)),
    width,
  );
}

/** A line of keys for each so many rows of the window. */
const LEAST_ROWS_A_KEY_LINE = 5;

const UNSAID: readonly Binding['does'][] = ['earlier', 'later', 'interrupt'];
const MOST_NEEDED: readonly Binding['does'][] = ['note', 'undo', 'help', 'quit'];

function laidOut(keys: readonly Binding[], width: number): ScreenLine[] {
  const lines: ScreenLine[] = [];
  let spans: ScreenLine['left'] = [];
  let used = 0;
  for (const binding of keys) {
    const name = keyName(binding.keys[0]);
    const label = visible(binding.label);
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
