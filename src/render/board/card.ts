import type { DealCard } from '../../domain/board.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import { fitLine, justify, type Span, type StyledLine } from '../styled-line.ts';
import type { Ruler } from '../text-width.ts';
import type { Viewpoint } from '../values.ts';
import { ageText, amountText, closesText, nextText } from './words.ts';

/** Lines of a card, including the blank line below it. */
export const CARD_LINES = 4;

/** How a card is highlighted. */
export interface CardState {
  readonly selected: boolean;
  readonly marked: boolean;
  /** Changed recently. */
  readonly fresh: boolean;
}

export const QUIET: CardState = { selected: false, marked: false, fresh: false };

/** The lines of a card, padded to `width` columns: name and amount, account and owner, next step. */
export function cardLines(
  card: DealCard,
  { selected, marked, fresh }: CardState,
  width: number,
  view: Viewpoint,
  ruler: Ruler,
): StyledLine[] {
  const inner = Math.max(4, width - 2);
  const edge: Span = { text: `${selected ? '▌' : ' '}${marked ? '✓' : fresh ? '+' : ' '}` };
  const look = fresh ? 'accent' : 'bold';
  const who = [card.account, card.owner].filter((name) => name !== null).map(sanitize);
  const [account = '', owner = ''] = card.account === null ? ['', ...who] : who;
  const lines = [
    justify([{ text: sanitize(card.name), look }], [{ text: amountText(card.amount, view) }], inner, ruler),
    justify([{ text: account }], [{ text: owner, look: 'muted' }], inner, ruler),
    stateLine(
      [nextText(card, view.today), closesText(card, view.today)],
      inner,
      ageText(card, view.today),
      ruler,
    ),
  ];
  return lines.map((line, at) => [at === 0 ? edge : { text: selected ? '▌ ' : '  ' }, ...line]);
}

/** As many parts as fit, and the age at the right end. */
function stateLine(parts: readonly Span[], width: number, age: Span, ruler: Ruler): StyledLine {
  const line = parts.flatMap((span, at) => (at === 0 ? [span] : [{ text: ' · ' }, span]));
  const room = Math.max(0, width - (age.text === '' ? 0 : ruler.width(age.text) + 1));
  const gap = age.text === '' ? [] : [{ text: ' ' }];
  return [...fitLine(line, room, ruler), ...gap, age];
}

/** All texts of a card, for choosing a ruler. */
export function cardTexts(card: DealCard): string[] {
  return Object.values({ ...card, ...card.lastActivity })
    .filter((value) => typeof value === 'string')
    .map(sanitize);
}
