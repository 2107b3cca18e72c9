import type { Noun } from '../../domain/field.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { ListElement } from '../../nouns/shared/list-rows.ts';
import type { RawRow } from '../sql.ts';
import type { LabelColumns } from '../write/labels.ts';

/** An e-mail address, phone or element of a list of a record, in its place; without an id it is not stored yet. */
export interface EmailRow extends LabelColumns {
  id?: number;
  position?: number;
  readonly address: string;
  readonly address_key: string;
}
export interface PhoneRow extends Phone, LabelColumns {
  id?: number;
  position?: number;
}
export interface TagRow {
  id?: number;
  readonly tag: string;
}
export interface ElementRow extends ListElement {
  id?: number;
  position?: number;
}

/** Lists by field; those without elements are left out. */
export type ListsOfRecord = Readonly<Record<string, readonly ElementRow[]>>;

/** What a record has beside the columns of its table. */
export interface RecordParts {
  readonly emails: readonly EmailRow[];
  readonly phones: readonly PhoneRow[];
  readonly tags: readonly TagRow[];
  /** Its further accounts, competitors and the like. */
  readonly lists: ListsOfRecord;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** No list of a record has elements: shared by all, never changed. */
export const NO_LISTS: ListsOfRecord = {};

export const NO_PARTS = { emails: [], phones: [], tags: [], lists: NO_LISTS, formerNames: NO_NAMES } as const;

/** What a record is found by. */
export interface KeyedRecord extends RecordParts {
  /** Columns of its table; those of a new record can lack what its table has by default. */
  readonly columns: RawRow;
  /** Names that it had before. */
  readonly formerNames: ReadonlySet<string>;
  /** Whether another record was merged into it. */
  readonly isMerged: boolean;
}

/** Fills in the columns that a new record does not set. */
interface RowCompleter {
  complete(noun: Noun, id: number, columns: RawRow): RawRow;
}

/** A record as it is after the rows so far. */
export class WorkingRecord implements KeyedRecord {
  readonly noun: Noun;
  readonly id: number;
  emails: readonly EmailRow[];
  phones: readonly PhoneRow[];
  tags: readonly TagRow[];
  lists: ListsOfRecord;
  formerNames: ReadonlySet<string> = NO_NAMES;
  /** Whether another record was merged into it. */
  isMerged = false;
  columns: RawRow;
  /** Completes the columns of a new record: most are never asked for. */
  #completer: RowCompleter | null;

  constructor(
    noun: Noun,
    id: number,
    columns: RawRow,
    parts: RecordParts,
    completer: RowCompleter | null = null,
  ) {
    this.noun = noun;
    this.id = id;
    this.columns = columns;
    this.emails = parts.emails;
    this.phones = parts.phones;
    this.tags = parts.tags;
    this.lists = parts.lists;
    this.#completer = completer;
  }

  /** All columns; of a noun that rows only point to, no more than names it. */
  get row(): RawRow {
    if (this.#completer) {
      this.columns = this.#completer.complete(this.noun, this.id, this.columns);
      this.#completer = null;
    }
    return this.columns;
  }
}
