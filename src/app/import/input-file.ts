import type { CrmError } from '../../domain/errors.ts';
import type { TableRow } from '../../formats/rows.ts';
import type { Table } from '../../formats/table.ts';

/** A file with a parsed header; its rows can be read once. */
export interface InputFile {
  /** Name in messages. */
  readonly name: string;
  readonly table: Table;
  /** Opens it again from its beginning; null if it can be read only once. */
  readonly reopen: (() => Promise<Table>) | null;
  /** Estimates the number of rows from what has been read; undefined if the size is unknown. */
  total(rows: number): number | undefined;
}

/** Takes the rows of a file that cannot be imported. */
export interface RejectedRowSink {
  /** Sets the headers under which the rows can be imported again, if they are not those of the file. */
  setHeaders(headers: readonly string[]): void;
  /** Takes a row, with cells that are clear without the other rows. */
  add(row: TableRow, error: CrmError): Promise<void>;
}
