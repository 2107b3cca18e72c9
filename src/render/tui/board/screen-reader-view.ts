import type { Lane } from '../../../domain/board.ts';
import { NO_TARGETS, targetOfMonth } from '../../../domain/target.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { forecastMonths, spokenMonth } from '../../board/forecast.ts';
import { spokenHead } from '../../board/heading.ts';
import { screenReaderCard, spokenActivity, spokenStuck } from '../../board/screen-reader.ts';
import { sumsText } from '../../board/words.ts';
import { countText } from '../../counts.ts';
import type { StyledLine } from '../../styled-line.ts';
import type { Viewpoint } from '../../values.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyOfAction } from '../runtime/key-table.ts';
import { textOf } from '../runtime/line-editor.ts';
import { pickerPopup } from '../runtime/picker.ts';
import type { Popup } from '../runtime/popup.ts';
import { currentQuestion } from '../runtime/prompt.ts';
import { wrapText } from '../runtime/wrap.ts';
import { helpPage } from './help-page.ts';
import { pageLines } from './page-view.ts';
import {
  type BoardState,
  collapsedLanes,
  currentCard,
  currentLane,
  cursorOf,
  lanesOf,
  listLength,
  type Page,
  windowOf,
} from './state.ts';

/**
 * The board for a screen reader: plain lines from top to bottom, the list of the cursor as a list. Last, where a change
 * is read first, what the cursor is on and the message or question. At most as many lines as the terminal has.
 */
export function screenReaderView(state: BoardState, canvas: Canvas): string[] {
  const { frame, mode, pane, size } = state;
  if (!frame) return [];
  const fold = (text: string) => wrapText(text, size.columns, size.rows);
  const last = [...now(state), ...messageOrQuestion(state)].flatMap(fold);
  const first = [
    spokenHead(frame.head, frame.view),
    `view ${state.view}; 1 to 5 are the others; ${keyOfAction(state.keys, 'help')} lists the keys`,
  ].flatMap(fold);
  const room = Math.max(0, size.rows - first.length - last.length);
  const body =
    mode.type === 'help'
      ? popupText(helpPopup(mode.help, helpPage(state), size, canvas.pen))
      : mode.type === 'picker'
        ? popupText(pickerPopup(mode.picker, size, canvas.pen))
        : state.page
          ? pageText(state.page, state, room, canvas)
          : pane
            ? pane.lines.slice(Math.min(pane.top, Math.max(0, pane.lines.length - room)))
            : list(state, room);
  return [...first, ...body.flatMap(fold).slice(0, room), ...last].map((line) => (line === '' ? ' ' : line));
}

/** A page as plain lines, its cursor as in lists. */
function pageText(page: Page, { frame, size }: BoardState, room: number, { pen }: Canvas): string[] {
  const view = frame?.view as Viewpoint;
  return pageLines(page, size.columns, room, view, pen).map((line) => {
    const isHere = line[0]?.text === pen.signs.cursor;
    return `${isHere ? '> ' : ''}${plain(isHere ? line.slice(1) : line).trim()}`;
  });
}

/** The list the cursor is in, with as much before and after the cursor as there is room for. */
function list(state: BoardState, room: number): string[] {
  const view = state.frame?.view as Viewpoint;
  const { row } = cursorOf(state);
  const from = Math.max(0, Math.min(row - Math.floor(room / 4), listLength(state) - 1));
  const numbered = (texts: readonly string[], start: number) =>
    texts.map((text, at) => `${start + at === row ? '> ' : ''}${start + at + 1}. ${text}`);
  if (state.view === 'forecast') {
    const targets = state.frame?.head.targets ?? NO_TARGETS;
    return numbered(
      forecastMonths(state.forecast).map((month) =>
        spokenMonth(month, targetOfMonth(targets, month.month), view),
      ),
      0,
    ).slice(from);
  }
  const { offset, cards } = windowOf(state);
  const seen = cards.slice(Math.max(0, from - offset), from - offset + room);
  if (state.view !== 'board') {
    const say = { list: screenReaderCard, stuck: spokenStuck, activity: spokenActivity }[state.view];
    return numbered(
      seen.map((card) => say(card, view)),
      from,
    );
  }
  const lanes = lanesOf(state).map((lane, at) => `${at === state.lane ? '> ' : ''}${laneText(lane)}`);
  const collapsed = collapsedLanes(state).map((lane) => `${laneText(lane)}, collapsed`);
  const all = [...lanes, ...collapsed].join('; ');
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
  if (mode.type !== 'browsing' || !frame) return [];
  const card = currentCard(state);
  const here = currentLane(state);
  const count = listLength(state);
  const place = count === 0 ? 'nothing here' : `${cursorOf(state).row + 1} of ${countText(count)}`;
  const column =
    view === 'board' && here
      ? `column ${lane + 1} of ${lanesOf(state).length}, ${sanitize(here.title)}, ${sumsText(here.sums, 'amount', frame.view)}: `
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
  if (mode.type === 'help' || mode.type === 'picker') return [];
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

/** What a box says, without its rules. */
function popupText({ title, about, lines }: Popup): string[] {
  const texts = lines
    .map(plain)
    .map((text) => text.replace(/[\u2500\u258c\u258f-]{2,}|[\u258c\u258f]/g, '').trim());
  return [`${title} ${about}`.trim(), ...texts.filter((text) => text !== '')];
}

function plain(line: StyledLine): string {
  return line
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trimEnd();
}
