/** Why rows were refused. */
export interface RejectionReason {
  readonly text: string;
  /** The first of the lines. */
  readonly line: number;
  /** Ways out. */
  readonly hints: readonly string[];
  count: number;
}

/** How many reasons are told apart, and what the others are called. */
const MOST = 1000;
const OTHERS = 'other reasons';

/** Counts why rows were refused, each reason with its first line and the ways out. */
export class RejectionSummary {
  readonly #byText = new Map<string, RejectionReason>();

  add(line: number, text: string, hints: readonly string[]): void {
    const known = this.#byText.get(text);
    if (known) known.count++;
    else if (this.#byText.size < MOST || text === OTHERS)
      this.#byText.set(text, { text, line, hints, count: 1 });
    else this.add(line, OTHERS, []);
  }

  /** The commonest first. */
  all(): RejectionReason[] {
    return [...this.#byText.values()].toSorted((a, b) => b.count - a.count);
  }
}
