/** The forms that lists and records are written in. */
export const FORMATS = ['table', 'csv', 'tsv', 'json', 'jsonl', 'md', 'ids'] as const;
export type Format = (typeof FORMATS)[number];

/** Global options after precedence (option, environment, config file, default). */
export interface Settings {
  readonly db: string;
  /** The database that --db or CRM_DB names, if one does. */
  readonly namedDb?: string | undefined;
  readonly format: Format | undefined;
  /** What the command line itself says of the format, be it a usual one or one of the command's own. */
  readonly asked: string | undefined;
  /** Names of columns, `?` to list them, `all`; undefined for the usual ones. */
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly yes: boolean;
  /** Whether outputs may replace another existing file. */
  readonly force: boolean;
  readonly quiet: boolean;
  readonly excel: boolean;
}
