import { BOARD_VIEWS } from '../../../domain/board.ts';
import { headLine } from '../../board/heading.ts';
import { fitted, type Line } from '../../board/spans.ts';
import { countText } from '../../counts.ts';
import { visible } from '../../terminal-text.ts';
import type { Ruler } from '../../text-width.ts';
import { lanesInSight } from './layout.ts';
import { type BoardState, placeOf } from './state.ts';

/** Two lines on top: what the pipeline comes to; the views, what is chosen, and the lanes that are not in sight. */
export function headerLines(state: BoardState, ruler: Ruler): Line[] {
  const { frame, size } = state;
  if (!frame) return [];
  return [headLine(frame.head, size.columns, frame.view, ruler), fitted(choices(state), size.columns, ruler)];
}

function choices(state: BoardState): Line {
  const { query, marked } = state;
  const views = BOARD_VIEWS.map((view, at) =>
    view === state.view
      ? ({ text: `[${at + 1} ${view}] `, look: 'bold' } as const)
      : ({ text: ` ${at + 1} ${view}  `, look: 'dim' } as const),
  );
  const said = [
    ...unseen(state),
    placeText(state),
    query.order === 'close' ? '' : `by ${query.order}`,
    query.owner === null ? '' : `of ${query.owner}`,
    query.filter === '' ? '' : `/ ${query.filter}`,
    marked.size === 0 ? '' : `${marked.size} marked`,
  ].filter((text) => text !== '');
  return [...views, { text: ` ${said.map(visible).join(' · ')}`, look: 'yellow' }];
}

/** Where the cursor is in a view that is one list. */
function placeText(state: BoardState): string {
  if (state.view === 'board' || state.length === 0) return '';
  return `${countText(placeOf(state).row + 1)} of ${countText(state.length)}`;
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
