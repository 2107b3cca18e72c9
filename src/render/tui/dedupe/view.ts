import { sanitize } from '../../../domain/terminal-text.ts';
import { shareLine } from '../../parts/bars.ts';
import { headingLine } from '../../parts/heading.ts';
import { keycap, keycapRows } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, lineWidth, type Span, type StyledLine, span } from '../../styled-line.ts';
import type { Canvas } from '../runtime/canvas.ts';
import { keyLine } from '../runtime/footer.ts';
import type { MouseMap } from '../runtime/gesture.ts';
import { helpPopup } from '../runtime/help-popup.ts';
import { keyHints, keyName } from '../runtime/key-table.ts';
import { MARGIN, paintScreen, screenOf } from '../runtime/layout.ts';
import { messageLines } from '../runtime/message.ts';
import { drawPopup, type Popup } from '../runtime/popup.ts';
import { promptLines } from '../runtime/prompt.ts';
import {
  POPUP_SCROLL,
  popupRegions,
  pressing,
  regionsOfLines,
  scrollKeys,
  whileTyping,
} from '../runtime/regions.ts';
import { wrapText } from '../runtime/wrap.ts';
import type { FieldComparison, PairCard } from './port.ts';
import { type DedupeState, tallyText } from './state.ts';

/** Columns of the names of fields. */
const LABEL_COLUMNS = 14;
/** With fewer rows than this for the pair none is left blank. */
const LOW_ROWS = 10;
const MAX_MESSAGE_LINES = 3;
/** From so many rows on, the decisions are keycaps of their own. */
const ROOMY_ROWS = 16;
/** A pair that is so likely one has a good badge, in percent. */
const LIKELY = 90;

/** The rows of the screen. */
export function view(state: DedupeState, canvas: Canvas): string[] {
  const popup = popupOf(state, canvas.pen);
  const rows = (on: Canvas) => paintScreen(linesOf(state, on.pen), state.size, on);
  return popup ? drawPopup(rows(canvas.plain()), popup, state.size, canvas) : rows(canvas);
}

/** Where the mouse finds what. */
export function mouseMap(state: DedupeState, { pen }: Canvas): MouseMap<never> {
  const popup = popupOf(state, pen);
  if (popup) return { regions: popupRegions(popup, state.size, pen.ruler), scroll: POPUP_SCROLL };
  const regions = regionsOfLines(linesOf(state, pen), pen.ruler, { column: MARGIN });
  return { regions: state.prompt ? whileTyping(regions) : regions, scroll: scrollKeys(state.keys) };
}

function popupOf({ help, keys, size }: DedupeState, pen: Pen): Popup | null {
  return help ? helpPopup(help, { screen: 'duplicates', keys }, size, pen) : null;
}

function linesOf(state: DedupeState, pen: Pen): StyledLine[] {
  const width = state.size.columns - 2 * MARGIN;
  const body = (rows: number) =>
    state.card ? cardLines(state, state.card, width, rows, pen) : emptyLines(state);
  return screenOf(state.size, [heading(state, width, pen), []], body, footer(state, width, pen));
}

/** How far it is, and what was decided. */
function heading(state: DedupeState, width: number, pen: Pen): StyledLine {
  const { hits, filter, index, count } = state;
  const all = hits?.length ?? count;
  const at = hits === null ? index : hits.filter((hit) => hit < index).length;
  const place = `pair ${Math.min(at + 1, all)} of ${all}`;
  const tally = tallyText(state);
  const left: StyledLine = [
    span('Duplicates', 'bold', 'accent'),
    span('   '),
    ...(filter === '' ? [] : [span(`/ ${sanitize(filter)}   `, 'warn')]),
  ];
  const whole: StyledLine = [span(place, 'bold'), span('   '), span(tally, 'muted')];
  const fits = lineWidth([...left, ...whole], pen.ruler) < width;
  const right = fits ? whole : [span(place, 'bold')];
  const room = Math.min(24, width - lineWidth([...left, ...right], pen.ruler) - 3);
  const bar = room < 6 ? [] : shareLine({ done: at, max: Math.max(1, all) }, room, pen, { done: 'accent' });
  return justify(left, [...bar, span('  '), ...right], width, pen.ruler);
}

/** The decisions as keycaps, what happened or is asked, and the other keys. */
function footer(state: DedupeState, width: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  if (state.prompt) return promptLines(state.prompt, width, ruler);
  const said = messageLines(state.message, width, MAX_MESSAGE_LINES, ruler);
  if (state.size.rows < ROOMY_ROWS) return [...said, keyLine(keyHints(state.keys, state), width, ruler)];
  const isDecision = (group: string) => group === 'Decide';
  const hints = state.keys
    .filter(({ group }) => isDecision(group) && state.card !== null)
    .flatMap((each) => {
      const word = typeof each.hint === 'function' ? each.hint(state) : (each.hint ?? '');
      const look = each.keys[0] === 'n' ? ('bad' as const) : ('accent' as const);
      return word === '' ? [] : [{ key: keyName(each.keys[0]), word, look, press: [each.keys[0]] }];
    });
  const others = keyHints(
    state.keys.filter(({ group }) => !isDecision(group)),
    state,
  );
  return [
    ...(state.card ? [headingLine('One or two?', width, pen), ...keycapRows(hints, width, ruler)] : []),
    ...said,
    keyLine(others, width, ruler),
  ];
}

function emptyLines({ isBusy }: DedupeState): StyledLine[] {
  return [[isBusy ? span('looking …', 'muted') : span('That was the last pair.', 'bold')]];
}

/** From so many columns on, the record that will be stands beside the two. */
const MERGED_FROM = 96;

function cardLines(state: DedupeState, card: PairCard, width: number, rows: number, pen: Pen): StyledLine[] {
  const { keep, isDetailed, scroll, keys } = state;
  const keyOf = (action: string) => keys.find((each) => each.action === action)?.keys[0] ?? '';
  const { signs } = pen;
  const isMerge = card.way === 'merge';
  const hasMerged = isMerge && width >= MERGED_FROM;
  const side = Math.max(8, Math.floor((width - LABEL_COLUMNS) / (hasMerged ? 3 : 2)));
  const line = (label: string, one: StyledLine, other: StyledLine, merged: StyledLine): StyledLine => [
    ...cell([span(sanitize(label), 'muted')], LABEL_COLUMNS, pen),
    ...pressing(cell(one, side, pen), keyOf('left')),
    ...pressing(cell(other, side, pen), keyOf('right')),
    ...(hasMerged ? merged : []),
  ];
  /** The sign of what stays, and of what goes. */
  const mark = (stays: boolean): StyledLine =>
    isMerge ? [stays ? span(`${signs.today} `, 'accent') : span(`${signs.none} `, 'muted')] : [];
  const head = (at: 'one' | 'other', key: string): StyledLine => [
    ...mark(keep === at),
    ...(isMerge
      ? keycap({ key, word: sanitize(card[at].ref) }, 'accent')
      : [span(sanitize(card[at].ref), 'bold', 'accent')]),
  ];
  const name = (at: 'one' | 'other'): StyledLine => [
    span(isMerge ? '      ' : ''),
    span(sanitize(card[at].title), 'bold'),
  ];
  const gap: StyledLine[] = rows < LOW_ROWS ? [] : [[]];
  const tone = card.score >= LIKELY ? 'good' : 'warn';
  const likely = ` ${card.score} % likely one `;
  const reasons = wrapText(sanitize(card.reasons.join(', ')), Math.max(10, width - likely.length - 2), 2);
  const same = card.rows.filter(isSame);
  const top: StyledLine[] = [
    ...reasons.map(
      (text, at): StyledLine => [
        at === 0 ? span(likely, `badge ${tone}`, tone, 'bold') : span(' '.repeat(likely.length)),
        span(`  ${text}`),
      ],
    ),
    ...gap,
    line('', head('one', '1'), head('other', '2'), [span('Merged', 'bold')]),
    line('', name('one'), name('other'), [span(sanitize(card[keep].ref), 'muted')]),
    ...(rows < LOW_ROWS ? [] : [[span(signs.rule.repeat(width), 'faint')]]),
  ];
  const body: StyledLine[] = [
    ...card.rows
      .filter((row) => !isSame(row))
      .map((row) => {
        const kept = keptSide(row, keep);
        const value = (at: 'one' | 'other'): StyledLine => [
          ...mark(kept === at || (row.areBothKept && row[at] !== '')),
          ...differingSpans(row, at),
        ];
        const merged = row.areBothKept ? together(row) : row[kept];
        return line(row.label, value('one'), value('other'), [span(sanitize(merged))]);
      }),
    ...(same.length === 0 || !isDetailed
      ? []
      : [
          ...gap,
          headingLine('The same in both', width, pen, { right: [span(String(same.length), 'muted')] }),
          ...same.map(
            (row): StyledLine => [
              ...cell([span(sanitize(row.label), 'muted')], LABEL_COLUMNS, pen),
              span(sanitize(row.one)),
            ],
          ),
        ]),
  ];
  const left = Math.max(0, rows - top.length);
  const fits = body.length <= left;
  const first = Math.min(scroll, Math.max(0, body.length - left + 1));
  const shown = fits ? body : body.slice(first, first + Math.max(0, left - 1));
  const more = fits ? [] : [[span(`${body.length - shown.length} more with ↑ and ↓`, 'muted')]];
  return [...top, ...shown, ...more];
}

/** Both values: counts are added up. */
function together({ one, other }: FieldComparison): string {
  const texts = [one, other].filter((text) => text !== '');
  return texts.every((text) => /^\d+$/.test(text))
    ? String(texts.reduce((sum, text) => sum + Number(text), 0))
    : texts.join(' + ');
}

/** Whose value stays: that of the record that does, else what there is. */
function keptSide(row: FieldComparison, keep: 'one' | 'other'): 'one' | 'other' {
  if (row[keep] !== '') return keep;
  return keep === 'one' ? 'other' : 'one';
}

const isSame = ({ one, other }: FieldComparison): boolean => one.toLowerCase() === other.toLowerCase();

/** A value, with the letters underlined that the other one has not; one that is quite different is as it is. */
function differingSpans(row: FieldComparison, at: 'one' | 'other'): Span[] {
  const text = sanitize(row[at]);
  const other = sanitize(row[at === 'one' ? 'other' : 'one']);
  if (text === '') return [span('empty', 'muted')];
  const least = Math.min(text.length, other.length);
  let start = 0;
  while (start < least && text[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  if (start + end < least / 2 || !isSimple(text + other)) return [span(text)];
  const parts = [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)];
  return parts.map((part, place) => (place === 1 ? span(part, 'underline') : span(part)));
}

/** Whether each unit is a character of its own, so that a text can be cut anywhere. */
const isSimple = (text: string): boolean => /^[ -~\u00a0-\u02ff]*$/.test(text);

/** Spans in a column of their own, with a blank behind them. */
function cell(line: StyledLine, width: number, { ruler }: Pen): StyledLine {
  return [...fitLine(line, width - 1, ruler), span(' ')];
}
