/** A record of the file. */
export interface TableRow {
  /** First line of the record in the file, from 1. */
  readonly line: number;
  /** In header order; null if a JSON object lacks the value. */
  readonly cells: (string | null)[];
  /** Why the row is invalid; its cells may then not match the headers. */
  readonly problem?: string;
}

/** A key without a column. */
interface UnknownKey {
  readonly name: string;
  /** Number of its values that are not blank. */
  readonly count: number;
}

/** Rows, with what is known before and after reading them. */
export interface Rows {
  /** As written, including duplicates and blanks. */
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
  /** Columns behind the last header in which rows may have cells. */
  readonly columnsBehind?: number;
  /** The same rows in batches; read only one of the two. */
  readonly batches: AsyncIterable<readonly TableRow[]>;
  /** Report footers (totals, copyright) skipped so far. */
  skipped(): number;
  /** Lines so far that repeat the header; missing where there can be none. */
  headersAgain?(): number;
  /** The names of groups that stood above these lines. */
  groups?(): readonly string[];
  /** Keys of later JSON objects that the first hundred do not have: their values are not in the rows. */
  unknownKeys(): readonly UnknownKey[];
}
