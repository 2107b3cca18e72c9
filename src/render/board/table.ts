import { type DealCard, daysInStage, stuckReasons, type TableView } from '../../domain/board.ts';
import { relativeDay, toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import { COLUMN_GAP, fitColumns } from '../fit.ts';
import type { Span, StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, closesText, nextText } from './words.ts';

/** A column of a table view. */
interface TableColumn {
  readonly label: string;
  readonly cell: (card: DealCard, view: Viewpoint) => Span;
  readonly right?: true;
  /** Whether it shrinks in a narrow window. */
  readonly flexible?: true;
}

const plain = (text: string | null, look?: Look): Span => ({
  text: sanitize(text ?? ''),
  ...(look ? { look } : {}),
});

const NAME: TableColumn = { label: 'Name', cell: ({ name }) => plain(name, 'bold'), flexible: true };
const ACCOUNT: TableColumn = { label: 'Account', cell: ({ account }) => plain(account), flexible: true };
const OWNER: TableColumn = { label: 'Owner', cell: ({ owner }) => plain(owner) };
const STAGE: TableColumn = { label: 'Stage', cell: ({ stage }) => plain(stage) };
const AMOUNT: TableColumn = {
  label: 'Amount',
  cell: ({ amount }, view) => plain(amountText(amount, view)),
  right: true,
};

const COLUMNS: Readonly<Record<TableView, readonly TableColumn[]>> = {
  list: [
    { label: 'Opp', cell: ({ id }) => plain(String(id), 'muted'), right: true },
    NAME,
    STAGE,
    AMOUNT,
    { label: 'Closes', cell: (card, { today }) => closesText(card, today) },
    { label: 'Days', cell: (card, { today }) => plain(String(daysInStage(card, today) ?? '')), right: true },
    { label: '%', cell: ({ probability }) => plain(String(probability)), right: true },
    OWNER,
    ACCOUNT,
    { label: 'Next', cell: (card, { today }) => nextText(card, today), flexible: true },
  ],
  stuck: [
    NAME,
    AMOUNT,
    STAGE,
    {
      label: 'Why',
      cell: (card, { today }) => plain(stuckReasons(card, today).join('; '), 'warn'),
      flexible: true,
    },
    OWNER,
    ACCOUNT,
  ],
  activity: [
    {
      label: 'When',
      cell: ({ lastActivity: activity }, { today }) =>
        plain(activity ? momentText(activity.at, today) : '', 'muted'),
    },
    { label: 'Who', cell: ({ lastActivity: activity }) => plain(activity?.who ?? null) },
    { label: 'What', cell: ({ lastActivity: activity }) => plain(activity?.what ?? null), flexible: true },
    NAME,
    STAGE,
    AMOUNT,
  ],
};

/** The header and the lines of a table view, fitted to the width. */
export function tableLines(
  name: TableView,
  cards: readonly DealCard[],
  width: number,
  view: Viewpoint,
  ruler: Ruler,
): { head: StyledLine; lines: StyledLine[] } {
  const columns = COLUMNS[name];
  const cells = cards.map((card) => columns.map(({ cell }) => cell(card, view)));
  const widths = fitColumns(
    columns.map(({ label, flexible }, at) => ({
      width: Math.max(label.length, ...cells.map((row) => ruler.width(row[at]?.text ?? ''))),
      flexible: flexible ?? false,
    })),
    width,
  );
  const line = (spans: readonly Span[]): StyledLine =>
    widths.flatMap((columnWidth, at) => {
      const text = ruler.cut(spans[at]?.text ?? '', columnWidth);
      const blank = ' '.repeat(columnWidth - ruler.width(text));
      const gap = at === 0 ? [] : [{ text: ' '.repeat(COLUMN_GAP) }];
      const filled = columns[at]?.right ? blank + text : text + blank;
      return [...gap, { ...spans[at], text: filled }];
    });
  return { head: line(columns.map(({ label }) => ({ text: label, look: 'muted' }))), lines: cells.map(line) };
}

function momentText(at: string, today: string): string {
  const day = toLocalDate(at);
  return `${day === today || day > today ? 'today' : relativeDay(day, today)} ${toLocalTime(at)}`;
}
