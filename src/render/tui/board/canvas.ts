import type { DealCard } from '../../../domain/board.ts';
import { type CardState, cardLines } from '../../board/card.ts';
import type { Paint } from '../../color.ts';
import { paintLine, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { Viewpoint } from '../../values.ts';

/** How one card looked last. */
interface Looks {
  readonly as: string;
  readonly lines: readonly string[];
}

/** Makes lines into text for the terminal. A card that looks as it did in the frame before is not made again. */
export class Canvas {
  readonly ruler: Ruler;
  readonly #paint: Paint;
  readonly #cards = new WeakMap<DealCard, Looks>();

  constructor(ruler: Ruler, paint: Paint) {
    this.ruler = ruler;
    this.#paint = paint;
  }

  text(line: StyledLine): string {
    return paintLine(line, this.#paint);
  }

  card(card: DealCard, state: CardState, width: number, view: Viewpoint): readonly string[] {
    const { selected, marked, fresh } = state;
    const as = `${selected} ${marked} ${fresh} ${width} ${view.today}`;
    const known = this.#cards.get(card);
    if (known?.as === as) return known.lines;
    const lines = cardLines(card, state, width, view, this.ruler).map((line) => this.text(line));
    this.#cards.set(card, { as, lines });
    return lines;
  }
}
