import type { DealCard, Sum } from '../../domain/board.ts';
import { daysInStage, isStale, nextStepOf } from '../../domain/board.ts';
import { addDaysTo, daysBetween, weekdayOf } from '../../domain/dates/calendar.ts';
import type { Money } from '../../domain/money.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import type { Signs } from '../parts/pen.ts';
import type { Span } from '../styled-line.ts';
import { humanText, type Viewpoint } from '../values.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const SHORT_WORD_CHARS = 3;

/** `November`, from `2026-11` or a day in it. */
export function monthName(month: string): string {
  return MONTHS[Number(month.slice(5, 7)) - 1] ?? '';
}

/** `Mar 31`; with the year (`Jan 4 '27`) where that is neither this one nor the next half year's. */
export function dayText(date: string, today: string): string {
  const day = `${monthName(date).slice(0, SHORT_WORD_CHARS)} ${Number(date.slice(8))}`;
  const isNear = date.slice(0, 4) === today.slice(0, 4) || (date > today && date < addDaysTo(today, 180));
  return isNear ? day : `${day} '${date.slice(2, 4)}`;
}

/** `Mon Jan 11`. */
export function weekdayText(date: string, today: string): string {
  return `${WEEKDAYS[weekdayOf(date)]} ${dayText(date, today)}`;
}

/** `Mon 11`, or where there are fewer columns the day alone. */
export function shortDayText(date: string, columns: number): string {
  const day = String(Number(date.slice(8)));
  return columns < 6 ? day : `${WEEKDAYS[weekdayOf(date)]} ${day}`;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export function amountText(money: Money | null, view: Viewpoint): string {
  return money === null ? '' : humanText(money, 'money', view, false);
}

/** A rounded amount, in thousands or millions: `$139.7k`; `isShort` for the largest ones without a decimal: `$140k`. */
export function roundedAmount(money: Money, view: Viewpoint, isShort = false): string {
  return scaled(money, view, isShort ? 'short' : 'rounded') ?? amountText(money, view);
}

/** The same where it says all, else the whole amount: `$12.5k`, but `$12,345`. */
export function compactAmount(money: Money | null, view: Viewpoint): string {
  return money === null ? '' : (scaled(money, view, 'exact') ?? amountText(money, view));
}

const SCALES = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** The amount in a larger unit with at most one decimal; null where it is small, or would lose something and must not. */
function scaled(money: Money, view: Viewpoint, how: 'exact' | 'rounded' | 'short'): string | null {
  const text = humanText(money, 'money', view, true);
  const [, before = '', digits = '', , cents = '', after = ''] =
    /^(\D*)([\d,]+)(\.(\d+))?(.*)$/.exec(text) ?? [];
  const units = Number(digits.replaceAll(',', ''));
  const [size, letter] = SCALES.find(([least]) => units >= least) ?? [1, ''];
  if (letter === '' || (how === 'exact' && (units % (size / 10) !== 0 || Number(cents) > 0))) return null;
  const decimals = how === 'short' && units / size >= 10 ? 0 : 1;
  const short = (units / size).toFixed(decimals).replace(/\.0$/, '');
  return `${before}${short}${letter}${after}`;
}

/** One amount per currency, joined. */
export function sumsText(
  sums: readonly Sum[],
  of: 'amount' | 'weighted',
  view: Viewpoint,
  short = false,
): string {
  const say = (money: Money) => (short ? roundedAmount(money, view) : amountText(money, view));
  const first = sums.slice(0, 2).map((sum) => say(sum[of]));
  const zero = amountText({ minor: 0, currency: view.currency }, view);
  return first.length === 0 ? zero : first.join(' + ') + (sums.length > 2 ? ' + …' : '');
}

/** The next step of a deal as sign, words and colour; `isShort` for little room. */
export function nextSpan(card: DealCard, today: string, signs: Signs, isShort = false): Span {
  const days = card.nextDue ? Math.abs(daysBetween(today, card.nextDue)) : 0;
  switch (nextStepOf(card, today)) {
    case 'overdue':
      return { text: `${signs.late} ${isShort ? '' : 'late '}${days}d`, look: ['bad', 'bold'] };
    case 'today':
      return { text: `${signs.today} today`, look: 'accent' };
    case 'none':
      return { text: `${signs.none} no step`, look: 'warn' };
    case 'planned': {
      const when = !card.nextDue ? 'planned' : days === 1 ? 'tomorrow' : `${isShort ? '' : 'in '}${days}d`;
      return { text: `${signs.planned} ${isShort && days === 1 ? '1d' : when}`, look: 'muted' };
    }
    case 'closed':
      return closedSpan(card, signs);
  }
}

function closedSpan({ kind }: DealCard, signs: Signs): Span {
  return kind === 'won'
    ? { text: `${signs.won} won`, look: 'good' }
    : { text: `${signs.lost} lost`, look: 'muted' };
}

/** The next step in whole words: what, and when. */
export function nextStepSpans(card: DealCard, today: string, signs: Signs): Span[] {
  const { nextDue } = card;
  const what = sanitize(card.nextTask ?? card.nextStep ?? '');
  const days = nextDue ? daysBetween(today, nextDue) : 0;
  const sign = nextSpan(card, today, signs).text.split(' ')[0] ?? '';
  switch (nextStepOf(card, today)) {
    case 'overdue':
      return [
        { text: `${sign} `, look: 'bad' },
        { text: what },
        { text: `, due ${dayCount(-days)} ago`, look: 'bad' },
      ];
    case 'today':
      return [{ text: `${sign} `, look: 'accent' }, { text: what }, { text: ', today', look: 'accent' }];
    case 'planned': {
      const when = !nextDue ? '' : days === 1 ? ', tomorrow' : `, in ${dayCount(days)}`;
      return [{ text: `${sign} `, look: 'muted' }, { text: what }, { text: when, look: 'muted' }];
    }
    case 'none':
      return [{ text: `${sign} no next step`, look: 'warn' }];
    case 'closed':
      return [closedSpan(card, signs)];
  }
}

/** `1 day`, `12 days`. */
export const dayCount = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Days in the stage; with a `!` if over the limit, without one a blank, so that the days are in a column. */
export function ageSpan(card: DealCard, today: string): Span {
  const days = daysInStage(card, today);
  if (days === null || card.kind !== 'open') return { text: '' };
  return isStale(card, today) ? { text: `${days}d!`, look: 'warn' } : { text: `${days}d `, look: 'muted' };
}

/** Close date of a deal; with a sign if it has passed. */
export function closesSpan({ closes, kind }: DealCard, today: string, signs: Signs): Span {
  if (closes === null) return { text: 'no date', look: 'muted' };
  const isPast = kind === 'open' && closes < today;
  return isPast
    ? { text: `${signs.lost} ${dayText(closes, today)}`, look: 'bad' }
    : { text: dayText(closes, today), look: 'muted' };
}

/** How badly a deal needs a hand: its gutter has this colour. */
export function attentionOf(card: DealCard, today: string): Extract<Look, 'bad' | 'warn'> | null {
  if (card.kind !== 'open') return null;
  const next = nextStepOf(card, today);
  if (next === 'overdue' || (card.closes !== null && card.closes < today)) return 'bad';
  return next === 'none' || isStale(card, today) ? 'warn' : null;
}
