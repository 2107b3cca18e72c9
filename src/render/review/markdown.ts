import { formatDay } from '../../domain/dates/format-day.ts';
import type { Row } from '../../domain/field.ts';
import { reviewReasons } from '../../domain/review.ts';
import type { Column } from '../column.ts';
import { countText } from '../counts.ts';
import { markdownCell, markdownEncoder } from '../encoder.ts';
import { countsText, decisionsText, type ReviewSummary, totalsText, worthText } from './summary.ts';

/** The summary as Markdown: decided deals, then the remaining ones. */
export function summaryMarkdown(summary: ReviewSummary): string {
  const { pipeline, user, decided, left, leftCount, view } = summary;
  const totals = totalsText(decided, view);
  const parts = [
    `# Review of ${markdownCell(pipeline)}, ${formatDay(view.today)}\n`,
    `${markdownCell(user)}: ${countsText(summary)}.${totals === '' ? '' : ` ${markdownCell(totals)}.`}\n`,
  ];
  if (decided.length > 0) {
    const rows = decided.map((deal) => ({
      id: deal.id,
      deal: deal.name,
      account: deal.account,
      owner: deal.owner,
      amount: worthText(deal, view),
      what: decisionsText(deal.decisions),
    }));
    parts.push('## Decided\n', table([...DEAL, text('what', 'Decided')], rows));
  }
  if (left.length > 0) {
    const rows = left.map((card) => ({
      id: card.id,
      deal: card.name,
      account: card.account,
      owner: card.owner,
      amount: worthText(card, view),
      what: reviewReasons(card, view.today)
        .map((reason) => reason.text)
        .join('; '),
    }));
    parts.push('## Left\n', table([...DEAL, text('what', 'Reason')], rows));
    if (leftCount > left.length) parts.push(`and ${countText(leftCount - left.length)} more\n`);
  }
  return parts.join('\n');
}

const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
const DEAL = [
  text('id', 'Opp'),
  text('deal', 'Deal'),
  text('account', 'Account'),
  text('owner', 'Owner'),
  text('amount', 'Amount'),
];

function table(columns: readonly Column[], rows: readonly Row[]): string {
  const { head, batch } = markdownEncoder(columns, true);
  return head + batch(rows);
}
