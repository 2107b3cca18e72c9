/** Values of a row by column, as the database has them. */
export type ColumnValues = Record<string, string | number | null>;

/** What the rules of nouns ask of the database. */
export interface RuleFacts {
  /** UTC ISO 8601. */
  readonly now: string;
  /** Who writes. */
  readonly userId: number;
  isConvertedStatus(name: string): boolean;
  /** The result a call can have that is called so. */
  callResult(word: string): { readonly word: string; readonly disposition: string } | undefined;
  /** The account that an account belongs to. */
  parentOf(accountId: number): number | null;
  /** A stage that there is. */
  stage(id: number): StageFacts;
}

/** What a stage says of the deals in it. */
export interface StageFacts {
  readonly pipelineId: number;
  readonly name: string;
  readonly kind: 'open' | 'won' | 'lost';
}

/** A record as it is written. */
export interface WrittenRecord {
  /** Null for a new one. */
  readonly before: ColumnValues | null;
  /** All columns, the number included. */
  readonly after: ColumnValues;
  /** What was given for it, by field. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What holds for the records of a noun, whoever writes them: a person or an import. */
export interface Rules {
  /** What the rules ask of the database. */
  readonly facts?: 'lead statuses' | 'call results' | 'parents' | 'stages';
  /**
   * Checks the columns that are to be written and fills in what follows from them; `before` is null for a new record.
   * Throws `usage` for values out of range, `refused` for what the life of the record forbids.
   */
  check?(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void;
  /** Checks that rows around a record (e-mails, tags) may change. */
  checkChildren?(record: ColumnValues): void;
  /** Rows of other records and of histories that follow from what is written. */
  rowsAfter?(facts: RuleFacts, written: WrittenRecord): readonly FollowingRow[];
}

/** A row that follows from a record. */
export interface FollowingRow {
  readonly table: 'stage_history' | 'activity' | 'task';
  readonly row: ColumnValues;
}
