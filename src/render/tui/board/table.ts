import { forecastLines } from '../../board/forecast.ts';
import { tableLines as dealLines } from '../../board/table.ts';
import type { StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import { layoutOf } from './layout.ts';
import { type BoardState, cursorOf, windowOf } from './state.ts';

const EMPTY_TEXTS = {
  forecast: 'nothing is to close',
  list: 'no open deals fit',
  stuck: 'nothing is stuck',
  activity: 'no activity in the last two weeks',
} as const;

/** Columns in front of a row: the cursor, and a mark. */
const EDGE = 2;

/** A view that is one table: a heading, and the rows that are in sight. */
export function tableLines(state: BoardState, ruler: Ruler): StyledLine[] {
  const { frame, view } = state;
  const { capacity, main } = layoutOf(state);
  if (!frame || view === 'board') return [];
  const { row, top } = cursorOf(state);
  const { offset, cards } = windowOf(state);
  const seen = cards.slice(top - offset, top - offset + capacity);
  const { head, lines } =
    view === 'forecast'
      ? forecastLines(state.forecast, frame.head.target, main - EDGE, frame.view, ruler)
      : dealLines(view, seen, main - EDGE, frame.view, ruler);
  const shown = view === 'forecast' ? lines.slice(top, top + capacity) : lines;
  const rows = shown.map((line, at): StyledLine => {
    const card = seen[at];
    const isMarked = card !== undefined && state.marked.has(card.id);
    const isFresh = card !== undefined && state.fresh.has(card.key);
    const edge = `${top + at === row ? '▌' : ' '}${isMarked ? '✓' : isFresh ? '+' : ' '}`;
    return [{ text: edge, look: 'accent' }, ...line];
  });
  const nothing: StyledLine = [{ text: `  ${EMPTY_TEXTS[view]}`, look: 'muted' }];
  return [[{ text: ' '.repeat(EDGE) }, ...head], ...(rows.length > 0 ? rows : [nothing])];
}
