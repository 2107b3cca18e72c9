import { isCrmError } from '../../../domain/errors.ts';
import type { Field, Value } from '../../../domain/field.ts';
import { type Phone, phoneText } from '../../../domain/phones/phone.ts';
import type { MappedColumn, Mapping } from '../../../formats/mapping.ts';
import type { Cells } from '../../../formats/normalize-cells.ts';
import { isSecret } from '../../../formats/secrets.ts';
import type { ValueReader } from '../../../formats/values.ts';
import { plainText } from '../../../render/values.ts';

/** Values shown per column. */
const VALUES_PER_COLUMN = 3;
/** Rows inspected for them. */
const ROWS_INSPECTED = 500;

/** Shown instead of secret values, whatever their number and length. */
const MASKED = '••••••';

/** A value of a column, and its parsed form: blank if it is blank, null if it is invalid. */
export interface Sample {
  readonly from: string;
  readonly to: string | null;
}

/** The first distinct values of each column of a file. */
export class Samples {
  readonly #columns: readonly MappedColumn[];
  readonly #reader: ValueReader;
  readonly #readPhone: (text: string) => Phone;
  readonly #stageNamed: (text: string) => string | null;
  readonly #seen: ReadonlyMap<number, Map<string, string>>;
  #rows = 0;

  constructor(
    { columns }: Mapping,
    reader: ValueReader,
    readPhone: (text: string) => Phone,
    stageNamed: (text: string) => string | null,
  ) {
    this.#columns = columns;
    this.#reader = reader;
    this.#readPhone = readPhone;
    this.#stageNamed = stageNamed;
    this.#seen = new Map(columns.map(({ index }) => [index, new Map()]));
  }

  /** Notes a row as it is in the file, and as translated. */
  see(cells: Readonly<Cells>, mended: Readonly<Cells>): void {
    if (++this.#rows > ROWS_INSPECTED) return;
    for (const [index, seen] of this.#seen) {
      const text = (cells[index] ?? mended[index] ?? '').trim();
      if (text !== '' && seen.size < VALUES_PER_COLUMN && !seen.has(text))
        seen.set(text, mended[index] ?? '');
    }
  }

  /** The values of a column; for a column of secrets only whether there are any. */
  async of({ header, index, fields: [field] }: MappedColumn): Promise<Sample[]> {
    if (isSecret(header)) return this.#seen.get(index)?.size ? [{ from: MASKED, to: MASKED }] : [];
    const samples: Sample[] = [];
    for (const [from, mended] of this.#seen.get(index) ?? [])
      samples.push({ from, to: field === undefined ? null : await this.#become(field, mended, from) });
    return samples;
  }

  /** All columns, in the order of the file. */
  get columns(): readonly MappedColumn[] {
    return this.#columns;
  }

  async #become(field: Field, text: string, original: string): Promise<string | null> {
    try {
      const value: Value = this.#reader.read(field, text, { original });
      if (field.target === 'stage' && typeof value === 'string') return this.#stageNamed(value);
      if (field.type !== 'phone' || typeof value !== 'string') return said(value);
      return phoneText(this.#readPhone(value));
    } catch (error) {
      if (!isCrmError(error)) throw error;
      // Several addresses in one cell are split later.
      return field.overflow === undefined ? null : text;
    }
  }
}

function said(value: Value): string {
  if (value === null) return '';
  const text = plainText(value);
  return typeof value === 'object' && 'currency' in value ? `${text} ${value.currency}` : text;
}
