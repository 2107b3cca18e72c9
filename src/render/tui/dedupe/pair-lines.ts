import { sanitize } from '../../../domain/terminal-text.ts';
import { factLines } from '../../parts/facts.ts';
import { headingLine } from '../../parts/heading.ts';
import { keycap } from '../../parts/keycap.ts';
import type { Pen } from '../../parts/pen.ts';
import { timelineLines } from '../../parts/timeline.ts';
import { fitLine, lineWidth, onGround, type Span, type StyledLine, span } from '../../styled-line.ts';
import { pressing } from '../runtime/regions.ts';
import { wrapText } from '../runtime/wrap.ts';
import { differingRows, isSame, keptSide } from './choice.ts';
import type { FieldComparison, PairCard, Side } from './port.ts';
import type { DedupeState } from './state.ts';

/** Columns of the names of fields. */
const LABEL_COLUMNS = 14;
/** With fewer rows than this for the pair none is left blank. */
const LOW_ROWS = 10;
/** A pair that is so likely one has a good badge, in percent. */
const LIKELY_SCORE = 90;
/** From so many columns on, the record that will be stands beside the two. */
const MIN_WIDTH_OF_MERGED = 96;
/** Columns before a line, for the cursor. */
export const GUTTER = 2;
/** Lines of what was said in one activity. */
const MAX_TEXT_LINES = 2;
/** The fewest lines that the latest activities are worth. */
const MIN_SAID_ROWS = 4;

/** Fields of which the other value is kept behind the one that is chosen. */
const FIRST_OF_SEVERAL: ReadonlySet<string> = new Set(['email', 'phone']);

/** A long value takes no more lines than this. */
const MOST_VALUE_LINES = 3;

/** How much there is with a record takes no more lines than this. */
const MOST_FACT_LINES = 2;

const SIDES = ['one', 'other'] as const;

/** The pair, in at most so many rows: who they are, field by field, what is the same, and what was said to each. */
export function pairLines(
  state: DedupeState,
  card: PairCard,
  width: number,
  rows: number,
  pen: Pen,
): StyledLine[] {
  const isLow = rows < LOW_ROWS;
  const top = [...reasonLines(card, width, pen), ...(isLow ? [] : [[]])].map(indent);
  const table = new PairTable(state, card, width, pen);
  const heads = [
    ...table.headLines(isLow ? 1 : MOST_FACT_LINES),
    ...(isLow ? [] : [indent([span(pen.signs.rule.repeat(width), 'faint')])]),
  ];
  const differing = differingRows(card);
  const isPast = state.cursor > differing.length;
  const same = state.isDetailed ? sameLines(card, width, pen, { isLow, isFocused: isPast }) : [];
  const room = Math.max(0, rows - top.length - heads.length);
  const whole = differing.flatMap((row, at) => table.fieldLines(row, at + 1));
  const fields =
    whole.length + same.length <= room ? whole : differing.map((row, at) => table.fieldLine(row, at + 1));
  const body = [...fields, ...same.map(indent)];
  if (body.length > room) return [...top, ...heads, ...scrolled(body, state.cursor, room)];
  const said = saidLines(card, width, room - body.length, pen);
  return [...top, ...heads, ...body, ...said.map(indent)];
}

const indent = (line: StyledLine): StyledLine => [span(' '.repeat(GUTTER)), ...line];

/** How likely the two are one, and why. */
function reasonLines({ score, reasons }: PairCard, width: number, { signs }: Pen): StyledLine[] {
  const tone = score >= LIKELY_SCORE ? 'good' : 'warn';
  const likely = ` ${score} % likely one `;
  const room = Math.max(10, width - likely.length - 2);
  return wrapText(sanitize(reasons.join(', ')), room, 2).map((text, at) => [
    at === 0 ? span(likely, `badge ${tone}`, tone, 'bold') : span(' '.repeat(likely.length)),
    span(`  ${text}`),
    ...(at === 0 && reasons.length === 0 ? [span(signs.none, 'muted')] : []),
  ]);
}

/** The two records side by side, and the one that they will be. */
class PairTable {
  readonly #state: DedupeState;
  readonly #card: PairCard;
  readonly #pen: Pen;
  readonly #width: number;
  readonly #isMerge: boolean;
  readonly #hasMerged: boolean;
  readonly #side: number;

  constructor(state: DedupeState, card: PairCard, width: number, pen: Pen) {
    this.#state = state;
    this.#card = card;
    this.#pen = pen;
    this.#width = width;
    this.#isMerge = card.way === 'merge';
    this.#hasMerged = this.#isMerge && width >= MIN_WIDTH_OF_MERGED;
    this.#side = Math.max(8, Math.floor((width - LABEL_COLUMNS) / (this.#hasMerged ? 3 : 2)));
  }

  /** Which records they are, and how much there is with each; a click chooses whose record stays. */
  headLines(mostFactLines: number): StyledLine[] {
    const { keep, cursor, keys } = this.#state;
    const name = (side: Side): StyledLine => {
      const ref = sanitize(this.#card[side].ref);
      if (!this.#isMerge) return [span(ref, 'bold', 'accent')];
      const action = side === 'one' ? 'keep-left' : 'keep-right';
      const key = keys.find((each) => each.action === action)?.keys[0] ?? '';
      return [...this.#mark(keep === side), ...keycap({ key, word: ref }, 'accent')];
    };
    const indent = this.#isMerge ? ' '.repeat(this.#side < 20 ? 2 : 6) : '';
    const room = this.#side - 1 - indent.length;
    const facts = { one: this.#factLines('one', room), other: this.#factLines('other', room) };
    const count = Math.min(mostFactLines, Math.max(1, facts.one.length, facts.other.length));
    const merged = `${sanitize(this.#card[keep].ref)}, with all of both`;
    return [
      this.#line(0, cursor === 0 ? 'record' : '', name, [span('Merged', 'good', 'bold')]),
      ...Array.from({ length: count }, (_, at) =>
        this.#line(null, '', (side) => [span(indent), span(facts[side][at] ?? '', 'muted')], [
          span(at === 0 ? merged : '', 'muted'),
        ]),
      ),
    ];
  }

  /** How much there is with a record, in lines of whole facts. */
  #factLines(side: Side, room: number): string[] {
    const lines: string[] = [];
    for (const fact of this.#card[side].facts.map(sanitize)) {
      const longer = lines.length === 0 ? fact : `${lines.at(-1)}, ${fact}`;
      if (lines.length > 0 && this.#pen.ruler.width(longer) <= room) lines[lines.length - 1] = longer;
      else lines.push(fact);
    }
    return lines;
  }

  /** One field of both in one line. `place` is where the cursor is on it. */
  fieldLine(row: FieldComparison, place: number): StyledLine {
    const value = (side: Side): StyledLine => {
      const mark = this.#mark(this.#stays(row, side));
      return [...mark, ...this.#value(row, side, this.#side - 1 - lineWidth(mark, this.#pen.ruler))];
    };
    return this.#line(place, row.label, value, this.#merged(row));
  }

  /** One field of both, with long values in several lines. */
  fieldLines(row: FieldComparison, place: number): StyledLine[] {
    const mark = (side: Side) => this.#mark(this.#stays(row, side));
    const room = this.#side - 1 - lineWidth(mark('one'), this.#pen.ruler);
    const wrapped = (line: StyledLine, columns: number) => wrapLine(line, columns, MOST_VALUE_LINES);
    const values = {
      one: wrapped(this.#value(row, 'one', Number.POSITIVE_INFINITY), room),
      other: wrapped(this.#value(row, 'other', Number.POSITIVE_INFINITY), room),
    };
    const merged = this.#hasMerged
      ? wrapped(this.#merged(row), this.#width - LABEL_COLUMNS - 2 * this.#side)
      : [];
    const count = Math.max(values.one.length, values.other.length, merged.length);
    return Array.from({ length: count }, (_, at) => {
      const side = (each: Side): StyledLine => [
        ...(at === 0 ? mark(each) : mark(each).map(({ text }) => span(' '.repeat(text.length)))),
        ...(values[each][at] ?? []),
      ];
      return this.#line(place, at === 0 ? row.label : '', side, merged[at] ?? []);
    });
  }

  #stays(row: FieldComparison, side: Side): boolean {
    return keptSide(this.#state, row) === side || (row.areBothKept && row[side] !== '');
  }

  #value(row: FieldComparison, side: Side, room: number): StyledLine {
    return differingSpans(row, side, this.#stays(row, side) || !this.#isMerge, room);
  }

  /** What the field will be. */
  #merged(row: FieldComparison): StyledLine {
    const merged = row.areBothKept ? together(row) : row[keptSide(this.#state, row)];
    const more = FIRST_OF_SEVERAL.has(row.name) && row.one !== '' && row.other !== '';
    return [span(sanitize(merged)), ...(more ? [span(' (+1 more)', 'muted')] : [])];
  }

  /** The sign of what stays, and of what goes. */
  #mark(stays: boolean): StyledLine {
    const { signs } = this.#pen;
    if (!this.#isMerge) return [];
    return [stays ? span(`${signs.today} `, 'accent') : span(`${signs.none} `, 'muted')];
  }

  #line(
    place: number | null,
    label: string,
    side: (side: Side) => StyledLine,
    merged: StyledLine,
  ): StyledLine {
    const { signs } = this.#pen;
    const { cursor } = this.#state;
    const isHere = place === cursor;
    const cells = SIDES.map((each) => {
      const fitted = cell(side(each), this.#side, this.#pen);
      return place === null || !this.#isMerge ? fitted : pressing(fitted, ...this.#keysTo(place, each));
    });
    const line: StyledLine = [
      span(isHere ? signs.cursor : ' ', 'accent'),
      span(' '),
      ...cell(
        [span(sanitize(label), ...(isHere ? (['selected name'] as const) : (['muted'] as const)))],
        LABEL_COLUMNS,
        this.#pen,
      ),
      ...cells.flat(),
      ...(this.#hasMerged ? merged : []),
    ];
    return isHere ? onGround(fitLine(line, this.#width + GUTTER, this.#pen.ruler), 'selected') : line;
  }

  /** The keys that a click on one side of a field stands for. */
  #keysTo(place: number, side: Side): string[] {
    const { cursor, keys } = this.#state;
    const keyOf = (action: string) => keys.find((each) => each.action === action)?.keys[0];
    const go = keyOf(place > cursor ? 'down' : 'up');
    const take = keyOf(side === 'one' ? 'left' : 'right');
    if (go === undefined || take === undefined) return [];
    return [...Array<string>(Math.abs(place - cursor)).fill(go), take];
  }
}

/** What both say, as facts side by side. */
function sameLines(
  { rows }: PairCard,
  width: number,
  pen: Pen,
  { isLow, isFocused }: { readonly isLow: boolean; readonly isFocused: boolean },
): StyledLine[] {
  const same = rows.filter(isSame);
  if (same.length === 0) return [];
  const facts = same.map(({ label, one }) => [
    span(`${sanitize(label)} `, 'muted'),
    span(pen.ruler.cut(sanitize(one), Math.max(8, width - label.length - 2))),
  ]);
  return [
    ...(isLow ? [] : [[]]),
    headingLine('The same in both', width, pen, { right: [span(String(same.length), 'muted')], isFocused }),
    ...factLines(facts, width, pen.ruler),
  ];
}

/** As much of the fields as there is room for, with the cursor in sight. */
function scrolled(body: readonly StyledLine[], cursor: number, room: number): StyledLine[] {
  const seen = Math.max(0, room - 1);
  const first = Math.min(Math.max(0, cursor - seen), body.length - seen);
  const hidden = body.length - seen;
  return [...body.slice(first, first + seen), indent([span(`${hidden} more with ↑ and ↓`, 'muted')])];
}

/** The latest activities of each, side by side. */
function saidLines(card: PairCard, width: number, rows: number, pen: Pen): StyledLine[] {
  const { ruler } = pen;
  const half = Math.floor((width - GUTTER) / 2);
  const room = rows - 2;
  if (room < MIN_SAID_ROWS || SIDES.every((side) => card[side].timeline.length === 0)) return [];
  const columns = SIDES.map((side, at) => {
    const { timeline, activities } = card[side];
    const right = [span(String(activities), 'muted')];
    const title = card.way === 'merge' ? `What happened to ${at + 1}` : sanitize(card[side].ref);
    return [
      headingLine(title, half, pen, { right }),
      ...timelineLines(timeline, half, room, pen, { isAiry: false, maxTextLines: MAX_TEXT_LINES }),
    ];
  });
  const [left = [], right = []] = columns;
  const height = Math.max(left.length, right.length);
  return [
    [],
    ...Array.from({ length: height }, (_, at) => [
      ...fitLine(left[at] ?? [], half, ruler),
      span(' '.repeat(GUTTER)),
      ...(right[at] ?? []),
    ]),
  ];
}

/** Both values: counts are added up. */
function together({ one, other }: FieldComparison): string {
  const texts = [one, other].filter((text) => text !== '');
  return texts.every((text) => /^\d+$/.test(text))
    ? String(texts.reduce((sum, text) => sum + Number(text), 0))
    : texts.join(' + ');
}

/**
 * A value, with the letters underlined that the other one has not; one that is quite different is as it is. Where there is
 * no room for it, what both begin with is cut rather than what differs.
 */
function differingSpans(row: FieldComparison, at: Side, stays: boolean, room: number): Span[] {
  const text = sanitize(row[at]);
  const other = sanitize(row[at === 'one' ? 'other' : 'one']);
  const look = stays ? [] : (['muted'] as const);
  if (text === '') return [span('empty', 'muted')];
  const least = Math.min(text.length, other.length);
  let start = 0;
  while (start < least && text[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  if (least === 0 || start + end < least / 2 || !isSimple(text + other)) return [span(text, ...look)];
  const parts = [
    cutStart(text, start, room),
    text.slice(start, text.length - end),
    text.slice(text.length - end),
  ];
  return parts.map((part, place) => (place === 1 ? span(part, 'underline', 'warn') : span(part, ...look)));
}

/** A line in several of so many columns; what has no room in the most there may be is cut. */
function wrapLine(line: StyledLine, columns: number, most: number): StyledLine[] {
  const whole = line.map(({ text }) => text).join('');
  const lines: StyledLine[] = [];
  let from = 0;
  for (const text of wrapText(whole, columns, most)) {
    const start = whole.indexOf(text, from);
    // Several blanks of the text are one in a wrapped line.
    if (start === -1) return [...lines, sliceLine(line, from, whole.length)];
    from = start + text.length;
    lines.push(sliceLine(line, start, from));
  }
  return lines;
}

/** What stands between two places of a line. */
function sliceLine(line: StyledLine, start: number, end: number): StyledLine {
  let at = 0;
  return line.flatMap((each) => {
    const [from, to] = [Math.max(0, start - at), end - at];
    at += each.text.length;
    return from < each.text.length && to > from ? [{ ...each, text: each.text.slice(from, to) }] : [];
  });
}

/** The beginning that both have, without its first letters where the whole text has no room. */
function cutStart(text: string, start: number, room: number): string {
  if (text.length <= room) return text.slice(0, start);
  const kept = Math.max(0, Math.min(start, room - (text.length - start) - 1));
  return kept >= start ? text.slice(0, start) : `…${text.slice(start - kept, start)}`;
}

/** Whether each unit is a character of its own, so that a text can be cut anywhere. */
const isSimple = (text: string): boolean => /^[ -~\u00a0-\u02ff]*$/.test(text);

/** Spans in a column of their own, with a blank behind them. */
function cell(line: StyledLine, width: number, { ruler }: Pen): StyledLine {
  return [...fitLine(line, width - 1, ruler), span(' ')];
}
