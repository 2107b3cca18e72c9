/** A noun that the team has made. */
export interface CustomNoun {
  /** Its name in commands and references, and that of its table. */
  readonly name: string;
  readonly plural: string;
  /** For people: `Project`. */
  readonly label: string;
  /** The field that names a record. */
  readonly title: string;
  /** The nouns that its records are related to. */
  readonly relates: readonly string[];
}

const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** Lengths of the name of a noun, in characters. */
export const NOUN_NAME_LENGTH = { min: 2, max: 30 } as const;

/** The end of the name of the table with the tags of a noun. */
const TAG_TABLE = '_tagging';

/** The table with the tags of records of a custom noun. */
export const tagTableOf = (noun: string): string => `${noun}${TAG_TABLE}`;

/** The tables of the program that have a column for each custom noun. */
export const TABLES_OF_ALL: readonly string[] = ['doc', 'former'];

/** The custom noun whose tags are in a table; undefined for another table. */
export function nounOfTagTable(table: string): string | undefined {
  return table.endsWith(TAG_TABLE) ? table.slice(0, -TAG_TABLE.length) : undefined;
}

/** Whether a text has the form of the name of a noun. */
export function isNounName(text: string): boolean {
  const { min, max } = NOUN_NAME_LENGTH;
  return NAME.test(text) && text.length >= min && text.length <= max && nounOfTagTable(text) === undefined;
}
