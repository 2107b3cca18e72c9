/** A comma before one or two digits at the end, or full stops between groups: `1.234,50`, `12,5`, `1.234.567`. */
const COMMA =
  /(?:^|[^\d])\d{1,3}(?:[.\s'’]\d{3})+,\d+(?:\D|$)|(?:^|[^\d.,])\d+,\d{1,2}(?:\D|$)|\d\.\d{3}\.\d{3}(?!\d)/;
/** A full stop that can only be a decimal one: `1,234.50`, `12.5`. */
const POINT = /\d,\d{3}\.\d+|(?:^|[^\d.,])\d+\.(?:\d{1,2}|\d{4,})(?:\D|$)/;

/** `1.234`. */
const EITHER = /(?:^|[^\d.,])[1-9]\d{0,2}\.\d{3}(?!\d)/;

/** One column of numbers: finds out over its cells how they mark decimals. */
export class NumberColumn {
  /** Whether its values may be chances: a share of 1 where percent are wanted. */
  readonly #chance: boolean;
  #decimal: ',' | '.' | null = null;
  #fraction: boolean | null = null;
  #doubtful = false;

  constructor(chance: boolean) {
    this.#chance = chance;
  }

  /** Whether it has a number that may be above or below a thousand, and nothing yet tells which. */
  get inDoubt(): boolean {
    return this.#doubtful && this.#decimal === null;
  }

  /** All of the column was seen: what is still in doubt has a decimal point, as programs write it. */
  settle(): void {
    this.#decimal ??= '.';
  }

  /** Takes note of what a cell says. */
  see(text: string): void {
    if (this.#decimal === null) {
      if (POINT.test(text)) this.#decimal = '.';
      else if (COMMA.test(text)) this.#decimal = ',';
      else this.#doubtful ||= EITHER.test(text);
    }
    if (this.#chance && this.#fraction === null) {
      const number = Number(text.trim().replace(',', '.'));
      if (number > 1) this.#fraction = false;
      else if (number > 0 && number < 1) this.#fraction = true;
    }
  }

  /** The cell with a point before its decimals and nothing between groups, where the column has commas there. */
  mend(text: string): string {
    this.see(text);
    const plain =
      this.#decimal === ',' ? text.replace(/(?<=\d)\.(?=\d{3})/g, '').replace(/(?<=\d),(?=\d)/, '.') : text;
    if (!this.#fraction) return plain;
    const chance = Number(plain.trim());
    return plain.trim() !== '' && chance >= 0 && chance <= 1
      ? String(Number((chance * 100).toFixed(4)))
      : plain;
  }
}
