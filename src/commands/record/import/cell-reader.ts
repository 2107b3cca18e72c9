import type { Noun, Row } from '../../../domain/field.ts';
import { type Cells, cellMender } from '../../../intake/cells.ts';
import { isTotal } from '../../../intake/furniture.ts';
import type { Mapping } from '../../../intake/mapping.ts';
import type { Preset } from '../../../intake/presets/preset.ts';
import { readRecord } from '../../../intake/record.ts';
import { Survey } from '../../../intake/survey.ts';
import type { TableRow } from '../../../intake/table.ts';
import type { ValueReader } from '../../../intake/values.ts';
import type { Foreign } from '../../../store/import/foreign.ts';
import { foreignIds, sayConverted } from './foreign.ts';

/** How the reason of a refused row begins. */
const REFUSED = /^line \d+: /;

/** What a row says of a record. */
export interface Said {
  readonly values: Row;
  readonly foreign: readonly Foreign[];
}

/** What the cells of a file mean. */
interface Meaning {
  readonly noun: Noun;
  readonly mapping: Mapping;
  /** The program the file is from; null where that is not known. */
  readonly preset: Preset | null;
  /** Whether our own export wrote the file, which leaves nothing to find out. */
  readonly own: boolean;
  readonly dateFormat: string | undefined;
  readonly values: ValueReader;
}

/** Puts the cells of rows into our words, and their texts into values. */
export class CellReader {
  /** What is found out over whole columns; null where there is nothing of the kind. */
  readonly survey: Survey | null;
  readonly #meaning: Meaning;
  readonly #mend: ((cells: Cells) => void) | null;
  readonly #foreign: (cells: Cells) => Foreign[];

  constructor(meaning: Meaning) {
    const { mapping, preset, own, dateFormat } = meaning;
    this.#meaning = meaning;
    this.#mend = cellMender(mapping, preset);
    this.#foreign = foreignIds(mapping, preset);
    const survey = own
      ? null
      : new Survey(mapping, { dateFormat, serialDates: preset?.serialDates === true });
    this.survey = survey?.idle === false ? survey : null;
  }

  /** Whether a row sums up others. */
  isTotal({ cells }: TableRow): boolean {
    return this.#meaning.preset?.totals === true && isTotal(cells);
  }

  /** The cells in our words, the row's own where there is nothing to mend. */
  mended({ cells }: TableRow): Cells {
    if (!this.#mend && !this.survey) return cells;
    const mended = [...cells];
    this.#mend?.(mended);
    return mended;
  }

  /** What the mended cells of a row say; null where one cannot be read. */
  said(cells: Cells): Said | null {
    const { mapping, values: reader, noun } = this.#meaning;
    const { values, unread } = readRecord(mapping.feeds, reader, cells);
    if (unread.length > 0) return null;
    // What we wrote beside a refused row is not why a lead was disqualified.
    if (typeof values.reason === 'string' && REFUSED.test(values.reason)) values.reason = null;
    const foreign = this.#foreign(cells);
    sayConverted(noun, values, foreign);
    return { values, foreign };
  }

  /** What a row says, where it is a record, can be read and leaves nothing in doubt; else null. */
  saidAtOnce(row: TableRow): Said | null {
    if (row.problem !== undefined || this.isTotal(row)) return null;
    const cells = this.mended(row);
    return this.survey?.mend(cells) === false ? null : this.said(cells);
  }
}
