import { BOARD_VIEWS, type BoardView } from '../../../domain/board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER } from '../../board/card.ts';
import { headLines } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import type { Pen } from '../../parts/pen.ts';
import { justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import { type BoardState, cursorOf } from './state.ts';

/** On top: what the pipeline comes to; the views, what is chosen, and what needs a hand; a blank line. */
export function headerLines(state: BoardState, pen: Pen): StyledLine[] {
  const { frame, size } = state;
  if (!frame) return [];
  const width = size.columns - GUTTER - 1;
  const indent: Span = { text: ' '.repeat(GUTTER) };
  return [
    ...headLines(frame.head, width, frame.view, pen).map((line): StyledLine => [indent, ...line]),
    tabsLine(state, size.columns - 1, pen),
    [],
  ];
}

function tabsLine(state: BoardState, width: number, pen: Pen): StyledLine {
  const right = [...choices(state), ...attention(state)];
  const tabs = viewTabs(state, true);
  const whole = lineWidth([...tabs, ...right], pen.ruler) < width;
  // Where there is little room, the names of the other views give way: their digits are keys.
  return justify(whole ? tabs : viewTabs(state, false), right, width, pen.ruler);
}

const TITLES: Readonly<Record<BoardView, string>> = {
  board: 'Board',
  forecast: 'Forecast',
  list: 'List',
  stuck: 'Stuck',
  activity: 'Activity',
};

/** The views by their keys, the one that is seen with its name. */
function viewTabs({ view, attention: counts }: BoardState, hasNames: boolean): StyledLine {
  return BOARD_VIEWS.flatMap((each, at): Span[] => {
    if (each === view)
      return [
        { text: ' ' },
        { text: ` ${at + 1} ${TITLES[each]} `, look: ['bold', 'key', 'inverse', 'accent'] },
        { text: ' ' },
      ];
    const count = each === 'stuck' && counts && hasNames ? ` ${countText(counts.any)}` : '';
    return [
      { text: `  ${at + 1}`, look: ['bold', 'accent'] },
      { text: hasNames ? ` ${TITLES[each]}` : '', look: 'muted' },
      { text: count, look: 'warn' },
      { text: ' ' },
    ];
  });
}

/** What was chosen to be seen otherwise than usual. */
function choices(state: BoardState): StyledLine {
  const { query, marked, hidden } = state;
  const texts = [
    placeText(state),
    query.by === 'stage' ? '' : `a lane per ${query.by}`,
    query.order === 'close' ? '' : `by ${query.order}`,
    query.owner === null ? '' : `of ${query.owner}`,
    query.filter === '' ? '' : `/ ${query.filter}`,
    marked.size === 0 ? '' : `${marked.size} marked${hidden.size === 0 ? '' : `, ${hidden.size} hidden`}`,
  ].filter((text) => text !== '');
  return texts.flatMap((text) => [{ text: sanitize(text), look: 'warn' }, { text: '   ' }]);
}

/** The counts that make somebody act. */
function attention({ attention: counts }: BoardState): StyledLine {
  if (!counts) return [];
  const { late, stuck, past } = counts;
  const parts = [
    [late, 'late', 'bad', '! '],
    [stuck, 'stuck', 'warn', ''],
    [past, 'past close', 'bad', ''],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .flatMap(([count, word, look, sign], at): Span[] => [
      ...(at === 0 ? [] : [{ text: '   ' }]),
      { text: `${sign}${countText(count)}`, look: ['bold', look] },
      { text: ` ${word}`, look },
    ]);
}

/** Where the cursor is in a view that is one list. */
function placeText(state: BoardState): string {
  if (state.view === 'board' || state.length === 0) return '';
  return `${countText(cursorOf(state, state.view).row + 1)} of ${countText(state.length)}`;
}
