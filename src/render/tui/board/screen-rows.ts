import { fitLine, type StyledLine } from '../../styled-line.ts';
import { wrapText } from '../runtime/wrap.ts';
import type { Canvas } from './canvas.ts';
import { footerLines } from './footer.ts';
import { headerLines } from './header.ts';
import { helpLines } from './help.ts';
import { laneRows } from './lane-rows.ts';
import { layoutOf, MIN_SIZE } from './layout.ts';
import type { BoardState } from './state.ts';
import { tableLines } from './table.ts';

/** The whole screen: its lines as text for the terminal, none wider than it, at most as many as it has. */
export function screenRows(state: BoardState, canvas: Canvas): string[] {
  if (layoutOf(state).isTooSmall) return tooSmall(state);
  const { ruler } = canvas;
  return [
    ...headerLines(state, ruler).map((line) => canvas.text(line)),
    ...middle(state, canvas),
    ...footerLines(state, ruler).map((line) => canvas.text(line)),
  ];
}

function middle(state: BoardState, canvas: Canvas): string[] {
  const { main, pane, body } = layoutOf(state);
  const { mode } = state;
  if (mode.kind === 'help')
    return helpLines(mode.top, body).map((line) =>
      canvas.text(fitLine(line, state.size.columns, canvas.ruler)),
    );
  const left = main === 0 ? [] : board(state, canvas);
  if (mode.kind !== 'detail') return left;
  const record = recordLines(mode, body).map((line) => canvas.text(fitLine(line, pane, canvas.ruler)));
  return main === 0 ? record : record.map((line, at) => `${left[at]} ${line}`);
}

/** What is chosen to be seen: `body` lines of `main` columns. */
function board(state: BoardState, canvas: Canvas): string[] {
  const { main, body } = layoutOf(state);
  const lanes = state.frame?.lanes ?? [];
  if (state.view === 'board' && lanes.some(({ count }) => count > 0)) return laneRows(state, canvas);
  const lines = state.view === 'board' ? empty(state) : tableLines(state, canvas.ruler);
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

function empty({ query }: BoardState): StyledLine[] {
  if (query.filter !== '' || query.owner !== null)
    return [[], [{ text: '  No deal fits. Esc clears the filter, f shows those of others.' }]];
  return [
    [],
    [{ text: '  No deals yet.', look: 'bold' }],
    [{ text: '  Press a to add the first, or quit (q) and try: crm demo' }],
  ];
}

function tooSmall({ size: { columns, rows } }: BoardState): string[] {
  const text = `The board needs ${MIN_SIZE.columns} × ${MIN_SIZE.rows}; this terminal is ${columns} × ${rows}. Enlarge it, or q quits.`;
  return wrapText(text, columns, rows);
}
