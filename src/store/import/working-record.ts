import type { Noun } from '../../domain/field.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { RawRow } from '../sql.ts';
import type { LabelColumns } from '../write/labels.ts';

/** An e-mail address, phone or further relation of a record, in its place; without an id it is not stored yet. */
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
export interface LinkRow {
  id?: number;
  position?: number;
  /** The further account or contact. */
  readonly target: number;
  readonly role: string | null;
}

/** What a record has beside the columns of its table. */
export interface RecordParts {
  readonly emails: readonly EmailRow[];
  readonly phones: readonly PhoneRow[];
  readonly tags: readonly TagRow[];
  /** Of a contact its further accounts, of a deal its further contacts. */
  readonly links: readonly LinkRow[];
}

const NO_NAMES: ReadonlySet<string> = new Set();

export const NO_PARTS = { emails: [], phones: [], tags: [], links: [], formerNames: NO_NAMES } as const;

/** What a record is found by. */
export interface KeyedRecord extends RecordParts {
  /** Columns of its table; those of a new record can lack what its table has by default. */
  readonly columns: RawRow;
  /** Names that it had before. */
  readonly formerNames: ReadonlySet<string>;
  /** Whether another record was merged into it. */
  readonly isMerged: boolean;
}

/** A record as it is after the rows so far. */
export class WorkingRecord implements KeyedRecord {
  readonly noun: Noun;
  readonly id: number;
  emails: readonly EmailRow[];
  phones: readonly PhoneRow[];
  tags: readonly TagRow[];
  links: readonly LinkRow[];
  formerNames: ReadonlySet<string> = NO_NAMES;
  /** Whether another record was merged into it. */
  isMerged = false;
  columns: RawRow;
  /** Completes the columns of a new record: most are never asked for. */
  #complete: ((columns: RawRow) => RawRow) | null;

  constructor(
    noun: Noun,
    id: number,
    columns: RawRow,
    parts: RecordParts,
    complete: ((columns: RawRow) => RawRow) | null = null,
  ) {
    this.noun = noun;
    this.id = id;
    this.columns = columns;
    this.emails = parts.emails;
    this.phones = parts.phones;
    this.tags = parts.tags;
    this.links = parts.links;
    this.#complete = complete;
  }

  /** All columns; of a noun that rows only point to, no more than names it. */
  get row(): RawRow {
    if (this.#complete) {
      this.columns = this.#complete(this.columns);
      this.#complete = null;
    }
    return this.columns;
  }
}
