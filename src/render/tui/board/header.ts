import { BOARD_VIEWS, type BoardView } from '../../../domain/board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { headLine } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import { fitLine, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import { lanesInSight } from './layout.ts';
import { type BoardState, cursorOf } from './state.ts';

/** Two lines on top: what the pipeline comes to; the views, what is chosen, and the lanes that are not in sight. */
export function headerLines(state: BoardState, ruler: Ruler): StyledLine[] {
  const { frame, size } = state;
  if (!frame) return [];
  return [
    headLine(frame.head, size.columns, frame.view, ruler),
    fitLine(choiceLine(state, ruler), size.columns, ruler),
  ];
}

function choiceLine(state: BoardState, ruler: Ruler): StyledLine {
  const { query, marked, hidden, size } = state;
  const choices = [
    ...unseen(state),
    placeText(state),
    query.order === 'close' ? '' : `by ${query.order}`,
    query.owner === null ? '' : `of ${query.owner}`,
    query.filter === '' ? '' : `/ ${query.filter}`,
    marked.size === 0 ? '' : `${marked.size} marked${hidden.size === 0 ? '' : `, ${hidden.size} hidden`}`,
  ].filter((text) => text !== '');
  const rest: StyledLine[number] = { text: ` ${choices.map(sanitize).join(' · ')}`, look: 'warn' };
  const whole = [...views(state, (view) => ` ${view}`), rest];
  const width = whole.reduce((sum, { text }) => sum + ruler.width(text), 0);
  // Where there is little room, the names of the other views give way: their digits are keys.
  return width <= size.columns ? whole : [...views(state, () => ''), rest];
}

/** The views by their keys, the one that is seen with its name. */
function views({ view }: BoardState, name: (view: BoardView) => string): StyledLine {
  return BOARD_VIEWS.map((each, at) =>
    each === view
      ? ({ text: `[${at + 1} ${each}] `, look: 'bold' } as const)
      : ({ text: ` ${at + 1}${name(each)}  `, look: 'muted' } as const),
  );
}

/** Where the cursor is in a view that is one list. */
function placeText(state: BoardState): string {
  if (state.view === 'board' || state.length === 0) return '';
  return `${countText(cursorOf(state).row + 1)} of ${countText(state.length)}`;
}

/** What lies to the left and to the right of what is seen. */
function unseen(state: BoardState): string[] {
  if (state.view !== 'board') return [];
  const { from, to } = lanesInSight(state);
  const lanes = state.frame?.lanes ?? [];
  const [left, right] = [lanes.slice(0, from), lanes.slice(to)];
  const names = (some: typeof lanes) => some.map(({ title }) => title).join(', ');
  return [left.length > 0 ? `◂ ${names(left)}` : '', right.length > 0 ? `${names(right)} ▸` : ''];
}
