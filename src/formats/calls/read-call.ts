import { isCrmError } from '../../domain/errors.ts';
import { htmlText } from '../html-text.ts';
import type { TableRow } from '../rows.ts';
import { readValueMaps } from '../value-map-option.ts';
import { CallCells, type CallIndexes, callIndexes } from './call-cells.ts';
import { CallMoments } from './call-moments.ts';
import { CallResults } from './call-results.ts';
import type { CallReading, CallRow } from './call-row.ts';
import { CallSides } from './call-sides.ts';
import type { CallColumns } from './columns.ts';
import { CALL_FIELDS } from './fields.ts';

export interface CallReaderOptions {
  readonly mapValue: readonly string[];
  /** Whether the team has a result of that word. */
  readonly hasResult: (word: string) => boolean;
}

/** The extension of an agent: `101 - Amy Lee`. */
const EXTENSION_BEFORE_NAME = /^\d{2,6}\s+-\s+(?=\p{L})/u;

const TOTAL = /^\s*(?:grand )?totals?\b/i;
/** A total that stands in a later cell, before its sums. */
const TOTAL_ALONE = /^\s*(?:grand )?totals?\s*:?\s*$/i;
const KIND = /^(?:fax|sms|mms|text|message|chat|email|video|task|meeting)/i;

/** Reads the rows of a file of calls. */
export class CallReader {
  readonly #columns: CallColumns;
  readonly #indexes: CallIndexes;
  readonly #moments: CallMoments;
  readonly #sides: CallSides;
  readonly #results: CallResults;

  /** Throws `usage` for an invalid `--map-value`. */
  constructor(columns: CallColumns, { mapValue, hasResult }: CallReaderOptions) {
    const valueMaps = readValueMaps(mapValue, CALL_FIELDS);
    this.#columns = columns;
    this.#indexes = callIndexes(columns);
    this.#moments = new CallMoments(columns);
    this.#sides = new CallSides(columns, valueMaps);
    this.#results = new CallResults(columns, valueMaps, this.#moments, hasResult);
  }

  /** Whether a column says who took part. */
  get namesParties(): boolean {
    return ['number', 'from', 'to', 'party_id'].some((field) => this.#columns.of(field).length > 0);
  }

  /** Notes the times of a row, which tell the order of day and month. Throws `usage` if both orders occur. */
  observe(row: TableRow): void {
    this.#moments.observe(row);
  }

  /** Makes the error for a column of dates whose order nothing tells; null if all is clear. */
  get ambiguity(): CallMoments['ambiguity'] {
    return this.#moments.ambiguity;
  }

  /** Words of the line that are not known, where the talk time decided; with their rows. */
  get unknownWords(): ReadonlyMap<string, number> {
    return this.#results.unknownWords;
  }

  read(row: TableRow): CallReading {
    try {
      return this.#read(row);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return { type: 'rejected', error, row };
    }
  }

  #read(row: TableRow): CallReading {
    const cells = new CallCells(this.#indexes, row.cells);
    const kind = cells.text('type');
    if (kind !== null && KIND.test(kind)) return { type: 'passed', reason: 'no-call', row };
    if (this.#isTotal(cells)) return { type: 'passed', reason: 'total', row };
    const at = this.#moments.readStart(cells);
    const { sides, pass } = this.#sides.readSides(cells, kind);
    const result = this.#results.readResult(cells, kind, sides);
    if (result === 'no-call' || result === 'unfinished') return { type: 'passed', reason: result, row };
    const call: CallRow = {
      row,
      at,
      sides,
      pass,
      duration: result.duration,
      result: result.word,
      note: readNote(cells),
      subject: cells.text('subject'),
      user: this.#readUser(cells),
      callId: cells.text('call_id'),
      groupId: cells.text('group_id'),
      callbackAt: this.#moments.callbackAt(cells),
    };
    return { type: 'call', call };
  }

  /** A line of sums has no day of its own. */
  #isTotal(row: CallCells): boolean {
    const isSaid = row.cells.some((cell, at) => cell !== null && (at === 0 ? TOTAL : TOTAL_ALONE).test(cell));
    if (!isSaid) return false;
    const text = this.#moments.startText(row);
    return text === '' || TOTAL.test(text);
  }

  #readUser(row: CallCells): readonly string[] | null {
    if (row.indexesOf('user').length === 0) return null;
    const machines = this.#columns.system?.machines ?? [];
    const texts = row.texts('user').map((text) => text.replace(EXTENSION_BEFORE_NAME, ''));
    return texts.some((text) => machines.includes(text)) ? [] : texts;
  }
}

/** The note, with what has no place of its own. */
function readNote(row: CallCells): string | null {
  const recording = row.texts('recording').filter((text) => !/^(?:yes|no|true|false|0|1)$/i.test(text));
  const tags = row.text('tags');
  const lines = [
    ...row.texts('note').map(htmlText),
    ...recording.map((text) => `Recording: ${text}`),
    ...(tags === null ? [] : [`Tags: ${tags}`]),
  ];
  return lines.length === 0 ? null : [...new Set(lines)].join('\n');
}
