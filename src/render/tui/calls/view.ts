import { formatBoth } from '../../../domain/calendar/both-clocks.ts';
import { isoTime, type Moment } from '../../../domain/dates.ts';
import { sanitize, sanitizeLines } from '../../../domain/terminal-text.ts';
import { headingLine } from '../../parts/heading.ts';
import { type KeyAnswer, keycapColumns, keycapRows } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { timelineLines } from '../../parts/timeline.ts';
import { justify, lineWidth, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { footerLine, keyLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { type KeyHint, keyHints, keyOfAction } from '../runtime/key-table.ts';
import { MARGIN, paintScreen, screenOf } from '../runtime/layout.ts';
import { type LineEditor, textOf } from '../runtime/line-editor.ts';
import { messageLines } from '../runtime/message.ts';
import { pickerPopup } from '../runtime/picker.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLine, promptLines } from '../runtime/prompt.ts';
import { POPUP_SCROLL, popupRegions, regionsOfLines, scrollKeys, whileTyping } from '../runtime/regions.ts';
import { wrapText } from '../runtime/wrap.ts';
import {
  aboutLines,
  besideLines,
  factsLine,
  numberLines,
  scriptLines,
  timelineOf,
  whoLines,
  whyLine,
} from './card.ts';
import { readLine } from './draft.ts';
import { helpPage } from './help-page.ts';
import { RESULT_GROUP } from './keys.ts';
import { answerGroups } from './palette.ts';
import type { CallCard } from './port.ts';
import { shownReasons } from './reasons.ts';
import type { CallState } from './state.ts';
import { tallyLine, timerText } from './tally.ts';

const MAX_MESSAGE_LINES = 3;
/** Of a note that is written. */
const MAX_NOTE_LINES = 4;
/** Of what was said in one call. */
const MAX_TEXT_LINES = 3;
const MAX_WHOLE_LINES = 40;

/** From here on there is room for blank lines, facts and titles. */
const ROOMY_ROWS = 30;
/** From here on groups of the card are a line apart. */
const SPACED_ROWS = 22;
/** From here on history and script stand side by side, and answers have titles. */
const WIDE_COLUMNS = 100;
const MAX_SEGMENT_COLUMNS = 16;
/** From here on the screen has a title. */
const TITLED_COLUMNS = 76;

/** Text begins one column after the rule that parts the screen. */
const INDENT_WIDTH = 1;
const EDGE = ' '.repeat(INDENT_WIDTH);
/** Columns of the rule between two panels. */
const WIDTH_BETWEEN = 3;

/** The rows of the screen. */
export function view(state: CallState, canvas: Canvas): string[] {
  const rows = (on: Canvas) => paintScreen(linesOf(state, on.pen), state.size, on);
  const popup = popupOf(state, canvas.pen);
  return popup ? drawPopup(rows(canvas.plain()), popup, state.size, canvas) : rows(canvas);
}

/** Where the mouse finds what. */
export function mouseMap(state: CallState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const regions = regionsOfLines(linesOf(state, pen), pen.ruler, { column: MARGIN });
  return { regions: TYPING.has(state.mode) ? whileTyping(regions) : regions, scroll: scrollKeys(state.keys) };
}

/** Modes in which keys are text. */
const TYPING: ReadonlySet<CallState['mode']> = new Set<CallState['mode']>([
  'note',
  'find',
  'pause',
  'command',
]);

function popupOf(state: CallState, pen: Pen): Popup | null {
  if (state.mode === 'help') return helpPopup(state.help, helpPage(state), state.size, pen);
  return state.picker ? pickerPopup(state.picker, state.size, pen) : null;
}

function linesOf(state: CallState, pen: Pen): StyledLine[] {
  const width = state.size.columns - 2 * MARGIN;
  const inner = width - INDENT_WIDTH;
  const indented = (lines: readonly StyledLine[]) =>
    lines.map((line) => (line.length === 0 ? line : [span(EDGE), ...line]));
  const foot = [
    ...answersLines(state, width, pen),
    ...indented([
      ...noteLines(state, inner, pen),
      ...echoLines(state, inner, pen),
      ...hintLines(state),
      ...keysLines(state, inner, pen),
    ]),
  ];
  const head = indented([headLine(state, inner, pen)]);
  const body = (rows: number) => indented(bodyLines(state, inner, rows, pen));
  return screenOf(state.size, head, body, foot);
}

/** The same without drawn digits and bars: figures are read as they are. */
export function screenReaderView(state: CallState, canvas: Canvas): string[] {
  const size = { ...state.size, columns: Math.min(state.size.columns, TITLED_COLUMNS - 1) };
  return view({ ...state, size, dialsWanted: null }, canvas);
}

function headLine(state: CallState, width: number, pen: Pen): StyledLine {
  const title: StyledLine =
    width >= TITLED_COLUMNS - MARGIN * 2 - INDENT_WIDTH
      ? [
          span('Calls', 'bold', 'accent'),
          span(`  ${sanitize(state.user)}`, 'muted'),
          ...segmentSpans(state, pen),
        ]
      : [];
  const room = width - (title.length === 0 ? 0 : lineWidth(title, pen.ruler) + 2);
  return justify(title, tallyLine(state, room, pen), width, pen.ruler);
}

/** The segment that is called. */
const segmentSpans = ({ segment }: CallState, { ruler }: Pen): StyledLine =>
  segment === '' ? [] : [span(`  ${ruler.cut(sanitize(segment), MAX_SEGMENT_COLUMNS)}`, 'accent')];

function bodyLines(state: CallState, width: number, rows: number, pen: Pen): StyledLine[] {
  const { card, now, size } = state;
  if (!card)
    return [
      ...Array.from({ length: Math.min(3, Math.floor(rows / 3)) }, () => []),
      ...state.reasons.flatMap((each, at) => reasonLines(each, width, at === 0 ? 'bold' : 'muted')),
      ...(state.reasons.length === 0 ? [] : [[], waysOn(state)]),
    ];
  const isRoomy = size.rows >= ROOMY_ROWS;
  const gap: StyledLine[] = size.rows >= SPACED_ROWS ? [[]] : [];
  const isKnownBeside = size.columns >= WIDE_COLUMNS && card.script.length === 0;
  const about = [
    ...gap,
    ...whoLines(card, state, width, pen),
    ...gap,
    ...numberLines(card, state, width, pen),
    ...(isRoomy ? [[], whyLine(card), ...(isKnownBeside ? [] : [factsLine(card, now)]), []] : []),
  ];
  return [...about, ...panelsLines(state, card, width, rows - about.length, pen)];
}

/** Why nobody is to be called, in lines that keep their indent. */
function reasonLines(text: string, width: number, tone: 'bold' | 'muted'): StyledLine[] {
  const indent = text.length - text.trimStart().length;
  return wrapText(sanitize(text.trim()), width - indent, MAX_MESSAGE_LINES).map((line) => [
    span(' '.repeat(indent) + line, tone),
  ]);
}

type Panel = CallState['panel'];

const PANEL_TITLES: Readonly<Record<Panel, string>> = {
  timeline: 'History',
  script: 'What to say',
  about: 'What is known',
};

/** History and script, or what is known, side by side in a wide window; else the one that was chosen. */
function panelsLines(state: CallState, card: CallCard, width: number, rows: number, pen: Pen): StyledLine[] {
  const { panel, scroll, now, size } = state;
  const hasScript = card.script.length > 0;
  const isAiry = state.isDetailed || size.rows >= ROOMY_ROWS;
  const isBeside = size.columns >= WIDE_COLUMNS;
  const isWhyAbove = size.rows >= ROOMY_ROWS;
  const panelLines = (name: Panel, columns: number, right: StyledLine): StyledLine[] => {
    const from = name === panel ? scroll : 0;
    const left = rows - 1;
    const lines =
      name === 'script'
        ? scriptLines(card, from, left, columns)
        : name === 'about'
          ? aboutLines(card, now, columns, { isDetailed: state.isDetailed, hasWhy: !isWhyAbove }).slice(
              0,
              left,
            )
          : card.timeline.length === 0
            ? [[span('Nobody has spoken with this lead yet.', 'muted')]]
            : timelineLines(timelineOf(card, now, from), columns, left, pen, {
                isAiry,
                maxTextLines: state.isDetailed ? MAX_WHOLE_LINES : MAX_TEXT_LINES,
              });
    return [
      headingLine(PANEL_TITLES[name], columns, pen, { right, isFocused: isBeside && name === panel }),
      ...lines,
    ];
  };
  const count: StyledLine = card.timeline.length === 0 ? [] : [span(String(card.timeline.length), 'muted')];
  const swapWords: Readonly<Record<Panel, string>> = {
    timeline: isBeside ? 'scrolls this' : hasScript ? 'what to say' : 'what is known',
    script: 'what is known',
    about: 'history',
  };
  const swap: StyledLine = [
    span(keyOfAction(state.keys, 'panel'), 'bold', 'accent'),
    span(` ${swapWords[panel]}`, 'muted'),
  ];
  if (!isBeside)
    return panelLines(
      panel,
      width,
      panel === 'timeline' && count.length > 0 ? [...count, span('  '), ...swap] : swap,
    );
  const right = hasScript ? 'script' : 'about';
  const isLeftAbout = hasScript && panel === 'about';
  const leftColumns = Math.floor((width - WIDTH_BETWEEN) / 2);
  const rightColumns = width - WIDTH_BETWEEN - leftColumns;
  const left = panelLines(isLeftAbout ? 'about' : 'timeline', leftColumns, isLeftAbout ? [] : count);
  return besideLines(left, panelLines(right, rightColumns, hasScript ? swap : []), leftColumns, pen);
}

/** How the call can have gone; or what is asked in its place. */
function answersLines(state: CallState, width: number, pen: Pen): StyledLine[] {
  const { mode, card, pause, size } = state;
  const inner = width - INDENT_WIDTH;
  const indented = (lines: readonly StyledLine[]) => lines.map((line) => [span(EDGE), ...line]);
  const rule = (title: string) => headingLine(title, width, pen, { isWhole: true });
  if (pause) return [rule('Paused')];
  const undo = keyOfAction(state.keys, 'undo');
  if (mode === 'numberless')
    return [
      rule('No number is left that works. What becomes of the lead?'),
      ...indented(
        keycapRows(
          [
            { key: 'x', press: ['x'], word: 'disqualify it', look: 'bad' },
            { key: 'k', press: ['k'], word: 'keep it', look: 'accent' },
            { key: undo, press: [undo], word: 'undo the call', look: 'muted' },
          ],
          inner,
          pen.ruler,
        ),
      ),
    ];
  if (!card) return [];
  if (mode === 'reason') {
    const answers: KeyAnswer[] = shownReasons(state).map((reason, at) => ({
      key: textOf(state.finder) === '' ? String(at + 1) : '·',
      ...(textOf(state.finder) === '' ? { press: [String(at + 1)] } : {}),
      word: sanitize(reason),
    }));
    return [
      rule('Why not?'),
      ...indented(
        keycapRows(
          answers.map((answer) => ({ ...answer, look: 'bad' as const })),
          inner,
          pen.ruler,
        ),
      ),
    ];
  }
  const groups = answerGroups(state.keys, state.results);
  const hasTitles = size.columns >= WIDE_COLUMNS && size.rows >= ROOMY_ROWS;
  const columns = keycapColumns(groups, inner, pen.ruler, { hasTitles });
  // A team may have many outcomes of its own: the help lists those that do not fit.
  const most = Math.max(1, Math.floor(size.rows / 3));
  return [rule('How did it go?'), ...indented(columns.slice(0, most))];
}

/** The line that is written, or the note that waits for a key to say how the call went. */
function noteLines(state: CallState, width: number, { ruler }: Pen): StyledLine[] {
  const { mode, editor, finder } = state;
  if (mode === 'command') return promptLines(state.prompt, width, ruler);
  if (mode === 'find') return [promptLine('Lead', finder, width, ruler)];
  if (mode === 'pause') return [promptLine('Pause, for what', finder, width, ruler)];
  if (mode === 'reason') return [promptLine('Reason', finder, width, ruler)];
  if (mode === 'note') return editorLines(editor, width, ruler);
  const text = textOf(editor);
  if (text !== '')
    return [
      [span('Note: ', 'bold'), span(sanitizeLines(text).join(' ⏎ ')), span('   n changes it', 'muted')],
    ];
  return [];
}

/** What can be written, where there is room to say it. */
function hintLines({ mode, card, message, pause, size, editor }: CallState): StyledLine[] {
  const isQuiet = mode === 'keys' && card && !message && !pause && textOf(editor) === '';
  if (!isQuiet || size.rows < ROOMY_ROWS) return [];
  return [
    [
      span('> ', 'bold', 'accent'),
      span('vm'),
      span('  or  ', 'muted'),
      span('cb thu 3pm wants pricing'),
      span('  is understood as you type', 'muted'),
    ],
  ];
}

/** A line as long as it is one that fits; else the rows of the note around the cursor. */
function editorLines(editor: LineEditor, width: number, ruler: Pen['ruler']): StyledLine[] {
  const text = `${editor.before}▏${editor.after}`;
  if (!text.includes('\n')) return [promptLine('Note', editor, width, ruler)];
  const rows = text.split('\n').flatMap((line) => {
    const wrapped = wrapText(sanitize(line), width - 6, MAX_NOTE_LINES * 4);
    return wrapped.length === 0 ? [''] : wrapped;
  });
  const cursor = rows.findIndex((row) => row.includes('▏'));
  const from = Math.max(0, Math.min(cursor - MAX_NOTE_LINES + 1, rows.length - MAX_NOTE_LINES));
  return rows
    .slice(from, from + MAX_NOTE_LINES)
    .map((row, at) => [span(from + at === 0 ? 'Note: ' : '      ', 'bold'), span(row, 'accent')]);
}

/** What the line is understood as while it is written, else the last message. */
function echoLines(state: CallState, width: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  const { mode, message, command, waiting, pause } = state;
  if (mode === 'command') return [];
  if (pause) return [[span(`paused for ${timerText(pause.ms)}  ${sanitize(pause.reason)}`, 'bold', 'warn')]];
  const text = textOf(state.editor);
  if (mode === 'note' && text.trim() !== '' && !message) return understoodLines(state, text, width, pen);
  if (!message) return [command?.type === 'claim' ? [span('looking for the next lead …', 'muted')] : []];
  const lines = messageLines(message, width, MAX_MESSAGE_LINES, ruler);
  return waiting ? [[span(waitingText(state), 'bold', 'bad')], ...lines] : lines;
}

/** Where nobody is to be called: what looks again, and what leaves. */
function waysOn({ keys }: CallState): StyledLine {
  const key = (action: string) => span(keyOfAction(keys, action), 'bold', 'accent');
  return [key('write'), span(' looks again   ', 'muted'), key('quit'), span(' quits', 'muted')];
}

function waitingText({ waiting, keys }: CallState): string {
  const again = `trying again (${waiting?.tries})`;
  if (waiting?.command.type !== 'log') return again;
  return `NOT SAVED YET (${waiting.command.draft.result.word}): ${again}, Esc changes it, ${keyOfAction(keys, 'quit')} quits`;
}

/** What is understood; a time that is no good for the lead is told before the note, in a line of its own where it is narrow. */
function understoodLines(state: CallState, text: string, width: number, { ruler }: Pen): StyledLine[] {
  const line = readLine(state, text);
  if ('problem' in line) return [[span(`… ${line.problem.map(sanitize).join(' · ')}`, 'muted')]];
  const { result, next, note } = line;
  const what = [
    result?.word ?? 'a note; after Enter a key says how the call went',
    next ? plannedText(state, next) : '',
  ];
  const first = span(`→ ${what.filter(Boolean).join(' · ')}`, 'accent');
  const said = result && note !== '' ? `“${sanitize(note)}”` : '';
  const problem = next ? problemOf(state, next) : null;
  if (problem === null) return [[first, span(said === '' ? '' : ` · ${said}`, 'accent')]];
  const warning = span(`the time ${problem}`, 'bad');
  const rest = [warning, span(said === '' ? '' : ` · ${said}`, 'accent')];
  const whole = [first, span(' · ', 'accent'), ...rest];
  return lineWidth(whole, ruler) <= width ? [whole] : [[first], [span('  '), ...rest]];
}

/** When the next call is, by both clocks. */
function plannedText({ card, times }: CallState, { date, at }: Moment): string {
  return formatBoth(at === null ? date : isoTime(at), card?.place.zone ?? '', times.clock);
}

/** Why that is no good time for the lead; null if it is one, or nobody knows where the lead is. */
function problemOf({ card, times }: CallState, { date, at }: Moment): string | null {
  if (!card || card.place.zone === '') return null;
  return at === null ? times.problemOn(card.place, date) : times.problemAt(card.place, at);
}

const asked = (name: 'Enter' | 'Alt-Enter' | 'Esc' | 'Tab', word: string): KeyHint => {
  const key = { Enter: 'enter', 'Alt-Enter': 'alt-enter', Esc: 'escape', Tab: 'tab' }[name];
  return { keys: [{ name, key }], word };
};

/** The keys of what is asked, apart from the answers above. */
const ASKED_KEYS: Readonly<Partial<Record<CallState['mode'], readonly KeyHint[]>>> = {
  note: [asked('Enter', 'logs it'), asked('Alt-Enter', 'new line'), asked('Esc', 'back to the keys')],
  find: [
    asked('Enter', 'goes to the lead, or calls from segment:<name>'),
    asked('Tab', 'lists them'),
    asked('Esc', 'back to the keys'),
  ],
  pause: [asked('Enter', 'begins the pause'), asked('Esc', 'back to the keys')],
  reason: [
    asked('Enter', 'logs it, also without a reason'),
    asked('Tab', 'completes'),
    asked('Esc', 'back to the keys'),
  ],
  numberless: [],
};

function keysLines(state: CallState, width: number, pen: Pen): StyledLine[] {
  if (state.pause) return [[span('any key', 'bold', 'accent'), span(' goes on', 'muted')]];
  if (state.mode === 'command') return [];
  const hints = ASKED_KEYS[state.mode];
  if (hints) return [keyLine(hints, width, pen.ruler)];
  const actions = state.keys.filter(({ group }) => group !== RESULT_GROUP);
  return [footerLine(keyHints(actions, state), state, width, pen)];
}
