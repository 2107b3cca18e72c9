import type { Mapping } from './mapping.ts';

/** Words that programs write into text for no value, and that people write for nothing. */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  '(null)',
  '<null>',
  '[null]',
  '\\n',
  'n/a',
  '#n/a',
  'na',
  'n.a.',
  'nan',
  'none',
  'nil',
  'undefined',
  '(blank)',
  '-',
  '--',
  '---',
  '–',
  '—',
  '?',
  'tbd',
  'unknown',
]);
const MAX_WORD_CHARS = 9;
/** Rows looked at. */
const MAX_ROWS = 10_000;
/** Cells with such a word before a column is reported, and their share of its filled cells. */
const MIN_CELLS = 2;
const MIN_SHARE = 0.5;

/** A column of text. */
interface TextColumn {
  readonly header: string;
  readonly index: number;
  filled: number;
  readonly words: Map<string, number>;
}

/** Watches columns of text for words that mean a blank: in other columns they are blank anyway. */
export class NullWords {
  readonly #columns: readonly TextColumn[];
  #rows = 0;

  constructor({ columns }: Mapping) {
    this.#columns = columns
      .filter(({ fields, known }) => !known && fields.some(({ type }) => type === 'text'))
      .map(({ header, index }) => ({ header, index, filled: 0, words: new Map() }));
  }

  /** Records the cells of a row, of the first rows alone. */
  observe(cells: readonly (string | null)[]): void {
    if (this.#rows === MAX_ROWS) return;
    this.#rows++;
    for (const column of this.#columns) {
      const text = cells[column.index];
      if (!text) continue;
      column.filled++;
      if (text.length > MAX_WORD_CHARS || !WORDS.has(text.toLowerCase())) continue;
      column.words.set(text, (column.words.get(text) ?? 0) + 1);
    }
  }

  /** One warning for each column that is full of such words. */
  warnings(): string[] {
    return this.#columns.flatMap(({ header, filled, words }) => {
      const cells = [...words.values()].reduce((sum, count) => sum + count, 0);
      if (cells < MIN_CELLS || cells < filled * MIN_SHARE) return [];
      const found = [...words.keys()];
      return [
        `"${header}" has ${found.map((word) => `"${word}"`).join(', ')} in ${cells} of ${this.#rows === MAX_ROWS ? 'the first ' : ''}${filled} cells, kept as text; to leave them blank: --null '${found.join(',')}'`,
      ];
    });
  }
}
