import type { Noun } from '../../domain/field.ts';
import type { RawRow } from '../sql.ts';

/** An e-mail address, phone or further relation of a record, in its place; without an id it is not stored yet. */
export interface EmailRow {
  id?: number;
  position?: number;
  readonly address: string;
  readonly address_key: string;
}
export interface PhoneRow {
  id?: number;
  position?: number;
  readonly e164: string | null;
  readonly typed: string;
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

export const NO_PARTS: RecordParts = { emails: [], phones: [], tags: [], links: [] };

/** A record as it is after the rows so far. */
export interface WorkingRecord extends RecordParts {
  readonly noun: Noun;
  readonly id: number;
  /** Of a noun that rows only point to, no more than names it. */
  readonly row: RawRow;
  /** Names that it had before. */
  readonly formerNames: ReadonlySet<string>;
}
