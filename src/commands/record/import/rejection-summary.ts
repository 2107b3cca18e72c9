/** A reason for rejected rows. */
export interface RejectionReason {
  readonly text: string;
  /** The first of the lines. */
  readonly lines: number[];
  /** Hints. */
  readonly hints: readonly string[];
  count: number;
}

/** Maximum number of distinguished reasons, and the text for the others. */
const MAX_REASONS = 1000;
const OTHERS = 'other reasons';

/** Lines that are kept of each reason. */
const MAX_LINES_PER_REASON = 3;

/** Counts rejected rows by reason, each with its first line and hints. */
export class RejectionSummary {
  readonly #byText = new Map<string, RejectionReason>();

  add(line: number, text: string, hints: readonly string[]): void {
    const known = this.#byText.get(text);
    if (known) {
      known.count++;
      if (known.lines.length < MAX_LINES_PER_REASON) known.lines.push(line);
    } else if (this.#byText.size < MAX_REASONS || text === OTHERS)
      this.#byText.set(text, { text, lines: [line], hints, count: 1 });
    else this.add(line, OTHERS, []);
  }

  /** The most frequent first. */
  all(): RejectionReason[] {
    return [...this.#byText.values()].toSorted((a, b) => b.count - a.count);
  }
}
