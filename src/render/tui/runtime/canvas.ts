import { type Paint, PLAIN } from '../../color.ts';
import type { Pen } from '../../parts/pen.ts';
import { paintLine, type StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';

/** Makes lines into text for the terminal. */
export class Canvas {
  readonly ruler: Ruler;
  readonly pen: Pen;
  readonly #paint: Paint;
  readonly #hasLinks: boolean;
  readonly #known = new WeakMap<object, { readonly look: string; readonly rows: readonly string[] }>();

  constructor(pen: Pen, paint: Paint, hasLinks = true) {
    this.pen = pen;
    this.ruler = pen.ruler;
    this.#paint = paint;
    this.#hasLinks = hasLinks;
  }

  /** The same without any style or link: what is drawn can be cut anywhere. */
  plain(): Canvas {
    return new Canvas(this.pen, PLAIN, false);
  }

  text(line: StyledLine): string {
    const shown = this.#hasLinks ? line : line.map(({ link: _, ...span }) => span);
    return paintLine(shown, this.#paint);
  }

  /** The rows of a thing that is on many frames: made again only when it is to look otherwise. */
  rowsOf(thing: object, look: string, lines: () => readonly StyledLine[]): readonly string[] {
    const known = this.#known.get(thing);
    if (known?.look === look) return known.rows;
    const rows = lines().map((line) => this.text(line));
    this.#known.set(thing, { look, rows });
    return rows;
  }
}
