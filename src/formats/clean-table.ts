import { cleanText, hasInvisible } from '../domain/clean-text.ts';
import { decodeEntities } from './html-entities.ts';
import { isOwnExport } from './own-export.ts';
import type { Rows } from './rows.ts';

/** Numbers of cells that were cleaned. */
export interface CleanedCells {
  /** With invisible characters or spaces that do not break. */
  readonly invisible: number;
  /** With HTML entities. */
  readonly entities: number;
  /** With a word that the user says means a blank. */
  readonly blanked: number;
}

interface CleaningRules {
  /** Words for a blank cell, separated by commas, in any case. */
  readonly nullWords: string | undefined;
  /** Whether text may hold HTML entities. */
  readonly mayHoldEntities: boolean;
}

/** Text that may be HTML: its entities are decoded when its tags are removed. */
const TAG = /<\/?[a-z]/i;

/**
 * Removes invisible characters from all cells, decodes HTML entities unless our own export wrote the file, and blanks
 * the cells that hold one of `nullWords`.
 */
export function cleanRows<T extends Rows>(
  rows: T,
  { nullWords, mayHoldEntities }: CleaningRules,
): T & { cleaned(): CleanedCells } {
  const counts = { invisible: 0, entities: 0, blanked: 0 };
  const decodes = mayHoldEntities && !isOwnExport(rows.headers);
  const nulls = new Set(nullWords?.split(',').map((word) => word.trim().toLowerCase()));
  nulls.delete('');

  const clean = (text: string): string => {
    const decoded = decodes && !TAG.test(text) ? decodeEntities(text) : text;
    if (decoded !== text) counts.entities++;
    if (hasInvisible(text)) counts.invisible++;
    return cleanText(decoded);
  };
  const cleanCells = (cells: (string | null)[]): void => {
    for (let at = 0; at < cells.length; at++) {
      const text = cells[at];
      if (!text) continue;
      if (hasInvisible(text) || (decodes && text.includes('&'))) cells[at] = clean(text);
      if (nulls.size > 0 && nulls.has((cells[at] as string).trim().toLowerCase())) {
        cells[at] = '';
        counts.blanked++;
      }
    }
  };
  const headers = rows.headers.map((header) => cleanText(decodes ? decodeEntities(header) : header));
  const isClean = headers.every((header, at) => header === rows.headers[at]);
  return {
    ...rows,
    // Those of objects grow while rows are read.
    headers: isClean ? rows.headers : headers,
    rows: eachOf(rows.rows, ({ cells }) => cleanCells(cells)),
    batches: eachOf(rows.batches, (batch) => {
      for (const { cells } of batch) cleanCells(cells);
    }),
    cleaned: () => counts,
  };
}

async function* eachOf<T>(items: AsyncIterable<T>, change: (item: T) => void): AsyncGenerator<T> {
  for await (const item of items) {
    change(item);
    yield item;
  }
}
