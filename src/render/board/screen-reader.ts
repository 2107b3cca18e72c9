import { type DealCard, daysInStage, isStale, nextStepOf, stuckReasons } from '../../domain/board.ts';
import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, dayText } from './words.ts';

/** A card as a sentence for screen readers: no signs, colours or positions. */
export function screenReaderCard(card: DealCard, view: Viewpoint): string {
  const { name, account, owner, amount } = card;
  return [
    sanitize(name),
    amount === null ? 'no amount' : amountText(amount, view),
    account === null ? '' : sanitize(account),
    owner === null ? '' : `owner ${sanitize(owner)}`,
    spokenClose(card, view.today),
    spokenNext(card, view.today),
    spokenAge(card, view.today),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function spokenClose({ closes, kind }: DealCard, today: string): string {
  if (closes === null) return '';
  const day = dayText(closes, today);
  if (kind !== 'open') return `closed ${day}`;
  return closes < today ? `close date ${day} has passed` : `closes ${day}`;
}

function spokenNext(card: DealCard, today: string): string {
  const days = card.nextDue ? Math.abs(daysBetween(today, card.nextDue)) : 0;
  switch (nextStepOf(card, today)) {
    case 'overdue':
      return `next step overdue since ${daysText(days)}`;
    case 'today':
      return 'next step due today';
    case 'none':
      return 'no next step';
    case 'planned':
      return card.nextDue
        ? `next step in ${daysText(days)}`
        : `next step: ${sanitize(card.nextStep ?? 'planned')}`;
    case 'closed':
      return card.kind;
  }
}

function spokenAge(card: DealCard, today: string): string {
  const days = daysInStage(card, today);
  if (days === null || card.kind !== 'open') return '';
  return `${daysText(days)} in the stage${isStale(card, today) ? ', too long' : ''}`;
}

const daysText = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** A stuck deal as a sentence: what is wrong with it first. */
export function spokenStuck(card: DealCard, view: Viewpoint): string {
  return `${sanitize(card.name)}: ${stuckReasons(card, view.today).map(sanitize).join('; ')}, ${screenReaderCard(card, view)}`;
}

/** An activity as a sentence. */
export function spokenActivity({ name, lastActivity }: DealCard, { today }: Viewpoint): string {
  if (!lastActivity) return sanitize(name);
  const { at, who, what } = lastActivity;
  const day = toLocalDate(at);
  const when = `${day >= today ? 'today' : relativeDay(day, today)} ${toLocalTime(at)}`;
  return [when, sanitize(who ?? ''), sanitize(what), sanitize(name)].filter((part) => part !== '').join(', ');
}
