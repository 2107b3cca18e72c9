import type { Noun } from '../../domain/field.ts';

/** The kind of records in a file: one of our nouns, or one that is not supported yet. */
export type Subject = Noun | 'user' | 'campaign' | 'case' | 'product';

/** A column of ids of other records of the same program. */
export interface Link {
  /** The relation it feeds: `account`, whose number is in `account_id`. */
  readonly field: string;
  readonly noun: Subject;
  /** Prefix of the ids of that noun, if the column can point to several. */
  readonly prefix?: string;
}

/** A kind of file that a program exports. Headers match in any spelling with the same `headerKey`. */
export interface Layout {
  readonly subject: Subject;
  /** Sets of headers that identify it: a file with all headers of one set matches. */
  readonly signatures: readonly (readonly string[])[];
  /** Whether its headers are API names without spaces: `LastName` matches, `Last Name` does not. */
  readonly spelled?: true;
  /** Their header and our field; `-` for a column that is meaningless elsewhere. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headers of id columns. Of several links, the first that finds a record counts. */
  readonly links?: Readonly<Record<string, readonly Link[]>>;
  /** Their words, in lower case, and ours, by our field. */
  readonly words?: Words;
  /** The same for a single column, by its header; a blank leaves the field to other columns. */
  readonly columnWords?: Words;
  /** Columns with chances from 0 to 1 instead of percent. */
  readonly fractions?: readonly string[];
  /** Columns with HTML notes. */
  readonly html?: readonly string[];
  /** Columns with days, and the columns with their times. */
  readonly times?: Readonly<Record<string, string>>;
  /** Columns with names such as `Parent : Child`, and the field for the first part. */
  readonly paths?: Readonly<Record<string, string>>;
  /** Values that all records of such a file have. */
  readonly defaults?: Readonly<Record<string, string>>;
}

export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is known about the files of one program. */
export interface Preset {
  /** Value of `--preset`, and source of external ids. */
  readonly name: string;
  readonly label: string;
  /** `headers`: checked with real exports. `names`: only field names were available. */
  readonly proven: 'headers' | 'names';
  readonly layouts: readonly Layout[];
  /** Headers in all of its files that are meaningless elsewhere. */
  readonly noise?: RegExp;
  /** Normalizes ids that its exports spell in several ways. */
  readonly spellId?: (id: string) => string;
  /** Whether its reports have rows with totals. */
  readonly totals?: true;
  /** Whether some of its exports write `null` for blank values. */
  readonly nulls?: true;
  /** Whether dates may be days since 1899-12-30, as in spreadsheets. */
  readonly serialDates?: true;
}

/** A link to one noun. */
export function link(field: string, noun: Subject = field as Subject): readonly Link[] {
  return [{ field, noun }];
}

/** The same entry for each of several headers. */
export function forEachHeader<T>(headers: readonly string[], entry: T): Record<string, T> {
  return Object.fromEntries(headers.map((header) => [header, entry]));
}

/** Columns that are meaningless elsewhere, separated by `|`. */
export function droppedColumns(headers: string): Record<string, string> {
  return forEachHeader(headers.split('|'), '-');
}
