import { formatBoth } from '../../../domain/calendar/both-clocks.ts';
import { shortFormOf } from '../../../domain/calling/note-line.ts';
import { isoTime, type Moment } from '../../../domain/dates.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { fitLine, justify, lineWidth, type StyledLine, span } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLine, keyLines } from '../runtime/footer.ts';
import { HELP_KEYS, keyHelpLine } from '../runtime/help.ts';
import { keyHints } from '../runtime/key-table.ts';
import { fillScreen, MARGIN } from '../runtime/layout.ts';
import { textOf } from '../runtime/line-editor.ts';
import { messageLines } from '../runtime/message.ts';
import { promptLine } from '../runtime/prompt.ts';
import { wrapText } from '../runtime/wrap.ts';
import { cardLines, scriptLines, timelineLines } from './card.ts';
import { readLine } from './draft.ts';
import { RESULT_GROUP } from './keys.ts';
import type { CallState } from './state.ts';
import { dialsBar, shortTally, tallyText, timerText } from './tally.ts';

const MAX_MESSAGE_LINES = 3;
const MAX_SHORTS_LINES = 3;
/** The keys get a line for each so many rows of the window; where they need more, only those that matter most show. */
const ROWS_PER_KEY_LINE = 5;
const MOST_NEEDED: ReadonlySet<string> = new Set(['n', 'u', '?', 'q']);

/** The rows of the screen. */
export function view(state: CallState, canvas: Canvas): string[] {
  const { ruler } = canvas;
  const width = state.size.columns - 2 * MARGIN;
  const foot = [
    noteLine(state, width, ruler),
    ...echoLines(state, width, ruler),
    ...keysLines(state, width, ruler),
  ];
  const body = (rows: number) =>
    state.mode === 'help'
      ? helpLines(state, width, ruler).slice(state.helpScroll)
      : bodyLines(state, width, rows, ruler);
  return fillScreen(state.size, [heading(state, width, ruler)], body, foot, canvas);
}

function heading(state: CallState, width: number, ruler: Ruler): StyledLine {
  const name = sanitize(state.user);
  const bar = dialsBar(state);
  const left = [span(name, 'accent'), ...(bar === '' ? [] : [span('   '), span(bar, 'good')])];
  const tally = tallyText(state);
  const fits = lineWidth(left, ruler) + 1 + tally.length <= width;
  return justify(left, [span(fits ? tally : shortTally(state))], width, ruler);
}

/** From here on history and script stand side by side. */
const MIN_TWO_PANEL_COLUMNS = 98;
const PANEL_GAP = 3;

function bodyLines(state: CallState, width: number, rows: number, ruler: Ruler): StyledLine[] {
  const { card, panel, scroll, now } = state;
  if (!card) return state.reasons.map((each, at) => [span(sanitize(each), at === 0 ? 'bold' : 'muted')]);
  const about = [[], ...cardLines(card, state, width, ruler), []];
  const left = Math.max(0, rows - about.length - 1);
  const panelLines = (name: CallState['panel'], columns: number, isActive: boolean): StyledLine[] => [
    [span(name === 'script' ? 'Script' : 'History', isActive ? 'bold' : 'muted')],
    ...(name === 'script'
      ? scriptLines(card, isActive ? scroll : 0, left, columns)
      : timelineLines(card, now, isActive ? scroll : 0, left, columns)),
  ];
  if (card.script.length === 0 || width < MIN_TWO_PANEL_COLUMNS)
    return [...about, ...panelLines(panel, width, true)];
  const half = Math.floor((width - PANEL_GAP) / 2);
  const history = panelLines('timeline', half, panel === 'timeline');
  const script = panelLines('script', half, panel === 'script');
  return [
    ...about,
    ...Array.from({ length: Math.max(history.length, script.length) }, (_, at) => [
      ...fitLine(history[at] ?? [], half + PANEL_GAP, ruler),
      ...(script[at] ?? []),
    ]),
  ];
}

function helpLines(state: CallState, width: number, ruler: Ruler): StyledLine[] {
  const { keys, results } = state;
  const shorts = results.map((result) => sanitize(shortFormOf(result))).join(' ');
  const resultKeys = keys.filter(({ group }) => group === RESULT_GROUP);
  return [
    [],
    [span(RESULT_GROUP, 'bold')],
    ...keyLines(keyHints(resultKeys, state), width, ruler),
    [span('or in the note, before the time and the text:')],
    ...wrapText(shorts, width, MAX_SHORTS_LINES).map((each) => [span(each)]),
    [],
    ...keys.filter(({ group }) => group !== RESULT_GROUP).map(keyHelpLine),
  ];
}

/** The line that is written, or the note that waits for a key to say how the call went. */
function noteLine({ mode, editor, finder }: CallState, width: number, ruler: Ruler): StyledLine {
  if (mode === 'find') return promptLine('Lead', finder, width, ruler);
  if (mode === 'pause') return promptLine('Pause, for what', finder, width, ruler);
  if (mode === 'note') return promptLine('Note', editor, width, ruler);
  const text = sanitize(textOf(editor));
  return text === '' ? [] : [span('Note: ', 'bold'), span(text), span('   n changes it', 'muted')];
}

/** What the line is understood as while it is written, else the last message. */
function echoLines(state: CallState, width: number, ruler: Ruler): StyledLine[] {
  const { mode, message, command, waiting, pause } = state;
  if (pause) return [[span(`paused for ${timerText(pause.ms)}  ${sanitize(pause.reason)}`, 'bold', 'warn')]];
  const text = textOf(state.editor);
  if (mode === 'note' && text.trim() !== '' && !message) return [understoodLine(state, text)];
  if (!message) return [command?.type === 'claim' ? [span('looking for the next lead …', 'muted')] : []];
  const lines = messageLines(message, width, MAX_MESSAGE_LINES, ruler);
  return waiting ? [[span(waitingText(state), 'bold', 'bad')], ...lines] : lines;
}

function waitingText({ waiting }: CallState): string {
  const again = `trying again (${waiting?.tries})`;
  if (waiting?.command.type !== 'log') return again;
  return `NOT SAVED YET (${waiting.command.draft.result.word}): ${again}, Esc changes it, q quits`;
}

function understoodLine(state: CallState, text: string): StyledLine {
  const line = readLine(state, text);
  if ('problem' in line) return [span(`… ${line.problem.map(sanitize).join(' · ')}`, 'muted')];
  const { result, next, note } = line;
  const parts = [
    result?.word ?? 'a note; after Enter a key says how the call went',
    next ? plannedText(state, next) : '',
    result && note !== '' ? `“${sanitize(note)}”` : '',
  ];
  const problem = next ? problemOf(state, next) : null;
  const warning = problem === null ? [] : [span(` · the time ${problem}`, 'bad')];
  return [span(`→ ${parts.filter(Boolean).join(' · ')}`, 'accent'), ...warning];
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

function keysLines(state: CallState, width: number, ruler: Ruler): StyledLine[] {
  if (state.mode === 'note') return [[span('Enter logs it   Esc back to the keys', 'muted')]];
  if (state.pause) return [[span('any key goes on', 'muted')]];
  if (state.mode === 'pause') return [[span('Enter begins the pause   Esc back to the keys', 'muted')]];
  if (state.mode === 'numberless')
    return [
      [span('This lead has no number left that works.', 'bold')],
      keyLine(
        [
          { key: 'x', word: 'disqualifies it' },
          { key: 'k', word: 'keeps it' },
        ],
        width,
        ruler,
      ),
    ];
  if (state.mode === 'find')
    return [[span('Enter goes to the lead, or calls from segment:<name>   Esc back to the keys', 'muted')]];
  if (state.mode === 'help') return [HELP_KEYS];
  const all = keyLines(keyHints(state.keys, state), width, ruler);
  if (all.length <= state.size.rows / ROWS_PER_KEY_LINE) return all;
  const needed = state.keys.filter(({ keys: [key] }) => MOST_NEEDED.has(key));
  return keyLines(keyHints(needed, state), width, ruler);
}
