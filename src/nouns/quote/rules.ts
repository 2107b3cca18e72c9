import { toLocalDate } from '../../domain/dates/calendar.ts';
import { refused, usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts, RulesByHand } from '../shared/rules.ts';

/** A quote is of a deal; the day on which it was sent or answered is known. */
export function checkQuote(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  if (typeof given('opp_id') !== 'number')
    throw usage('a quote is of a deal', { code: 'quote-without-deal' });
  const status = columns.status;
  if (status === undefined || status === null || status === before?.status) return;
  const today = toLocalDate(facts.now);
  if (status === 'sent' && given('sent_on') === null) columns.sent_on = today;
  if (status === 'accepted' || status === 'declined') columns.answered_on ??= today;
}

/** What the document says changes no more once it was sent. */
const OF_DOCUMENT = ['name', 'notes', 'valid_until'];

export const QUOTE_BY_HAND: RulesByHand = {
  checkEdit(_, before, values) {
    if (before.status === 'draft') return;
    const other = OF_DOCUMENT.find((name) => values[name] !== undefined && values[name] !== before[name]);
    if (other)
      throw refused(`quote ${before.id} is ${before.status}: it says what was offered`, {
        code: 'quote-answered',
        opp: before.opp_id as number,
      });
  },
};
