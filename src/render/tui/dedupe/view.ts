import { sanitize } from '../../../domain/terminal-text.ts';
import { fitLine, justify, type Span, type StyledLine, span } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLines } from '../runtime/footer.ts';
import { keyHints } from '../runtime/key-table.ts';
import { fillScreen, MARGIN } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { wrapText } from '../runtime/wrap.ts';
import { KEYS } from './keys.ts';
import type { FieldComparison, PairCard } from './port.ts';
import { type DedupeState, tallyText } from './state.ts';

/** Columns of the names of fields. */
const LABEL_COLUMNS = 14;
/** With fewer rows than this for the pair none is left blank. */
const LOW_ROWS = 10;
const MAX_MESSAGE_LINES = 3;

/** The rows of the screen. */
export function view(state: DedupeState, canvas: Canvas): string[] {
  const { ruler } = canvas;
  const width = state.size.columns - 2 * MARGIN;
  const footer = [
    ...messageLines(state.message, width, MAX_MESSAGE_LINES, ruler),
    ...keyLines(keyHints(KEYS, state), width, ruler),
  ];
  const body = (rows: number) =>
    state.card ? cardLines(state.card, state.scroll, width, rows, ruler) : emptyLines(state);
  return fillScreen(state.size, [heading(state, width, ruler)], body, footer, canvas);
}

function heading(state: DedupeState, width: number, ruler: Ruler): StyledLine {
  const place = `pair ${Math.min(state.index + 1, state.count)} of ${state.count}`;
  const tally = tallyText(state);
  const fits = ruler.width(place) + 1 + ruler.width(tally) <= width;
  return justify([span(place, 'accent')], fits ? [span(tally)] : [], width, ruler);
}

function emptyLines({ isBusy }: DedupeState): StyledLine[] {
  return [[], [isBusy ? span('looking …', 'muted') : span('That was the last pair.', 'bold')]];
}

function cardLines(card: PairCard, scroll: number, width: number, rows: number, ruler: Ruler): StyledLine[] {
  const side = Math.max(8, Math.floor((width - LABEL_COLUMNS) / 2));
  const pair = (label: string, one: Span, other: Span): StyledLine => [
    ...cell(span(sanitize(label), 'muted'), LABEL_COLUMNS, ruler),
    ...cell(one, side, ruler),
    ...cell(other, side, ruler),
  ];
  const title = (number: string, text: string, ...look: Parameters<typeof span>[1][]) =>
    span(`${card.way === 'merge' ? number : ''}${sanitize(text)}`, 'bold', ...look);
  const gap: StyledLine[] = rows < LOW_ROWS ? [] : [[]];
  const head: StyledLine[] = [
    ...wrapText(sanitize(`${card.score} %: ${card.reasons.join(', ')}`), width, 2).map((text) => [
      span(text),
    ]),
    ...gap,
    pair('', title('1  ', card.one.ref, 'accent'), title('2  ', card.other.ref, 'accent')),
    pair('', span(sanitize(card.one.title), 'bold'), span(sanitize(card.other.title), 'bold')),
    ...gap,
  ];
  const left = Math.max(0, rows - head.length);
  const fits = card.rows.length <= left;
  const shown = fits ? card.rows : card.rows.slice(scroll, scroll + Math.max(0, left - 1));
  const more = fits ? [] : [[span(`${card.rows.length - shown.length} more with ↑ and ↓`, 'muted')]];
  return [...head, ...shown.map((row) => pair(row.label, ...comparedSpans(row))), ...more];
}

/** What both records have alike is muted: people look for what differs. */
function comparedSpans({ one, other }: FieldComparison): [Span, Span] {
  const look = one.toLowerCase() === other.toLowerCase() ? (['muted'] as const) : [];
  return [span(sanitize(one), ...look), span(sanitize(other), ...look)];
}

/** A span in a column of its own, with a blank behind it. */
function cell(text: Span, width: number, ruler: Ruler): StyledLine {
  return [...fitLine([text], width - 1, ruler), span(' ')];
}
