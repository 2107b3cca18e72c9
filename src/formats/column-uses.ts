import { isFax, kindNamed } from '../domain/address-label.ts';
import type { Field } from '../domain/field.ts';
import { personKey } from '../domain/matching.ts';
import { headerKey } from './field-names.ts';
import type { Mapping } from './mapping.ts';
import { happenedIn } from './normalize-cells.ts';

/**
 * A column whose values are in no record, and why: no field, no header, only its program uses it, they are words for a
 * blank, or other columns give the field.
 */
export interface UnusedColumn {
  readonly header: string;
  /** Number of values. */
  readonly count: number;
  readonly why: 'no field' | 'no header' | 'program only' | 'blank word' | { readonly field: string };
}

type Why = UnusedColumn['why'];
type Cells = readonly (string | null)[];

/** What is known of a file beside its mapping. */
interface FileFacts {
  /** Number of headers; cells may stand behind the last. */
  readonly headers: number;
  /** Whether its program writes `null` for a blank. */
  readonly nulls: boolean;
  /** Whether a text means a blank in a field; none does if it is missing. */
  readonly isBlankWord?: (field: Field, text: string) => boolean;
  /** A column that records are named after; null for none. */
  readonly naming?: number | null;
}

/** Columns of one field that takes one value: the first filled one counts. */
interface Rivals {
  readonly field: string;
  readonly indexes: readonly number[];
}

/** Columns of a full name beside those of its parts. */
interface FullName {
  readonly whole: readonly number[];
  readonly parts: readonly number[];
}

/** Longest word that means a blank: `0000-00-00` and the like begin with a digit. */
const MAX_WORD_CHARS = 9;

/** Counts the values of imported rows that are in no record. */
export class ColumnUses {
  readonly #unused: readonly { readonly index: number; readonly why: Why }[];
  readonly #rivals: readonly Rivals[];
  readonly #fullName: FullName | null;
  /** Columns that say what the addresses beside them are for. */
  readonly #labels: ReadonlySet<number>;
  readonly #counts = new Map<number, { count: number; readonly why: Why }>();
  readonly #mapping: Mapping;
  readonly #headers: number;
  readonly #nulls: boolean;
  /** Columns of fields that words can mean a blank in. */
  readonly #worded: readonly { readonly index: number; readonly field: Field }[];
  readonly #isBlankWord: NonNullable<FileFacts['isBlankWord']>;
  readonly #blankWords = new Map<number, number>();

  constructor(mapping: Mapping, { headers, nulls, isBlankWord, naming }: FileFacts) {
    this.#mapping = mapping;
    this.#headers = headers;
    this.#nulls = nulls;
    const { columns } = mapping;
    const beside = new Set(
      columns.flatMap(({ known, continues }) => [known?.time, ...(continues?.beside ?? [])]),
    );
    this.#labels = labelColumns(mapping);
    const happened = new Set(happenedIn(columns).map(({ done }) => done));
    this.#unused = columns.flatMap(({ index, how, header, known }): { index: number; why: Why }[] => {
      if (how === 'unmatched') return index === naming ? [] : [{ index, why: 'no field' }];
      if (how === 'dropped' && header.trim() === '') return [{ index, why: 'no header' }];
      const isOwn = how === 'ignored' || (how === 'dropped' && known !== null);
      const isUsed = beside.has(headerKey(header)) || this.#labels.has(index) || happened.has(index);
      return isOwn && !isUsed ? [{ index, why: 'program only' }] : [];
    });
    this.#rivals = rivalsIn(mapping);
    this.#fullName = fullNameIn(mapping);
    this.#isBlankWord = isBlankWord ?? (() => false);
    this.#worded = columns.flatMap(({ index, fields: [field] }) =>
      isBlankWord && field && field.type !== 'text' ? [{ index, field }] : [],
    );
  }

  /** Counts the cells of a row as they stand in the file. */
  add(cells: Cells): void {
    for (const { index, why } of this.#unused) if (this.#isFilled(cells[index])) this.#count(index, why);
    for (let index = this.#headers; index < cells.length; index++)
      if (this.#isFilled(cells[index])) this.#count(index, 'no header');
    for (const index of this.#labels)
      if (this.#isFilled(cells[index]) && !isLabel(cells[index] as string))
        this.#count(index, 'program only');
    for (const rivals of this.#rivals) this.#addRivals(cells, rivals);
    if (this.#fullName) this.#addFullName(cells, this.#fullName);
    for (const { index, field } of this.#worded) {
      const text = cells[index];
      if (text && text.length <= MAX_WORD_CHARS && this.#isWord(field, text.trim()))
        this.#blankWords.set(index, (this.#blankWords.get(index) ?? 0) + 1);
    }
  }

  /** Most short texts are numbers: these are not looked at. */
  #isWord(field: Field, text: string): boolean {
    const first = text.charCodeAt(0);
    return !(first >= 48 && first <= 57) && this.#isFilled(text) && this.#isBlankWord(field, text);
  }

  #addRivals(cells: Cells, { field, indexes }: Rivals): void {
    let first: number | undefined;
    for (const index of indexes) {
      if (!this.#isFilled(this.#meaning(index, cells[index]))) continue;
      if (first === undefined) first = index;
      else if (!this.#isTold(first, index) && cells[index]?.trim() !== cells[first]?.trim())
        this.#count(index, { field });
    }
  }

  /** Whether there is a warning for the two columns anyway: they have one header. */
  #isTold(first: number, other: number): boolean {
    const { columns } = this.#mapping;
    return headerKey(columns[first]?.header ?? '') === headerKey(columns[other]?.header ?? '');
  }

  /** A full name is taken where its parts are blank, and lost where they do not have all of its words. */
  #addFullName(cells: Cells, { whole, parts }: FullName): void {
    const index = whole.find((at) => this.#isFilled(cells[at]));
    if (index === undefined) return;
    const given = parts.map((at) => cells[at]).filter((text) => this.#isFilled(text));
    if (given.length === 0) return;
    const name = cells[index] as string;
    const joined = given.join(' ');
    if (name === joined) return;
    const words = new Set(wordsOf(joined));
    if (wordsOf(name).some((word) => !words.has(word))) this.#count(index, { field: 'name' });
  }

  /** A word that leaves the field to other columns is blank. */
  #meaning(index: number, text: string | null | undefined): string | null | undefined {
    const words = this.#mapping.columns[index]?.known?.words;
    return words?.[text?.trim().toLowerCase() ?? ''] ?? text;
  }

  #isFilled(text: string | null | undefined): boolean {
    return typeof text === 'string' && text.trim() !== '' && !(this.#nulls && text === 'null');
  }

  all(): UnusedColumn[] {
    const words = [...this.#blankWords].map(
      ([index, count]) => [index, { count, why: 'blank word' }] as const,
    );
    return [...this.#counts, ...words]
      .toSorted(([a], [b]) => a - b)
      .map(([index, { count, why }]) => ({ header: this.#headerOf(index), count, why }));
  }

  /** Parts of other cells have headers too, behind those of the file. */
  #headerOf(index: number): string {
    const header = index < this.#headers ? this.#mapping.columns[index]?.header.trim() : '';
    return header || `column ${index + 1}`;
  }

  #count(index: number, why: Why): void {
    const known = this.#counts.get(index);
    if (known) known.count++;
    else this.#counts.set(index, { count: 1, why });
  }
}

/** Whether something of a label is kept: the kind of the address, or that it is a fax. A star marks the usual one. */
function isLabel(text: string): boolean {
  return text.trim() === '*' || kindNamed(text) !== null || isFax(text);
}

/** Columns that say what the addresses beside them are for. */
function labelColumns({ feeds }: Mapping): ReadonlySet<number> {
  return new Set(
    feeds.flatMap(({ kinds }) => [...kinds.values()].filter((kind) => typeof kind === 'number')),
  );
}

function rivalsIn({ columns, feeds, addresses, mailMarks }: Mapping): Rivals[] {
  // Addresses that are not taken are in the notes.
  const addressOf = new Map(
    addresses.flatMap(({ label, parts }) => parts.map(({ index }) => [index, label] as const)),
  );
  const wholes = new Set(addresses.map(({ whole }) => whole));
  // Of marks that mail is unwanted, each column counts.
  return feeds
    .filter(({ field, overflow }) => overflow === null && field.type !== 'list')
    .filter(({ indexes }) => !mailMarks || !indexes.includes(mailMarks.flag))
    .flatMap(({ field, indexes }) => {
      const alone = indexes.filter((index) => columns[index]?.continues === null && !wholes.has(index));
      const groups = Map.groupBy(alone, (index) => addressOf.get(index));
      return [...groups.values()].map((each) => ({ field: field.name, indexes: each }));
    })
    .filter(({ indexes }) => indexes.length > 1);
}

/** Null unless there are columns of both. */
function fullNameIn({ feeds }: Mapping): FullName | null {
  const columnsOf = (...names: string[]) =>
    feeds.filter(({ field }) => names.includes(field.name)).flatMap(({ indexes }) => indexes);
  const whole = columnsOf('name');
  const parts = columnsOf('first_name', 'last_name');
  return whole.length > 0 && parts.length > 0 ? { whole, parts } : null;
}

/** The words of a name, as names are compared. */
function wordsOf(name: string): string[] {
  return personKey(name).split(' ');
}
