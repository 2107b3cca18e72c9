import stringWidth from 'string-width';
import { Graphemes } from '../../graphemes.ts';
import { sanitize } from '../../terminal-text.ts';
import { BLANK, line, type ScreenLine, type Span, span } from '../lines.ts';
import { wrapText } from '../wrap.ts';
import { keymap } from './keymap.ts';
import type { FieldComparison, PairCard } from './port.ts';
import { type State, tallyText } from './state.ts';

interface View {
  readonly columns: number;
  readonly rows: number;
}

/** Columns left blank at each side. */
const MARGIN = 1;
/** Columns of the names of fields. */
const LABEL = 14;
/** With fewer rows than this for the pair none is left blank. */
const LOW = 10;
/** A message takes no more lines than this. */
const MOST_SAID = 3;

/** All lines of the screen, as many as it has rows. */
export function screenLines(state: State, { columns, rows }: View): ScreenLine[] {
  const width = columns - 2 * MARGIN;
  const foot = [...messageLines(state, width), ...keyLines(state, width)];
  const head = [heading(state)];
  const room = Math.max(0, rows - head.length - foot.length);
  const body = (state.card ? cardLines(state.card, state.scroll, width, room) : nothing(state)).slice(
    0,
    room,
  );
  const gap = Array.from({ length: room - body.length }, () => BLANK);
  return [...head, ...body, ...gap, ...foot].slice(0, rows);
}

function heading(state: State): ScreenLine {
  const at = Math.min(state.index + 1, state.count);
  return {
    left: [span(`pair ${at} of ${state.count}`, 'inverse')],
    right: [span(tallyText(state), 'inverse')],
  };
}

function nothing({ task }: State): ScreenLine[] {
  return [BLANK, line(span(task ? 'looking …' : 'That was the last pair.', task ? 'dim' : 'bold'))];
}

function cardLines(card: PairCard, scroll: number, width: number, room: number): ScreenLine[] {
  const side = Math.max(8, Math.floor((width - LABEL) / 2));
  const reasons = wrapText(sanitize(`${card.score} %: ${card.reasons.join(', ')}`), width, 2);
  const [one, other] = card.way === 'merge' ? ['1  ', '2  '] : ['', ''];
  const gap = room < LOW ? [] : [BLANK];
  const head: ScreenLine[] = [
    ...reasons.map((each) => line(span(each))),
    ...gap,
    pair(
      '',
      [span(`${one}${card.one.ref}`, 'bold', 'cyan')],
      [span(`${other}${card.other.ref}`, 'bold', 'cyan')],
      side,
    ),
    pair('', [span(sanitize(card.one.title), 'bold')], [span(sanitize(card.other.title), 'bold')], side),
    ...gap,
  ];
  const left = Math.max(0, room - head.length);
  const fits = card.rows.length <= left;
  const shown = card.rows.slice(fits ? 0 : scroll, (fits ? 0 : scroll) + Math.max(0, fits ? left : left - 1));
  const more = fits ? [] : [line(span(`${card.rows.length - shown.length} more with ↑ and ↓`, 'dim'))];
  return [...head, ...shown.map((row) => comparedLine(row, side)), ...more];
}

/** What both say the same is dim: what differs is what a person looks for. */
function comparedLine({ label, one, other }: FieldComparison, side: number): ScreenLine {
  const same = one.toLowerCase() === other.toLowerCase();
  const text = (value: string): Span[] => [span(sanitize(value), ...(same ? (['dim'] as const) : []))];
  return pair(label, text(one), text(other), side);
}

function pair(label: string, one: readonly Span[], other: readonly Span[], side: number): ScreenLine {
  return line(span(padded(sanitize(label), LABEL), 'dim'), ...cell(one, side), ...other);
}

/** Spans in a column of their own, cut where they are wider. */
function cell(spans: readonly Span[], width: number): Span[] {
  return spans.map((each) => ({ ...each, text: padded(each.text, width) }));
}

function padded(text: string, width: number): string {
  const room = width - 1;
  let cut = '';
  for (const { segment } of new Graphemes().segment(text)) {
    if (stringWidth(cut + segment) > room) {
      cut = `${[...cut].slice(0, -1).join('')}…`;
      break;
    }
    cut += segment;
  }
  return cut + ' '.repeat(Math.max(1, width - stringWidth(cut)));
}

function messageLines({ message }: State, width: number): ScreenLine[] {
  if (!message) return [BLANK];
  const said = wrapText(message.lines.map(sanitize).join(' · '), width, MOST_SAID);
  const look =
    message.tone === 'good' ? (['green'] as const) : message.tone === 'bad' ? (['red'] as const) : [];
  return said.map((each) => line(span(each, ...look)));
}

/** The keys, in as many lines as they need. */
function keyLines(state: State, width: number): ScreenLine[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const { keys, label } of keymap(state.card)) {
    if (label === undefined) continue;
    const wide = stringWidth(`${keys[0]} ${label}`) + 2;
    if (used > 0 && used + wide > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(span(keys[0], 'bold'), span(` ${label}  `, 'dim'));
    used += wide;
  }
  return lines.map((spans) => line(...spans));
}
