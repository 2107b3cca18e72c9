import { Box } from 'ink';
import { forecastLines } from '../../board/forecast.ts';
import type { Line as Spans } from '../../board/spans.ts';
import { tableLines } from '../../board/table.ts';
import { Lines } from './Line.tsx';
import { layoutOf } from './layout.ts';
import { useRuler } from './ruler.ts';
import { type BoardState, placeOf, windowOf } from './state.ts';

const NOTHING = {
  board: '',
  forecast: 'nothing is to close',
  list: 'no open deals fit',
  stuck: 'nothing is stuck',
  activity: 'nothing was said or done in the last two weeks',
} as const;

/** Columns in front of a row: the cursor, and a mark. */
const EDGE = 2;

/** A view that is one table: a heading, and the rows that are in sight. */
export function Table({ state }: { readonly state: BoardState }) {
  const { head, rows } = useRows(state);
  const nothing: Spans = [{ text: `  ${NOTHING[state.view]}`, look: 'dim' }];
  return (
    <Box flexDirection="column">
      <Lines lines={[head, ...(rows.length === 0 ? [nothing] : rows)]} />
    </Box>
  );
}

function useRows(state: BoardState): { head: Spans; rows: Spans[] } {
  const ruler = useRuler();
  const { frame, view } = state;
  const { capacity, main } = layoutOf(state);
  if (!frame || view === 'board') return { head: [], rows: [] };
  const { row, top } = placeOf(state);
  const { offset, cards } = windowOf(state);
  const seen = cards.slice(top - offset, top - offset + capacity);
  const { head, lines } =
    view === 'forecast'
      ? forecastLines(state.forecast, frame.head.target, main - EDGE, frame.view, ruler)
      : tableLines(view, seen, main - EDGE, frame.view, ruler);
  const shown = view === 'forecast' ? lines.slice(top, top + capacity) : lines;
  return {
    head: [{ text: ' '.repeat(EDGE) }, ...head],
    rows: shown.map((line, at) => {
      const card = seen[at];
      const isMarked = card !== undefined && state.marked.has(card.id);
      const isFresh = card !== undefined && state.fresh.has(card.key);
      const edge = `${top + at === row ? '▌' : ' '}${isMarked ? '✓' : isFresh ? '+' : ' '}`;
      return [{ text: edge, look: 'cyan' }, ...line];
    }),
  };
}
