/** Why rows were rejected; the reason may name another value for each of them. */
export interface RejectionReason {
  /** The reason of the first row. */
  readonly text: string;
  /** The first of the lines. */
  readonly lines: number[];
  /** The first of the values that the reason names for other rows, with their quotes. */
  readonly otherValues: Set<string>;
  /** Hints. */
  readonly hints: readonly string[];
  count: number;
}

/** Maximum number of distinguished reasons, and the text for the others. */
const MAX_REASONS = 1000;
const OTHERS = 'other reasons';

/** Lines and other values that are kept of each reason. */
const MAX_LINES_PER_REASON = 3;
const MAX_VALUES_PER_REASON = 21;

/** Quoted texts, and numbers. */
const VALUE = /"[^"]*"|\b\d+\b/g;

/** Counts rejected rows by reason, whatever value it names, each with its first lines and hints. */
export class RejectionSummary {
  readonly #byKind = new Map<string, RejectionReason>();

  add(line: number, text: string, hints: readonly string[]): void {
    const kind = text.replace(VALUE, '""');
    const known = this.#byKind.get(kind);
    if (known) {
      known.count++;
      if (known.lines.length < MAX_LINES_PER_REASON) known.lines.push(line);
      if (known.otherValues.size < MAX_VALUES_PER_REASON) addDifference(known, text);
    } else if (this.#byKind.size < MAX_REASONS || text === OTHERS)
      this.#byKind.set(kind, { text, lines: [line], otherValues: new Set(), hints, count: 1 });
    else this.add(line, OTHERS, []);
  }

  /** The most frequent first. */
  all(): RejectionReason[] {
    return [...this.#byKind.values()].toSorted((a, b) => b.count - a.count);
  }
}

/** Notes the first value in which a reason differs from that of the first row. */
function addDifference({ text: first, otherValues }: RejectionReason, text: string): void {
  if (text === first) return;
  const values = first.match(VALUE) ?? [];
  const value = text.match(VALUE)?.find((each, at) => each !== values[at]);
  if (value !== undefined) otherValues.add(value);
}
