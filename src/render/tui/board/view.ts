import { fitLine, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLine } from '../runtime/footer.ts';
import { HELP_KEYS, helpLine, helpLines } from '../runtime/help.ts';
import { keyHints } from '../runtime/key-table.ts';
import { isTooSmall, tooSmallRows } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { promptLines } from '../runtime/prompt.ts';
import { headerLines } from './header.ts';
import { KEYS } from './keys.ts';
import { laneRows } from './lane-rows.ts';
import { layoutOf } from './layout.ts';
import type { BoardState } from './state.ts';
import { tableLines } from './table.ts';

/** The rows of the screen, none wider than it, at most as many as it has. */
export function view(state: BoardState, canvas: Canvas): string[] {
  if (isTooSmall(state.size)) return tooSmallRows('board', state.size);
  const { columns } = state.size;
  const text = (line: StyledLine) => canvas.text(fitLine(line, columns, canvas.ruler));
  return [
    ...headerLines(state, canvas.ruler).map(text),
    ...middle(state, canvas),
    ...footerLines(state, canvas.ruler).map(text),
  ];
}

function middle(state: BoardState, canvas: Canvas): string[] {
  const { main, pane, body } = layoutOf(state);
  const { mode } = state;
  if (mode.type === 'help')
    return boardHelp(mode.top, body).map((line) =>
      canvas.text(fitLine(line, state.size.columns, canvas.ruler)),
    );
  const left = main === 0 ? [] : mainRows(state, canvas);
  if (!state.pane) return left;
  const record = recordLines(state.pane, body).map((line) => canvas.text(fitLine(line, pane, canvas.ruler)));
  return main === 0 ? record : record.map((line, at) => `${left[at]} ${line}`);
}

/** The view that is chosen: `body` lines of `main` columns. */
function mainRows(state: BoardState, canvas: Canvas): string[] {
  const { main, body } = layoutOf(state);
  const lanes = state.frame?.lanes ?? [];
  if (state.view === 'board' && lanes.some(({ count }) => count > 0)) return laneRows(state, canvas);
  const lines = state.view === 'board' ? emptyLines(state) : tableLines(state, canvas.ruler);
  return Array.from({ length: body }, (_, at) => canvas.text(fitLine(lines[at] ?? [], main, canvas.ruler)));
}

/** The record under the cursor, as `crm opp show` has it. */
function recordLines({ lines, top }: { lines: readonly string[]; top: number }, body: number): StyledLine[] {
  const first = Math.min(top, Math.max(0, lines.length - body));
  return Array.from({ length: body }, (_, at) => [
    { text: '│ ', look: 'muted' as const },
    { text: lines[first + at] ?? '', ...(first + at === 0 ? { look: 'bold' as const } : {}) },
  ]);
}

function emptyLines({ query }: BoardState): StyledLine[] {
  if (query.filter !== '' || query.owner !== null)
    return [[], [{ text: '  No deal fits. Esc clears the filter, f shows those of others.' }]];
  return [
    [],
    [{ text: '  No deals yet.', look: 'bold' }],
    [{ text: '  Press a to add the first, or quit (q) and try: crm demo' }],
  ];
}

const SIGNS: readonly (readonly [string, string])[] = [
  ['!', 'a task is overdue, the close date has passed, or it has been in the stage for too long'],
  ['*', 'a task is due today'],
  ['?', 'nothing is planned'],
  ['+ ✓', 'changed a moment ago; marked'],
];

/** All keys, and what the signs mean: so many lines, from one on. */
export function boardHelp(top: number, rows: number): StyledLine[] {
  const lines = [
    ...helpLines(KEYS),
    [{ text: 'Signs', look: 'accent' as const }],
    ...SIGNS.map(([sign, meaning]) => helpLine(sign, meaning)),
  ];
  const first = Math.min(top, Math.max(0, lines.length - rows));
  return Array.from({ length: rows }, (_, at) => lines[first + at] ?? []);
}

/** Two lines at the bottom: the question or the message, and the keys that matter now. */
function footerLines(state: BoardState, ruler: Ruler): StyledLine[] {
  const { mode, message } = state;
  const { columns } = state.size;
  if (mode.type === 'prompt') return promptLines(mode.prompt, columns, ruler, state.reading !== null);
  const hints = keyHints(KEYS, state);
  const keys = state.pane ? [{ key: 'Esc', word: 'close' }, ...hints] : hints;
  return [
    ...messageLines(message, columns, 1, ruler),
    mode.type === 'help' ? HELP_KEYS : keyLine(keys, columns, ruler),
  ];
}
