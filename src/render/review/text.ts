import { formatDay } from '../../domain/dates/format-day.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Paint } from '../color.ts';
import { fitLine, paintLine, type StyledLine } from '../styled-line.ts';
import { rulerFor } from '../text-width.ts';
import { countsText, decisionsText, type ReviewSummary, totalsText, worthText } from './summary.ts';

/** Minimum width of a name, in columns. */
const MIN_NAME_COLUMNS = 16;
/** Blanks of a line: before, between and after its parts. */
const BLANK_COLUMNS = 8;

/** The summary for a terminal: one line per deal. */
export async function summaryText(summary: ReviewSummary, width: number, paint: Paint): Promise<string> {
  const { pipeline, decided, view } = summary;
  const names = decided.map(({ name }) => sanitize(name));
  const ruler = await rulerFor([
    pipeline,
    ...names,
    ...decided.map(({ decisions }) => decisionsText(decisions)),
  ]);
  const amounts = decided.map((deal) => worthText(deal, view));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => ruler.width(text)));
  const what = decided.map(({ decisions }) => sanitize(decisionsText(decisions)));
  const idWidth = widest(decided.map(({ id }) => String(id)));
  const amountWidth = widest(amounts);
  const room = width - idWidth - amountWidth - widest(what) - BLANK_COLUMNS;
  const nameWidth = Math.min(widest(names), Math.max(room, MIN_NAME_COLUMNS));
  const lines = decided.map(({ id }, at): StyledLine => {
    const amount = amounts[at] ?? '';
    return [
      { text: `  ${String(id).padStart(idWidth)}  `, look: 'muted' },
      ...fitLine([{ text: names[at] ?? '', look: 'bold' }], nameWidth, ruler),
      { text: `  ${' '.repeat(amountWidth - ruler.width(amount))}${amount}  ` },
      { text: what[at] ?? '' },
    ];
  });
  const head: StyledLine[] = [
    [
      { text: `Review of ${sanitize(pipeline)}, ${formatDay(view.today)}: `, look: 'bold' },
      { text: countsText(summary) },
    ],
    ...(decided.length === 0 ? [] : [[{ text: totalsText(decided, view) }]]),
  ];
  return [...head, ...lines].map((line) => `${paintLine(line, paint).trimEnd()}\n`).join('');
}
