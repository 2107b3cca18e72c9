import type { Lane } from '../../../domain/board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { forecastLines } from '../../board/forecast.ts';
import { headLine } from '../../board/heading.ts';
import { screenReaderCard, screenReaderRow } from '../../board/screen-reader.ts';
import { tableLines } from '../../board/table.ts';
import { sumsText } from '../../board/words.ts';
import { countText } from '../../counts.ts';
import type { StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Viewpoint } from '../../values.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { textOf } from '../runtime/line-editor.ts';
import { currentQuestion } from '../runtime/prompt.ts';
import { wrapText } from '../runtime/wrap.ts';
import { type BoardState, currentCard, currentLane, cursorOf, listLength, windowOf } from './state.ts';
import { boardHelp } from './view.ts';

/** Wide enough for any line to be whole. */
const UNBOUNDED = 2000;

/**
 * The board for a screen reader: plain lines from top to bottom, the list of the cursor as a list. Last, where a change
 * is read first, what the cursor is on and the message or question. At most as many lines as the terminal has.
 */
export function screenReaderView(state: BoardState, { ruler }: Canvas): string[] {
  const { frame, mode, pane, size } = state;
  if (!frame) return [];
  const fold = (text: string) => wrapText(text, size.columns, size.rows);
  const last = [...now(state), ...messageOrQuestion(state)].flatMap(fold);
  const first = [
    plain(headLine(frame.head, UNBOUNDED, frame.view, ruler)),
    `view ${state.view}; 1 to 5 are the others; ? lists the keys`,
  ].flatMap(fold);
  const room = Math.max(0, size.rows - first.length - last.length);
  const body =
    mode.type === 'help'
      ? boardHelp(mode.top, room).map(plain)
      : pane
        ? pane.lines.slice(Math.min(pane.top, Math.max(0, pane.lines.length - room)))
        : list(state, ruler, room);
  return [...first, ...body.flatMap(fold).slice(0, room), ...last].map((line) => (line === '' ? ' ' : line));
}

/** The list the cursor is in, with as much before and after the cursor as there is room for. */
function list(state: BoardState, ruler: Ruler, room: number): string[] {
  const view = state.frame?.view as Viewpoint;
  const { row } = cursorOf(state);
  const from = Math.max(0, Math.min(row - Math.floor(room / 4), listLength(state) - 1));
  const numbered = (texts: readonly string[], start: number) =>
    texts.map((text, at) => `${start + at === row ? '> ' : ''}${start + at + 1}. ${text}`);
  if (state.view === 'forecast') {
    const { head, lines } = forecastLines(
      state.forecast,
      state.frame?.head.target ?? null,
      UNBOUNDED,
      view,
      ruler,
    );
    return numbered(
      lines.map((line) => screenReaderRow(head, line)),
      0,
    ).slice(from);
  }
  const { offset, cards } = windowOf(state);
  const seen = cards.slice(Math.max(0, from - offset), from - offset + room);
  if (state.view !== 'board') {
    const { head, lines } = tableLines(state.view, seen, UNBOUNDED, view, ruler);
    return numbered(
      lines.map((line) => screenReaderRow(head, line)),
      from,
    );
  }
  const lanes = state.frame?.lanes ?? [];
  const all = lanes.map((lane, at) => `${at === state.lane ? '> ' : ''}${laneText(lane)}`).join('; ');
  return [
    `columns: ${all}`,
    ...numbered(
      seen.map((card) => sanitize(card.name)),
      from,
    ),
  ];
}

/** What the cursor is on. */
function now(state: BoardState): string[] {
  const { view, lane, marked, fresh, frame, mode } = state;
  if (mode.type === 'help' || mode.type === 'prompt' || !frame) return [];
  const card = currentCard(state);
  const here = currentLane(state);
  const count = listLength(state);
  const place = count === 0 ? 'nothing here' : `${cursorOf(state).row + 1} of ${countText(count)}`;
  const column =
    view === 'board' && here
      ? `column ${lane + 1} of ${frame.lanes.length}, ${sanitize(here.title)}, ${sumsText(here.sums, 'amount', frame.view)}: `
      : '';
  const marks = card
    ? [
        marked.has(card.id) ? 'marked: ' : '',
        fresh.has(card.key) ? 'changed a moment ago: ' : '',
        screenReaderCard(card, frame.view),
      ].join('')
    : '';
  return [`${column}${place}${marks === '' ? '' : `: ${marks}`}`];
}

/** The question and what is typed, or the last message. */
function messageOrQuestion({ mode, message }: BoardState): string[] {
  if (mode.type === 'help') return ['j and k scroll, any other key closes'];
  if (mode.type !== 'prompt') return message ? [`${TONES[message.tone]}${message.lines.join('   ')}`] : [];
  const { prompt } = mode;
  const { label, examples } = currentQuestion(prompt);
  const wrong = prompt.problem === undefined ? [] : [`not understood: ${sanitize(prompt.problem)}`];
  return [
    ...wrong,
    `${sanitize(label)}${examples === undefined ? '' : ` (${examples})`}: ${sanitize(textOf(prompt.editor))}`,
  ];
}

const TONES = { info: '', good: '', bad: 'not done: ', news: 'news: ' } as const;

const laneText = ({ title, count }: Lane): string => `${sanitize(title)} ${countText(count)}`;

function plain(line: StyledLine): string {
  return line
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trimEnd();
}
