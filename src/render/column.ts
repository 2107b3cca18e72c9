import type { FieldType, Value } from '../domain/field.ts';

/** One column of a list, or one labelled field of a record. */
export interface Column {
  /** Key in JSON, header in CSV and TSV. */
  readonly name: string;
  /** Header on a terminal and in Markdown. */
  readonly label: string;
  readonly type: FieldType;
  /** Numbers are aligned right without being told. */
  readonly align?: 'right';
  /** Others are cut in a narrow window before this one, which is seen whole or not at all. */
  readonly whole?: boolean;
}

/** One record in full: its fields, then what belongs to it. */
export interface RecordView {
  /** What a person reads first: `lead 42  Jane Doe · Acme`. */
  readonly title: string;
  readonly noun: string;
  /** Its reference, as `-f ids` prints it. */
  readonly id?: number;
  readonly fields: readonly { readonly column: Column; readonly value: Value }[];
  readonly sections: readonly Section[];
}

/** Related records under a record, as a small table. */
export interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Value>>[];
  /** Said on a terminal when there are no rows; without it the section is left out then. */
  readonly empty?: string;
}

const RIGHT: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'money', 'duration']);

/** Whether the values of the column line up on the right. */
export function isRightAligned(column: Column): boolean {
  return column.align === 'right' || RIGHT.has(column.type);
}

/** The columns that hold something in one of the rows at least. */
export function filledColumns(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, Value>>[],
): Column[] {
  const isBlank = (value: Value | undefined) =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return columns.filter(({ name }) => rows.some((row) => !isBlank(row[name])));
}
