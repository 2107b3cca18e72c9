/** A decimal comma before one or two digits at the end, or dots between groups: `1.234,50`, `12,5`, `1.234.567`. */
const DECIMAL_COMMA =
  /(?:^|[^\d])\d{1,3}(?:[.\s'’]\d{3})+,\d+(?:\D|$)|(?:^|[^\d.,])\d+,\d{1,2}(?![\d,]|\.\d)|\d\.\d{3}\.\d{3}(?!\d)/;
/** A dot that can only be a decimal mark, or commas between groups: `1,234.50`, `12.5`, `12,34,567`. */
const DECIMAL_POINT =
  /\d,\d{3}\.\d+|\d,\d{2,3},\d{3}(?![\d,])|(?:^|[^\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.,]*\d)/;

/** Ambiguous: `1.234`. */
const AMBIGUOUS = /(?:^|[^\d.,])[1-9]\d{0,2}\.\d{3}(?!\d)/;

/** A column of numbers: infers the decimal mark from its cells. */
export class NumberColumn {
  /** Whether its values may be chances from 0 to 1 instead of percent. */
  readonly #chance: boolean;
  #decimal: ',' | '.' | null = null;
  #fraction: boolean | null = null;
  #isAmbiguous = false;

  constructor(chance: boolean) {
    this.#chance = chance;
  }

  /** Whether a number is ambiguous by a factor of a thousand, and no other cell decides. */
  get isAmbiguous(): boolean {
    return this.#isAmbiguous && this.#decimal === null;
  }

  /** Call after the last row: an ambiguous mark is a decimal point, as programs write it. */
  resolve(): void {
    this.#decimal ??= '.';
  }

  /** Records the decimal mark of a cell. */
  observe(text: string): void {
    if (this.#decimal === null) {
      if (DECIMAL_POINT.test(text)) this.#decimal = '.';
      else if (DECIMAL_COMMA.test(text)) this.#decimal = ',';
      else this.#isAmbiguous ||= AMBIGUOUS.test(text);
    }
    if (this.#chance && this.#fraction === null) {
      const number = Number(text.trim().replace(',', '.'));
      if (number > 1) this.#fraction = false;
      else if (number > 0 && number < 1) this.#fraction = true;
    }
  }

  /** The cell with a decimal point and without group marks, if the column has decimal commas. */
  normalize(text: string): string {
    this.observe(text);
    // What a cell says itself counts more than what others say.
    const hasCommas = this.#decimal === ',' || (text.includes(',') && DECIMAL_COMMA.test(text));
    const plain =
      hasCommas && !DECIMAL_POINT.test(text)
        ? text.replace(/(?<=\d)\.(?=\d{3})/g, '').replace(/(?<=\d),(?=\d)/, '.')
        : text;
    if (!this.#fraction) return plain;
    const chance = Number(plain.trim());
    return plain.trim() !== '' && chance >= 0 && chance <= 1
      ? String(Number((chance * 100).toFixed(4)))
      : plain;
  }
}
