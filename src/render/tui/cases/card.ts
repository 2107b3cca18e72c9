import { type CaseCard, isOverdue } from '../../../domain/case-board.ts';
import { sanitize } from '../../../domain/terminal-text.ts';
import { HOUR_MS } from '../../../domain/time-units.ts';
import type { Look } from '../../color.ts';
import type { Pen } from '../../parts/pen.ts';
import { fitLine, justify, onGround, type Span, type StyledLine, span } from '../../styled-line.ts';

/** Lines of a card, the blank one below included. */
export const linesOfCard = (isDetailed: boolean): number => (isDetailed ? 4 : 3);

/** Columns before the text of a card. */
export const GUTTER_WIDTH = 2;

/** What is due within this time stands out. */
const SOON_MS = 2 * HOUR_MS;

const PRIORITY_LOOKS: Readonly<Record<string, Look>> = { urgent: 'bad', high: 'warn' };

/** The lines of a card, of `width` columns: subject; whose it is; when it is due and who has it. */
export function cardLines(
  card: CaseCard,
  { isSelected, isDetailed }: { readonly isSelected: boolean; readonly isDetailed: boolean },
  now: number,
  width: number,
  pen: Pen,
): StyledLine[] {
  const { ruler, signs } = pen;
  const inner = Math.max(4, width - GUTTER_WIDTH);
  const ground: readonly Look[] = isSelected ? ['selected'] : [];
  const attention = attentionOf(card, now);
  const edge: Span = isSelected
    ? span(signs.cursor, 'accent', ...ground)
    : attention === null
      ? span(' ')
      : span(signs.attention, attention);
  const priority = PRIORITY_LOOKS[card.priority];
  const number = span(`${card.id}`, 'muted');
  const people = [card.account, card.contact].filter((name) => name !== null).map((name) => sanitize(name));
  const lines: StyledLine[] = [
    justify(
      [span(ruler.cut(sanitize(card.subject), inner - number.text.length - 1), 'bold')],
      [number],
      inner,
      ruler,
    ),
    ...(isDetailed ? [[span(people.join(` ${signs.between} `) || '–', 'muted')]] : []),
    justify(
      [
        ...(priority === undefined ? [] : [span(card.priority, priority), span('  ')]),
        span(dueText(card, now), ...(attention === null ? [] : [attention])),
      ],
      [span(card.owner === null ? '' : sanitize(card.owner), 'muted')],
      inner,
      ruler,
    ),
  ];
  return [
    ...lines.map((line) => [edge, span(' ', ...ground), ...onGround(fitLine(line, inner, ruler), ...ground)]),
    [span(' '.repeat(width))],
  ];
}

/** What a card says in a sentence, for a screen reader. */
export function spokenCard(card: CaseCard, now: number): string {
  const { id, subject, account, priority, owner } = card;
  const parts = [
    `case ${id}`,
    subject,
    account ?? '',
    priority,
    dueText(card, now),
    owner ?? 'nobody has it',
  ];
  return sanitize(parts.filter((part) => part !== '').join(', '));
}

/** The hue of what is overdue, or due soon. */
function attentionOf(card: CaseCard, now: number): Look | null {
  return isOverdue(card, now) ? 'bad' : isDueSoon(card, now) ? 'warn' : null;
}

function isDueSoon({ dueAt }: CaseCard, now: number): boolean {
  return dueAt !== null && Date.parse(dueAt) - now < SOON_MS;
}

/** `3h late`, `answer in 45m`, `solve in 2d`, `6h left`; blank where nothing is due. */
function dueText(card: CaseCard, now: number): string {
  const { dueAt, timeLeft, isAnswered } = card;
  if (dueAt !== null) {
    const ms = Date.parse(dueAt) - now;
    return ms < 0 ? `${shortTime(-ms)} late` : `${isAnswered ? 'solve' : 'answer'} in ${shortTime(ms)}`;
  }
  return timeLeft === null ? '' : `${shortTime(timeLeft * 1000)} left`;
}

/** `45m`, `3h`, `2d`. */
function shortTime(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}
