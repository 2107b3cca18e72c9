import { BOARD_VIEWS, type BoardView } from '../../../domain/board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { GUTTER } from '../../board/card.ts';
import { headLines } from '../../board/heading.ts';
import { countText } from '../../counts.ts';
import type { Pen } from '../../parts/pen.ts';
import { justify, lineWidth, type Span, type StyledLine } from '../../styled-line.ts';
import { type BoardState, cursorOf, savedViewOf } from './state.ts';

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
  const how = chosen(state);
  const whole = [...how, ...attention(state, 3)];
  const fits = (tabs: StyledLine, right: StyledLine) => lineWidth([...tabs, ...right], pen.ruler) < width;
  // Where there is little room, the names of the other views give way, then their digits, which are keys.
  const [digits, tight] = [viewTabs(state, 'digits'), viewTabs(state, 'tight')];
  const choices = [
    [...viewTabs(state, 'names'), ...savedTabs(state, 'names')],
    [...viewTabs(state, 'names'), ...savedTabs(state, 'digits')],
    [...digits, ...savedTabs(state, 'digits')],
    [...digits, ...savedTabs(state, 'open')],
    [...tight, ...savedTabs(state, 'open')],
  ];
  const tabs = choices.find((each) => fits(each, whole));
  if (tabs) return justify(tabs, whole, width, pen.ruler);
  // What is left out is told before what needs a hand.
  const last = choices.at(-1) ?? [];
  const right = [[...how, ...attention(state, 2)], how].find((each) => fits(last, each));
  return justify(last, right ?? how, width, pen.ruler);
}

const TITLES: Readonly<Record<BoardView, string>> = {
  board: 'Board',
  forecast: 'Forecast',
  list: 'List',
  stuck: 'Stuck',
  activity: 'Activity',
};

/** The views by their keys, the one that is seen with its name. */
function viewTabs(state: BoardState, how: 'names' | 'digits' | 'tight'): StyledLine {
  const hasNames = how === 'names';
  const { view, attention: counts } = state;
  const isSaved = savedViewOf(state) !== undefined;
  return BOARD_VIEWS.flatMap((each, at): Span[] => {
    if (each === view && !isSaved) return openTab(String(at + 1), TITLES[each]);
    const count = each === 'stuck' && counts && hasNames ? ` ${countText(counts.any)}` : '';
    const tab = closedTab(String(at + 1), hasNames ? TITLES[each] : '', how === 'tight' ? 1 : 2);
    return how === 'tight' ? tab : [...tab, { text: count, look: 'warn' }, GAP];
  });
}

/** The saved view that is seen, and unless it is `open` alone the others that have a digit. */
function savedTabs(state: BoardState, how: 'names' | 'digits' | 'open'): StyledLine {
  const seen = savedViewOf(state);
  return state.savedViews.flatMap(({ id, key, name }): Span[] => {
    const title = sanitize(name);
    if (id === seen?.id) return openTab(key ?? '', title);
    return key === null || how === 'open' ? [] : [...closedTab(key, how === 'names' ? title : ''), GAP];
  });
}

const GAP: Span = { text: ' ' };

const openTab = (key: string, title: string): Span[] => [
  GAP,
  { text: ` ${`${key} ${title}`.trim()} `, look: ['bold', 'key', 'inverse', 'accent'], press: [key] },
  GAP,
];

const closedTab = (key: string, title: string, gap = 2): Span[] => [
  { text: `${' '.repeat(gap)}${key}`, look: ['bold', 'accent'], press: [key] },
  { text: title === '' ? '' : ` ${title}`, look: 'muted', press: [key] },
];

/** What was chosen to be seen otherwise than usual. */
function chosen(state: BoardState): StyledLine {
  const { query, marked, hidden } = state;
  // What a saved view is called says how it is seen, but what it hides is not left to memory.
  const how = savedViewOf(state)
    ? []
    : [
        query.by === 'stage' ? '' : `a lane per ${query.by}`,
        query.order === 'close' ? '' : `by ${query.order}`,
      ];
  const texts = [
    placeText(state),
    ...how,
    query.owner === null ? '' : `of ${query.owner}`,
    query.filter === '' ? '' : `/ ${query.filter}`,
    marked.size === 0 ? '' : `${marked.size} marked${hidden.size === 0 ? '' : `, ${hidden.size} hidden`}`,
  ].filter((text) => text !== '');
  return texts.flatMap((text) => [{ text: sanitize(text), look: 'warn' }, { text: '   ' }]);
}

/** The counts that make somebody act, so many columns apart. */
function attention({ attention: counts }: BoardState, gap: number): StyledLine {
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
      ...(at === 0 ? [] : [{ text: ' '.repeat(gap) }]),
      { text: `${sign}${countText(count)}`, look: ['bold', look] },
      { text: ` ${word}`, look },
    ]);
}

/** Where the cursor is in a view that is one list. */
function placeText(state: BoardState): string {
  if (state.view === 'board' || state.length === 0) return '';
  return `${countText(cursorOf(state, state.view).row + 1)} of ${countText(state.length)}`;
}
