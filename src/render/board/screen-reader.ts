import { type DealCard, daysInStage, isStale, nextStepOf } from '../../domain/board.ts';
import { daysBetween } from '../../domain/dates/calendar.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { StyledLine } from '../styled-line.ts';
import type { Viewpoint } from '../values.ts';
import { amountText, closesText } from './words.ts';

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

function spokenClose({ closes, kind, ...card }: DealCard, today: string): string {
  if (closes === null) return '';
  const day = closesText({ ...card, closes, kind }, today).text.replace('!', '');
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

/** A line of a table as a sentence: each value with its label. */
export function screenReaderRow(head: StyledLine, line: StyledLine): string {
  return line
    .map(({ text }, at) => [head[at]?.text.trim() ?? '', text.trim()])
    .filter(([, value]) => value !== '' && value !== '-')
    .map(([label, value]) => (label === '' ? value : `${label} ${value}`))
    .join(', ');
}
