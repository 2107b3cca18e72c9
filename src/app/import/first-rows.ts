import type { Row } from '../../domain/field.ts';

/** Rows shown of each kind. */
const ROWS_PER_KIND = 3;

/** A row of the file, with its name and result. */
export interface FirstRow {
  readonly line: number;
  /** The created or matched record. */
  readonly id: number;
  readonly what: string;
  /** Changed fields. */
  readonly fields: readonly string[];
}

/** The first rows that were created, updated, or left unchanged. */
export class FirstRows {
  readonly #rows = new Map<string, FirstRow[]>();

  add(kind: string, row: Omit<FirstRow, 'what'>, values: Row): void {
    const rows = this.#rows.get(kind) ?? [];
    if (rows.length === 0) this.#rows.set(kind, rows);
    if (rows.length < ROWS_PER_KIND) rows.push({ ...row, what: nameOf(values) });
  }

  /** Removes the rows of a record that nothing came of. */
  remove(kind: string, id: number): void {
    this.#rows.set(
      kind,
      this.of(kind).filter((row) => row.id !== id),
    );
  }

  of(kind: string): readonly FirstRow[] {
    return this.#rows.get(kind) ?? [];
  }
}

/** The display name of a row. */
function nameOf(values: Row): string {
  const texts = (...names: string[]) =>
    names.map((name) => values[name]).filter((value): value is string => typeof value === 'string');
  const person = texts('first_name', 'last_name').join(' ');
  const [name = ''] = [
    ...texts('name', 'subject'),
    person,
    ...texts('company', 'email', 'phone', 'body'),
  ].filter((text) => text !== '');
  const [company] = texts('company', 'account').filter((text) => text !== name);
  return company === undefined ? name : `${name} · ${company}`;
}
