import type { DealCard, Sum } from '../../domain/board.ts';
import { daysInStage, isStale, nextStepOf } from '../../domain/board.ts';
import { daysBetween } from '../../domain/dates/calendar.ts';
import type { Money } from '../../domain/money.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Span } from '../styled-line.ts';
import { humanText, type Viewpoint } from '../values.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Mar 31`; with the year (`Jan 4 '27`) unless it is the current one. */
function dayText(date: string, today: string): string {
  const day = `${MONTHS[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}`;
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} '${date.slice(2, 4)}`;
}

/** `Mar 2026`, from `2026-03`. */
export function monthText(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

export function amountText(money: Money | null, view: Viewpoint): string {
  return money === null ? '' : humanText(money, 'money', view, false);
}

/** A short amount, in thousands or millions: `$1.2M`. */
function shortAmount({ minor, currency }: Money, view: Viewpoint): string {
  const text = humanText({ minor, currency }, 'money', view, false);
  const [, before = '', digits = '', after = ''] = /^(\D*)([\d,]+)(.*)$/.exec(text) ?? [];
  const units = Number(digits.replaceAll(',', ''));
  const [size, letter] = units >= 999_500_000 ? [1e9, 'B'] : units >= 999_500 ? [1e6, 'M'] : [1e3, 'k'];
  if (units < 10_000) return text;
  const short = units / size;
  return `${before}${short < 10 ? short.toFixed(1).replace(/\.0$/, '') : Math.round(short)}${letter}${after}`;
}

/** One amount per currency, joined; different currencies are never added up. */
export function sumsText(
  sums: readonly Sum[],
  of: 'amount' | 'weighted',
  view: Viewpoint,
  short = false,
): string {
  const say = short ? shortAmount : (money: Money) => amountText(money, view);
  const first = sums.slice(0, 2).map((sum) => say(sum[of], view));
  const zero = amountText({ minor: 0, currency: view.currency }, view);
  return first.length === 0 ? zero : first.join(' + ') + (sums.length > 2 ? ' + …' : '');
}

/** The next step of a deal as sign, words and colour. */
export function nextText(card: DealCard, today: string): Span {
  const days = card.nextDue ? Math.abs(daysBetween(today, card.nextDue)) : 0;
  switch (nextStepOf(card, today)) {
    case 'overdue':
      return { text: `! due ${days}d ago`, look: 'bad' };
    case 'today':
      return { text: '* today', look: 'good' };
    case 'none':
      return { text: '? no next', look: 'warn' };
    case 'planned':
      return {
        text: card.nextDue ? `next in ${days}d` : sanitize(card.nextStep ?? 'planned'),
        look: 'muted',
      };
    case 'closed':
      return { text: card.kind, look: card.kind === 'won' ? 'good' : 'muted' };
  }
}

/** Days in the stage; with a `!` if over the limit. */
export function ageText(card: DealCard, today: string): Span {
  const days = daysInStage(card, today);
  if (days === null || card.kind !== 'open') return { text: '' };
  return isStale(card, today) ? { text: `${days}d!`, look: 'bad' } : { text: `${days}d`, look: 'muted' };
}

/** Close date of a deal; with a `!` if it has passed. */
export function closesText({ closes, kind }: DealCard, today: string): Span {
  if (closes === null) return { text: 'no close date', look: 'muted' };
  const isLate = kind === 'open' && closes < today;
  return isLate ? { text: `${dayText(closes, today)}!`, look: 'bad' } : { text: dayText(closes, today) };
}
