import {
  type BoardQuery,
  type DealCard,
  daysInStage,
  isStale,
  nextStepOf,
  type TableView,
} from '../../domain/board.ts';
import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { withoutLegalForm } from '../../domain/matching.ts';
import type { ActivityColumn, DealColumn } from '../../domain/saved-view.ts';
import type { Stage } from '../../domain/stages.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import { COLUMN_GAP, fitColumns } from '../fit.ts';
import type { Pen, Signs } from '../parts/pen.ts';
import { lineWidth, type Span, type StyledLine } from '../styled-line.ts';
import { stageHue } from '../theme.ts';
import type { Viewpoint } from '../values.ts';
import { subtitleOf, titleOf } from './card.ts';
import { amountText, closesSpan, dayCount, dayText, nextSpan, nextStepSpans } from './words.ts';

/** What the lines of a table view are written with. */
export interface TableStyle {
  readonly view: Viewpoint;
  readonly pen: Pen;
  /** The open stages of the pipeline, for their hues. */
  readonly stages: readonly Stage[];
  /** Names of the columns; null for the usual ones. */
  readonly columns: BoardQuery['columns'];
}

/** A column of a table view. */
interface TableColumn {
  readonly label: string;
  readonly cell: (card: DealCard, style: TableStyle) => StyledLine;
  /** What stands there where the cell has no room whole, before it is cut. */
  readonly shorter?: (card: DealCard) => StyledLine;
  readonly right?: true;
  /** Whether it shrinks in a narrow window. */
  readonly flexible?: true;
}

const plain = (text: string | null, look?: Look): StyledLine => [
  { text: sanitize(text ?? ''), ...(look ? { look } : {}) },
];

const DEAL: TableColumn = {
  label: 'deal',
  cell: (card) => dealCell(card, titleOf(card)),
  shorter: (card) => dealCell(card, withoutLegalForm(titleOf(card))),
  flexible: true,
};

function dealCell(card: DealCard, title: string): StyledLine {
  const subtitle = subtitleOf(card);
  return [
    { text: title, look: 'selected name' },
    ...(subtitle === '' ? [] : [{ text: ` ${subtitle}`, look: 'muted' as const }]),
  ];
}
const OWNER: TableColumn = { label: 'owner', cell: ({ owner }) => plain(owner, 'muted'), right: true };
const STAGE: TableColumn = {
  label: 'stage',
  cell: (card, { stages }) => plain(card.stage, stageLook(card, stages)),
};
const AMOUNT: TableColumn = {
  label: 'amount',
  cell: ({ amount }, { view }) => plain(amountText(amount, view), 'bold'),
  right: true,
};

const DEALS: Readonly<Record<DealColumn, TableColumn>> = {
  id: { label: 'opp', cell: ({ id }) => plain(String(id), 'muted'), right: true },
  name: DEAL,
  account: { label: 'account', cell: ({ account }) => plain(account), flexible: true },
  owner: OWNER,
  stage: STAGE,
  amount: AMOUNT,
  currency: { label: 'currency', cell: ({ amount }) => plain(amount?.currency ?? null, 'muted') },
  closes: { label: 'closes', cell: (card, { view, pen }) => [closesSpan(card, view.today, pen.signs)] },
  days: {
    label: 'days',
    cell: (card, { view }) =>
      plain(String(daysInStage(card, view.today) ?? ''), isStale(card, view.today) ? 'warn' : 'muted'),
    right: true,
  },
  next: {
    label: 'next',
    cell: (card, { view, pen }) => nextStepSpans(card, view.today, pen.signs),
    flexible: true,
  },
  next_step: { label: 'next step', cell: ({ nextStep }) => plain(nextStep), flexible: true },
  stuck: { label: 'why', cell: whyCell(() => false) },
  probability: { label: '%', cell: ({ probability }) => plain(String(probability), 'muted'), right: true },
};

/** Why a deal is stuck, in few words where `isShort` says so of the number of reasons. */
function whyCell(isShort: (count: number) => boolean, room = Number.POSITIVE_INFINITY): TableColumn['cell'] {
  return (card, { view, pen }) => {
    const whole = reasonSpans(card, view.today, pen.signs);
    const spans = isShort(whole.length) ? reasonSpans(card, view.today, pen.signs, true) : whole;
    const line = reasonLine(spans, room, pen);
    // A name beside the first reason says more than how many reasons there are.
    return lineWidth(line, pen.ruler) <= room ? line : spans.slice(0, 1);
  };
}

/** One reason in whole words, several in few, so that names have room beside them. */
const COMPACT_WHY: TableColumn = { label: 'why', cell: whyCell((count) => count > 1) };

/** In few words; `room` is all there is for them. */
const shortWhy = (room?: number): TableColumn => ({ label: 'why', cell: whyCell(() => true, room) });

const USUAL_LINE: TableColumn = {
  label: 'usual',
  cell: (card, { view, pen }) => usualLine(card, view.today, pen),
};

const ACTIVITIES: Readonly<Record<ActivityColumn, TableColumn>> = {
  at: {
    label: 'when',
    cell: ({ lastActivity: activity }, { view }) =>
      plain(activity ? momentText(activity.at, view.today) : '', 'muted'),
  },
  who: { label: 'who', cell: ({ lastActivity: activity }) => plain(activity?.who ?? null, 'muted') },
  what: {
    label: 'what',
    cell: ({ lastActivity: activity }) => plain(activity?.what ?? null),
    flexible: true,
  },
  opp: DEALS.id,
  name: DEALS.name,
  account: DEALS.account,
  stage: DEALS.stage,
  amount: DEALS.amount,
  currency: DEALS.currency,
};

/** The columns of each view, where no others are chosen. */
const USUAL_COLUMNS: {
  readonly [V in TableView]: readonly (V extends 'activity' ? ActivityColumn : DealColumn)[];
} = {
  list: ['amount', 'name', 'stage', 'closes', 'days', 'probability', 'owner', 'next', 'id'],
  stuck: ['amount', 'name', 'stage', 'stuck', 'owner'],
  activity: ['at', 'who', 'what', 'name', 'stage', 'amount'],
};

/** The names of the columns that a view has. */
export function columnNames(view: TableView, chosen: BoardQuery['columns']): readonly string[] {
  return chosen ?? USUAL_COLUMNS[view];
}

function columnsOf(view: TableView, chosen: BoardQuery['columns']): TableColumn[] {
  const known: Readonly<Record<string, TableColumn>> = view === 'activity' ? ACTIVITIES : DEALS;
  return columnNames(view, chosen).flatMap((name) => {
    const column = known[name];
    // How much longer than usual stands behind the reasons.
    return column ? (view === 'stuck' && name === 'stuck' ? [column, USUAL_LINE] : [column]) : [];
  });
}

function stageLook({ kind, stageId }: DealCard, stages: readonly Stage[]): Look {
  if (kind === 'won') return 'good';
  if (kind === 'lost') return 'muted';
  return stageHue(
    stages.findIndex(({ id }) => id === stageId),
    stages.length,
  );
}

/** Why a deal is stuck, the worst first, each with its sign; in few words where there is little room. */
export function reasonSpans(card: DealCard, today: string, signs: Signs, isShort = false): Span[] {
  const { kind, closes, closeDateAtLastReview: before, nextDue, rottingDays } = card;
  if (kind !== 'open') return [];
  const next = nextStepOf(card, today);
  const days = (count: number) => (isShort ? `${count}d` : dayCount(count));
  const reasons: Span[] = [];
  const add = (look: Look, sign: string, whole: string, short: string) =>
    reasons.push({ text: `${sign} ${isShort ? short : whole}`, look });
  if (closes !== null && closes < today) {
    const late = days(daysBetween(closes, today));
    add('bad', signs.lost, `close date passed ${late} ago`, `close ${late} ago`);
  }
  if (next === 'overdue' && nextDue) {
    const late = `step late ${days(daysBetween(nextDue, today))}`;
    add('bad', signs.late, late, late);
  }
  if (isStale(card, today)) {
    const here = daysInStage(card, today);
    add('warn', signs.late, `${here} days here, ${rottingDays} are usual`, `${here}d of ${rottingDays}d`);
  }
  if (before && closes !== null && before < closes) {
    const [from, to] = [dayText(before, today), dayText(closes, today)];
    add('warn', signs.putOff, `put off from ${from} to ${to}`, 'put off');
  }
  if (next === 'none') add('warn', signs.none, 'no next step', 'no step');
  return reasons;
}

/** Reasons in a line, as many as there is room for, and how many more there are. */
export function reasonLine(reasons: readonly Span[], room: number, { ruler }: Pen): StyledLine {
  const gap: Span = { text: '  ' };
  const joined = (count: number): StyledLine => [
    ...reasons.slice(0, count).flatMap((each, at) => (at === 0 ? [each] : [gap, each])),
    ...(count < reasons.length ? [gap, { text: `+${reasons.length - count}`, look: 'warn' as const }] : []),
  ];
  for (let count = reasons.length; count > 1; count--)
    if (lineWidth(joined(count), ruler) <= room) return joined(count);
  return joined(Math.min(1, reasons.length));
}

/** Columns of the days that are usual, and at most of those beyond. */
const USUAL_BAR_WIDTH = 4;
const MOST_BEYOND = 9;

/** How long a deal has been in its stage, as a line: the days that are usual, and those beyond. */
function usualLine(card: DealCard, today: string, { signs }: Pen): StyledLine {
  const days = daysInStage(card, today);
  if (days === null || card.rottingDays === null || !isStale(card, today)) return [];
  const beyond = Math.round(((days - card.rottingDays) / card.rottingDays) * USUAL_BAR_WIDTH);
  return [
    { text: signs.rest.repeat(USUAL_BAR_WIDTH), look: 'muted' },
    { text: signs.done.repeat(Math.max(1, Math.min(MOST_BEYOND, beyond))), look: 'warn' },
  ];
}

/** The header and the lines of a table view, fitted to the width. */
export function tableLines(
  name: TableView,
  cards: readonly DealCard[],
  width: number,
  style: TableStyle,
): { head: StyledLine; lines: StyledLine[] } {
  const { ruler } = style.pen;
  const choices = style.columns === null ? choicesOf(name, width) : [columnsOf(name, style.columns)];
  const fitted = choices.map((each) => fitCards(each, cards, width, style));
  const { columns, cells, widths } = fitted.find(saysEnough) ?? fitted.at(-1)!;
  const line = (row: readonly StyledLine[], card?: DealCard): StyledLine =>
    widths.flatMap((columnWidth, at) => {
      const whole = row[at] ?? [];
      const shorter = card && lineWidth(whole, ruler) > columnWidth && columns[at]?.shorter?.(card);
      const cell = cutCell(shorter || whole, columnWidth, style.pen);
      const blank = { text: ' '.repeat(Math.max(0, columnWidth - lineWidth(cell, ruler))) };
      const gap = at === 0 ? [] : [{ text: ' '.repeat(COLUMN_GAP) }];
      return [...gap, ...(columns[at]?.right ? [blank, ...cell] : [...cell, blank])];
    });
  return {
    head: line(columns.map(({ label }) => [{ text: label, look: 'muted' }])),
    lines: cells.map((row, at) => line(row, cards[at])),
  };
}

/** The columns to choose from, those that say most first. */
function choicesOf(name: TableView, width: number): readonly (readonly TableColumn[])[] {
  const usual = columnsOf(name, null);
  if (name === 'stuck')
    return [
      usual,
      usual.map((column) => (column.label === 'why' ? COMPACT_WHY : column)),
      [AMOUNT, DEAL, shortWhy()],
      [DEAL, shortWhy(Math.max(0, width - COLUMN_GAP - MIN_NAME_WIDTH))],
    ];
  if (name === 'activity')
    return [usual, usual.slice(0, usual.indexOf(STAGE)), [ACTIVITIES.at, ACTIVITIES.what, DEAL]];
  return [usual];
}

/** Columns that a name has beside reasons in the narrowest window. */
const MIN_NAME_WIDTH = 24;

/** Names and what was said have so much room, unless all of them are shorter. */
const ENOUGH_COLUMNS = 36;

/** Whether why a deal is stuck is there, and neither a name nor what was said is cut short. */
function saysEnough({ columns, extents, widths }: ReturnType<typeof fitCards>): boolean {
  return columns.every(({ label, flexible }, at) => {
    if (label === 'why') return at < widths.length;
    if (!flexible || (label !== 'deal' && label !== 'what')) return true;
    return (widths[at] ?? 0) >= Math.min(ENOUGH_COLUMNS, extents[at]?.width ?? 0);
  });
}

function fitCards(
  columns: readonly TableColumn[],
  cards: readonly DealCard[],
  width: number,
  style: TableStyle,
) {
  const { ruler } = style.pen;
  const cells = cards.map((card) => columns.map(({ cell }) => cell(card, style)));
  const extents = columns.map(({ label, flexible }, at) => ({
    width: Math.max(label.length, ...cells.map((row) => lineWidth(row[at] ?? [], ruler))),
    flexible: flexible ?? false,
  }));
  return { columns, cells, extents, widths: fitColumns(extents, width) };
}

function cutCell(cell: StyledLine, columns: number, { ruler }: Pen): StyledLine {
  const spans: Span[] = [];
  let left = columns;
  for (const each of cell) {
    if (left <= 0) break;
    const text = ruler.cut(each.text, left);
    spans.push({ ...each, text });
    if (text !== each.text) break;
    left -= ruler.width(text);
  }
  return spans;
}

function momentText(at: string, today: string): string {
  const day = toLocalDate(at);
  return `${day === today || day > today ? 'today' : relativeDay(day, today)} ${toLocalTime(at)}`;
}

/** The next step in few words, for lists of deals. */
export const nextCell = (card: DealCard, { view, pen }: TableStyle): Span =>
  nextSpan(card, view.today, pen.signs);
