import { isCrmError } from '../../domain/errors.ts';
import type { Field, Value } from '../../domain/field.ts';
import { type Phone, phoneText } from '../../domain/phones/phone.ts';
import type { MappedColumn } from '../../formats/mapped-column.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { Cells } from '../../formats/normalize-cells.ts';
import { isSecret } from '../../formats/secrets.ts';
import type { ValueReader } from '../../formats/values.ts';

/** Values shown per column. */
const VALUES_PER_COLUMN = 3;
/** Rows inspected for them. */
const ROWS_INSPECTED = 500;

/** Shown instead of secret values, whatever their number and length. */
const MASKED = '••••••';

/** A text of a column, and the value that it becomes; undefined if it is invalid or goes into no field. */
export interface Sample {
  readonly text: string;
  readonly value: Value | undefined;
}

/** A cell as translated, and the country of its row. */
interface SeenCell {
  readonly normalized: string;
  readonly country: string | null;
}

/** The first distinct values of each column of a file. */
export class Samples {
  readonly #reader: ValueReader;
  readonly #readPhone: (text: string, country: string | null) => Phone;
  readonly #stageNamed: (text: string) => string | null;
  readonly #countryIndex: number | undefined;
  readonly #seen: ReadonlyMap<number, Map<string, SeenCell>>;
  /** Columns of addresses that can go into the notes. */
  readonly #addresses: ReadonlySet<number>;
  #rows = 0;

  constructor(
    { columns, addresses }: Mapping,
    reader: ValueReader,
    readPhone: (text: string, country: string | null) => Phone,
    stageNamed: (text: string) => string | null,
  ) {
    this.#reader = reader;
    this.#readPhone = readPhone;
    this.#stageNamed = stageNamed;
    this.#countryIndex = columns.find(({ fields: [field] }) => field?.name === 'country')?.index;
    this.#addresses = new Set(addresses.flatMap(({ parts }) => parts.map(({ index }) => index)));
    this.#seen = new Map(columns.map(({ index }) => [index, new Map()]));
  }

  /** Notes a row as it is in the file, and as translated. */
  see(cells: Readonly<Cells>, normalized: Readonly<Cells>): void {
    if (++this.#rows > ROWS_INSPECTED) return;
    const country = this.#countryIndex === undefined ? null : (normalized[this.#countryIndex] ?? null);
    for (const [index, seen] of this.#seen) {
      const text = (cells[index] ?? normalized[index] ?? '').trim();
      if (text !== '' && seen.size < VALUES_PER_COLUMN && !seen.has(text))
        seen.set(text, { normalized: normalized[index] ?? '', country });
    }
  }

  /** The values of a column; for a column of secrets only whether there are any. */
  of({ header, index, fields: [field], continues }: MappedColumn): Sample[] {
    const seen = [...(this.#seen.get(index) ?? [])];
    if (isSecret(header)) return seen.length > 0 ? [{ text: MASKED, value: MASKED }] : [];
    // What is joined to another column is shown there.
    const isJoined = continues !== null || this.#addresses.has(index);
    return seen.map(([text, cell]) => ({ text, value: this.#shown(field, cell, text, isJoined) }));
  }

  #shown(field: Field | undefined, cell: SeenCell, text: string, isJoined: boolean): Value | undefined {
    if (isJoined && cell.normalized === '') return text;
    return field && this.#valueOf(field, cell, text);
  }

  #valueOf(field: Field, { normalized: text, country }: SeenCell, original: string): Value | undefined {
    try {
      const value: Value = this.#reader.read(field, text, { original });
      if (field.target === 'stage' && typeof value === 'string') return this.#stageNamed(value) ?? undefined;
      return field.type === 'phone' && typeof value === 'string'
        ? phoneText(this.#readPhone(value, country))
        : value;
    } catch (error) {
      if (!isCrmError(error)) throw error;
      // Several addresses in one cell are split later, and an id that is no number is that of another program.
      const isId = field.access === 'import' && field.type === 'integer';
      return field.overflow === undefined && !isId ? undefined : text;
    }
  }
}
