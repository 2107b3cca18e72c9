/** Formats of lists and records. */
export const FORMATS = ['table', 'csv', 'tsv', 'json', 'jsonl', 'md', 'ids'] as const;
export type Format = (typeof FORMATS)[number];

/** Global options after precedence (option, environment, config file, default). */
export interface Settings {
  readonly db: string;
  /** The database of --db or CRM_DB, if given. */
  readonly namedDb?: string | undefined;
  readonly format: Format | undefined;
  /** Whether the output is a page for people, which gets the values of csv and what else a table shows. */
  readonly isPage: boolean;
  /** The format on the command line, standard or the command's own. */
  readonly requestedFormat: string | undefined;
  /** Column names, `?` to list them, `all`; undefined for the default columns. */
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly yes: boolean;
  /** Whether outputs may replace existing files. */
  readonly force: boolean;
  readonly quiet: boolean;
  readonly excel: boolean;
  /** What separates the cells of csv. */
  readonly delimiter: string;
}
