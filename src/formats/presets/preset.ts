import type { Noun } from '../../domain/field.ts';

/** What the records of a file are: a noun of ours, or something that has no place here yet. */
export type Subject = Noun | 'user' | 'campaign' | 'case' | 'product';

/** A column whose cells are ids of other records of the same program. */
export interface Link {
  /** The relation it feeds: `account`, whose number is in `account_id`. */
  readonly field: string;
  readonly noun: Subject;
  /** How ids of that noun begin, where one column may point to several. */
  readonly prefix?: string;
}

/** One kind of file that a program exports. Headers count in any spelling that `headerKey` makes the same. */
export interface Layout {
  readonly subject: Subject;
  /** Sets of headers that tell it from all others: it fits a file that has one of them whole. */
  readonly signatures: readonly (readonly string[])[];
  /** Whether its headers are names of an interface, never spelled with spaces: `LastName` tells, `Last Name` does not. */
  readonly spelled?: true;
  /** Their header and our field; `-` says nothing outside that program. */
  readonly columns: Readonly<Record<string, string>>;
  /** Their headers that hold ids. Of several links the first that finds a record counts. */
  readonly links?: Readonly<Record<string, readonly Link[]>>;
  /** What their words mean, by our field: theirs in lower case, then ours. */
  readonly words?: Words;
  /** The same for one column alone, by its header; what it makes blank leaves the field to other columns. */
  readonly columnWords?: Words;
  /** Columns with chances from 0 to 1 where we have percent. */
  readonly fractions?: readonly string[];
  /** Columns with notes that are HTML. */
  readonly html?: readonly string[];
  /** Columns with days, and those beside them that hold the time of day. */
  readonly times?: Readonly<Record<string, string>>;
  /** Columns with names such as `Parent : Child`, and the field that the part in front feeds. */
  readonly paths?: Readonly<Record<string, string>>;
  /** What all records of such a file have in common. */
  readonly defaults?: Readonly<Record<string, string>>;
}

export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is known of the files of one program. */
export interface Preset {
  /** As `--preset` takes it; external ids are kept as its. */
  readonly name: string;
  readonly label: string;
  /** `headers`: checked against headers of real exports. `names`: only names of its fields were to be had. */
  readonly proven: 'headers' | 'names';
  readonly layouts: readonly Layout[];
  /** Headers of every file of it that say nothing outside that program. */
  readonly noise?: RegExp;
  /** The one spelling of ids that its exports spell in several ways. */
  readonly spellId?: (id: string) => string;
  /** Whether its reports have rows with totals between and under the records. */
  readonly totals?: true;
  /** Whether some of its exports write `null` for nothing. */
  readonly nulls?: true;
  /** Whether dates may be days since 1899-12-30, as spreadsheets count. */
  readonly serialDates?: true;
}

/** A link to one noun. */
export function link(field: string, noun: Subject = field as Subject): readonly Link[] {
  return [{ field, noun }];
}

/** The same entry for each of several headers. */
export function each<T>(headers: readonly string[], entry: T): Record<string, T> {
  return Object.fromEntries(headers.map((header) => [header, entry]));
}

/** Columns that say nothing outside the program, as one text with `|` between them. */
export function dropped(headers: string): Record<string, string> {
  return each(headers.split('|'), '-');
}
