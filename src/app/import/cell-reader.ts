import type { CrmError } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { ColumnInference } from '../../formats/infer-columns.ts';
import type { Mapping } from '../../formats/mapping.ts';
import { type Cells, cellNormalizer } from '../../formats/normalize-cells.ts';
import type { Preset } from '../../formats/presets/preset.ts';
import { RecordReader } from '../../formats/record.ts';
import { isTotalRow } from '../../formats/report-footer.ts';
import { RoundedIds } from '../../formats/rounded-ids.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { ValueReader } from '../../formats/values.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { ExternalRef } from '../../store/import/external-refs.ts';
import { externalRefs, noteConverted } from './external-refs.ts';
import { type KeptCells, keepUnread, neededError } from './kept-cells.ts';
import { dropRepeatedLineValues } from './line-values.ts';
import { dealNames } from './name-of-deal.ts';
import { PlainIds } from './plain-ids.ts';
import { takeRating } from './ratings.ts';
import { RunningTotals } from './running-totals.ts';

/** The beginning of the reason in a file of rejected rows. */
export const REJECTION = /^line \d+: /;

/** The parsed values of a row. */
export interface ParsedRow {
  readonly values: Row;
  readonly foreign: readonly ExternalRef[];
  /** What is in its notes because its field cannot hold it; null if nothing is. */
  readonly kept: KeptCells | null;
  /** What a new record is called if the file has no names; null if it has. */
  readonly nameIfNew?: string | null;
}

/** Why a row cannot be read, and its other values. */
interface UnreadableCells {
  readonly error: CrmError;
  readonly known: Row;
}

/** The meaning of the cells of a file. */
interface Meaning {
  readonly spec: NounDefinition;
  readonly mapping: Mapping;
  /** The program that wrote the file; null if unknown. */
  readonly preset: Preset | null;
  /** Whether our own export wrote the file, so that nothing must be inferred. */
  readonly own: boolean;
  readonly dateFormat: string | undefined;
  readonly values: ValueReader;
}

/** Translates cells to our words, and parses their texts to values. */
export class CellReader {
  /** Formats inferred from whole columns; null if there are none to infer. */
  readonly formats: ColumnInference | null;
  readonly #meaning: Meaning;
  readonly #roundedIds: RoundedIds;
  readonly #reader: RecordReader;
  readonly #normalize: ((cells: Cells) => void) | null;
  /** Null for our own exports, which have no sums. */
  readonly #totals: RunningTotals | null;
  readonly #foreign: (cells: Cells) => ExternalRef[];
  /** Null for our own exports, which have our numbers. */
  readonly #plainIds: PlainIds | null;
  readonly #nameOf: ReturnType<typeof dealNames>;

  constructor(meaning: Meaning) {
    const { spec, mapping, preset, own, dateFormat, values } = meaning;
    this.#meaning = meaning;
    this.#roundedIds = new RoundedIds(mapping);
    this.#reader = new RecordReader(mapping.feeds, values);
    this.#normalize = cellNormalizer(mapping, preset);
    this.#foreign = externalRefs(mapping, preset);
    this.#plainIds = own ? null : new PlainIds(mapping, spec);
    this.#nameOf = own ? null : dealNames(mapping, spec);
    this.#totals = own ? null : new RunningTotals(mapping);
    const formats = own
      ? null
      : new ColumnInference(
          mapping,
          {
            dateFormat,
            serialDates: true,
            isOfProgram: preset !== null,
            usualOrder: preset?.dateOrder,
          },
          values,
        );
    this.formats = formats?.isNoop === false ? formats : null;
  }

  /** Whether a row is a total of others. */
  isTotal({ cells }: TableRow): boolean {
    return this.#meaning.preset?.totals === true && isTotalRow(cells);
  }

  /** The translated cells, or the row's own cells if nothing changes. */
  normalize({ cells }: TableRow): Cells {
    const known = this.#roundedIds.without(cells);
    if (!this.#normalize && !this.formats) return known;
    const normalized = [...known];
    this.#normalize?.(normalized);
    return normalized;
  }

  /** The headers under which rows are read again as here; null if those of the file will do. */
  headersAgain(headers: readonly string[]): readonly string[] | null {
    return this.#plainIds?.headersAgain(headers) ?? null;
  }

  /** What is told of the cells after all rows are read. */
  warnings(): string[] {
    return this.#roundedIds.warnings();
  }

  /**
   * What the normalized cells of a row say, or why they cannot be read; `original` are those of the file. Null for the
   * sums of the rows before it.
   */
  parse(cells: Cells, original: Cells): ParsedRow | UnreadableCells | null {
    const { spec, own, preset } = this.#meaning;
    const { values, unread: unreadable } = this.#reader.read(cells, original);
    if (this.#totals?.isTotal(original, values, unreadable)) return null;
    const ids = this.#plainIds?.take(cells, values, unreadable);
    const unread = takeRating(this.#meaning, values, ids?.unread ?? unreadable);
    const error = neededError(spec, values, unread);
    if (error) return { error, known: values };
    const kept = keepUnread(spec, values, unread);
    // The reason we wrote next to a rejected row is not the reason of a disqualified lead.
    if (typeof values.reason === 'string' && REJECTION.test(values.reason)) values.reason = null;
    const foreign = [...this.#foreign(cells), ...(ids?.foreign ?? [])];
    noteConverted(spec.noun, values, foreign);
    if (spec.noun === 'line' && !own) dropRepeatedLineValues(values, foreign, preset?.name);
    return { values, foreign, kept, nameIfNew: this.#nameOf?.(values, cells) ?? null };
  }
}
