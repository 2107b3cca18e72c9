/** Texts in one piece: a thread hands that over at the cost of one, and pieces of it are taken out without copying. */
export interface PackedTexts {
  readonly whole: string;
  /** Where each ends. */
  readonly ends: Uint32Array;
}

/** Marks an end as that of no text at all. */
const NONE = 2 ** 32 - 1;

export class TextPacker {
  readonly #texts: string[] = [];
  readonly #ends: number[] = [];
  #end = 0;

  add(text: string | null): void {
    if (text === null) {
      this.#ends.push(NONE);
      return;
    }
    this.#texts.push(text);
    this.#end += text.length;
    this.#ends.push(this.#end);
  }

  packed(): PackedTexts {
    return { whole: this.#texts.join(''), ends: Uint32Array.from(this.#ends) };
  }
}

/** Takes the texts out in the order they came in. */
export class TextReader {
  readonly #whole: string;
  readonly #ends: Uint32Array;
  #at = 0;
  #start = 0;

  constructor({ whole, ends }: PackedTexts) {
    this.#whole = whole;
    this.#ends = ends;
  }

  next(): string | null {
    const end = this.#ends[this.#at++] as number;
    if (end === NONE) return null;
    const text = this.#whole.slice(this.#start, end);
    this.#start = end;
    return text;
  }
}

/** Texts from one on, where none of all is missing. */
export function textsFrom({ whole, ends }: PackedTexts, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    whole.slice(from + at === 0 ? 0 : ends[from + at - 1], ends[from + at]),
  );
}
