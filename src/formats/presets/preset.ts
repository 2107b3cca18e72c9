import type { Noun } from '../../domain/field.ts';
import type { DateOrder } from '../date-order.ts';
import type { Shop } from '../shop/shop.ts';

/** Kinds of records that are not imported, and their plural. */
export const UNSUPPORTED = {
  'case history': 'histories of cases',
  'product category': 'categories of products',
  'order line': 'lines of orders',
  invoice: 'invoices and orders to suppliers',
  file: 'files',
  team: 'teams of records',
  setting: 'settings',
} as const;

/** The kind of records in a file: one of our nouns, rows that belong to a deal, or a kind that is not imported. */
export type Subject =
  | Noun
  | 'user'
  | 'contact role'
  | 'campaign member'
  | 'quote line'
  | 'stage history'
  | 'attachment'
  | keyof typeof UNSUPPORTED;

/** A column of ids of other records of the same program. */
export interface Link {
  /** The relation it feeds: `account`, whose number is in `account_id`. */
  readonly field: string;
  readonly noun: Subject;
  /** Prefix of the ids of that noun, if the column can point to several. */
  readonly prefix?: string;
  /** Values of a row that it points to a record of that noun from, whatever its columns say. */
  readonly sets?: Readonly<Record<string, string>>;
  /** For records that need not be there: fields that a row leaves blank without one, whatever its columns say. */
  readonly blanks?: readonly string[];
}

/** A kind of file that a program exports. Headers match in any spelling with the same `headerKey`. */
export interface Layout {
  readonly subject: Subject;
  /** Sets of headers that identify it: a file with all headers of one set matches. */
  readonly signatures: readonly (readonly string[])[];
  /** Names of such files, without extension, date and number, as `headerKey` writes them: `potentials`. */
  readonly files?: readonly string[];
  /** Whether its headers are API names without spaces: `LastName` matches, `Last Name` does not. */
  readonly spelled?: true;
  /** Their header and our field; `-` for a column that is meaningless elsewhere. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headers of id columns. Of several links, the first that finds a record counts. */
  readonly links?: Readonly<Record<string, readonly Link[]>>;
  /** Their words, in lower case, and ours, by our field. */
  readonly words?: Words;
  /** The same for a single column, by its header, `lead-*` for all that begin so; a blank leaves the field to others. */
  readonly columnWords?: Words;
  /** Columns whose texts can end with that of another column in brackets: `Contract Sent (Sales Pipeline)`. */
  readonly bracketed?: Readonly<Record<string, string>>;
  /** Columns with chances from 0 to 1 instead of percent. */
  readonly fractions?: readonly string[];
  /** Columns of durations in thousandths of a second, which their headers do not say. */
  readonly milliseconds?: readonly string[];
  /** Columns of amounts with words behind them: `$50 monthly`. */
  readonly worded?: readonly string[];
  /** Columns with several words, each a value of its own. */
  readonly spaced?: readonly string[];
  /** Columns with HTML notes. */
  readonly html?: readonly string[];
  /** Columns with days, and the columns with their times. */
  readonly times?: Readonly<Record<string, string>>;
  /** Columns with when a task was due, and the columns with when it was done: then its activity happened. */
  readonly happened?: Readonly<Record<string, string>>;
  /** Columns with how many minutes after another moment something happened, and the columns with that moment. */
  readonly minutesAfter?: Readonly<Record<string, readonly string[]>>;
  /** The column that says that something takes whole days, and the columns whose times then mean nothing. */
  readonly wholeDays?: { readonly header: string; readonly days: readonly string[] };
  /** Columns with names such as `Parent : Child`, and the field for the first part. */
  readonly paths?: Readonly<Record<string, string>>;
  /** Columns with a company and one of its people, `Acme, Jane Doe`. */
  readonly pairs?: Readonly<Record<string, NamePair>>;
  /** Columns whose text continues that of the column before them for the same field, and what stands between. */
  readonly continued?: Readonly<Record<string, string>>;
  /** Columns without a field of ours that go to the notes, and what the line there begins with. */
  readonly noted?: Readonly<Record<string, string | NotePrefix>>;
  /** Which rows are such records, if the file has others too: one of these cells matches. */
  readonly rows?: {
    readonly headers: readonly string[];
    readonly match: RegExp;
    /** Whether all of them have to match. */
    readonly every?: true;
  };
  /** How the orders in it are read: they become records of several kinds. */
  readonly shop?: Shop;
  /** For lines of orders: the columns that name their order, by its id or its name, and what a line comes to. */
  readonly ofOrders?: { readonly order: readonly string[]; readonly amount: readonly string[] };
  /** Columns with another field where the records become leads, which have no company beside them. */
  readonly asLead?: Readonly<Record<string, string>>;
  /** Values that all records of such a file have. */
  readonly defaults?: Readonly<Record<string, string>>;
}

/** How a column of a company and one of its people is read. */
export interface NamePair {
  /** The field for the company. */
  readonly front: string;
  /** What a name alone is. */
  readonly alone: 'company' | 'person';
}

/** A line of the notes that begins with what another column says, or with `label` where that is blank. */
interface NotePrefix {
  readonly label: string;
  /** Its header, in each form of the file. */
  readonly beside: readonly string[];
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
  /** Layouts of the parts of files with several kinds of records in a row. */
  readonly parts?: readonly Layout[];
  /** Headers in all of its files that are meaningless elsewhere. */
  readonly noise?: RegExp;
  /** The order of day and month in its dates, if no file shows another. */
  readonly dateOrder?: DateOrder;
  /** Normalizes ids that its exports spell in several ways. */
  readonly spellId?: (id: string) => string;
  /** Beginnings of the ids of each kind of record. */
  readonly idPrefixes?: Readonly<Record<string, Subject>>;
  /** What separates several values in one cell, if it is nothing that imports split at anyway. */
  readonly separator?: string;
  /** Parts of such cells that mean something only to the program. */
  readonly systemParts?: RegExp;
  /** Whether prices and discounts of lines are those of each payment, of which there can be several a year. */
  readonly discountsPayments?: true;
  /** Whether a column of a related record, `Account.Name`, is named after the column of its id, `AccountId`. */
  readonly relationColumns?: true;
  /** Headers of ids of other records, and in them the name of the relation: `_accountid_value`. */
  readonly references?: RegExp;
  /** Headers of the parts of a record, `Contacts/Name`, if these continue in rows below it that have nothing else. */
  readonly partsBelow?: RegExp;
  /** Whether its reports have rows with totals. */
  readonly totals?: true;
  /** The word that its exports write where nothing is chosen. */
  readonly blank?: string;
  /** Whether it writes an apostrophe before numbers, so that spreadsheets leave them as they are. */
  readonly apostrophes?: true;
  /** Whether some of its exports write `null` for blank values. */
  readonly nulls?: true;
  /** Whether it is made for files of an unknown program, of which only the columns of ids are known. */
  readonly makeshift?: true;
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

/** Columns that go to the notes under their own headers, separated by `|`. */
export function sameLabels(headers: string): Record<string, string> {
  return Object.fromEntries(headers.split('|').map((header) => [header, header]));
}

/** The rows in which one of these cells is filled. */
export function filled(...headers: string[]): NonNullable<Layout['rows']> {
  return { headers, match: /\S/ };
}
