import { refused, usage } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import type { PicklistName } from '../../domain/picklists.ts';
import type { ColumnValues } from './rules.ts';

/** An element of a list: the number of the record or user that it is about, and what is said of it. */
export interface ListElement {
  /** Null in a list of texts. */
  readonly target: number | null;
  /** As `write` of its list has it; in a list of texts the text. */
  readonly said: string | null;
}

/**
 * A field with several values, each a row of a table: the further contacts of a deal, with their roles. Elements are
 * written with numbers, `7 (champion)`, once the records that they name are known.
 */
export interface ListRows {
  readonly field: string;
  /** The field with the numbers of the records. */
  readonly ids?: string;
  /** Its rows have a `position`, and the number of the record in `<noun>_id`. */
  readonly table: string;
  /** What its rows are about; a list of texts has none. */
  readonly target?: { readonly column: string; readonly noun: Noun | 'user' };
  /** What an element looks like, for messages. */
  readonly example: string;
  /** The columns with what is said. */
  readonly columns: readonly string[];
  /** What is said, as columns; null for a text that says nothing of this kind. */
  read(said: string): ColumnValues | null;
  /** What the columns of a row say; null for nothing. */
  write(row: ColumnValues): string | null;
  /** The column with values of a picklist. */
  readonly picklist?: { readonly column: string; readonly name: PicklistName };
  /** Whether one record can be in the list several times, as long as other things are said of it. */
  readonly isByWord?: true;
  /** Whether a new list replaces the one before, also in an import: the parts of a whole. */
  readonly isWhole?: true;
  /** Completes elements that say too little. Throws `usage` for some that cannot be together. */
  complete?(elements: readonly ListElement[]): readonly ListElement[];
}

/** The text of an element: `7 (champion)`, `7`, `acme.com`. */
export function elementText({ target, said }: ListElement): string {
  if (target === null) return said ?? '';
  return said === null ? `${target}` : `${target} (${said})`;
}

/** What tells an element from others of its list. */
export function elementKey(list: ListRows, { target, said }: ListElement): string {
  const word = said?.toLowerCase() ?? '';
  if (target === null) return word;
  return list.isByWord ? `${target} ${word}` : `${target}`;
}

/** Reads an element in which the name is a number already. Throws `usage` for one that says something else. */
function readElement(list: ListRows, text: string): ListElement {
  const { field, target } = list;
  const [, number, words] = target ? (/^(\d+)(?: \((.*)\))?$/s.exec(text) ?? []) : [];
  const said = target ? words : text;
  if (said === undefined) return { target: Number(number), said: null };
  const columns = list.read(said);
  if (!columns) throw usage(`${field}: "${said}" is not understood`, `Write ${list.example}.`);
  return { target: target ? Number(number) : null, said: list.write(columns) };
}

/** The elements that a value gives, each once, completed. */
export function readElements(list: ListRows, value: unknown): readonly ListElement[] {
  const elements = new Map<string, ListElement>();
  for (const text of (value as readonly string[] | null | undefined) ?? []) {
    const element = readElement(list, text);
    const key = elementKey(list, element);
    if (!elements.has(key)) elements.set(key, element);
  }
  const all = [...elements.values()];
  return list.complete ? list.complete(all) : all;
}

/** Throws `refused` for a record that is in a list of its own. */
export function rejectSelf(
  { noun, lists = [] }: { readonly noun: Noun; readonly lists?: readonly ListRows[] },
  id: number,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const list of lists) {
    if (list.target?.noun !== noun || !Array.isArray(values[list.field])) continue;
    if (readElements(list, values[list.field]).some(({ target }) => target === id))
      throw refused(`${list.field}: ${noun} ${id} cannot be related to itself`);
  }
}

/** The columns of an element, besides its number and its place. */
export function elementColumns(list: ListRows, { target, said }: ListElement): ColumnValues {
  const words = said === null ? null : list.read(said);
  return {
    ...(list.target ? { [list.target.column]: target } : {}),
    ...Object.fromEntries(list.columns.map((column) => [column, words?.[column] ?? null])),
  };
}

/** The element of a row. */
export function elementOf(list: ListRows, row: ColumnValues): ListElement {
  return { target: list.target ? (row[list.target.column] as number) : null, said: list.write(row) };
}

/** What is said is one word of one column. */
export const saysWord = (column: string): Pick<ListRows, 'columns' | 'read' | 'write'> => ({
  columns: [column],
  read: (said) => ({ [column]: said.trim() === '' ? null : said.trim() }),
  write: (row) => row[column] as string | null,
});
