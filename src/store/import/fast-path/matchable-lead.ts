import type { Field, Row } from '../../../domain/field.ts';
import { LEAD } from '../../../nouns/lead/definition.ts';
import type { RawRow } from '../../sql.ts';
import { phonesWanted } from '../../write/addresses.ts';
import { fallbackName } from '../../write/record.ts';
import type { PhoneNumber, ReadPhone, Values } from '../../write/values.ts';
import type { Hash32 } from '../hash.ts';
import { hashesOf } from '../lead-keys.ts';
import { normalizeRow } from '../normalize-row.ts';

/** Fields that take more than a look: numbers and times of our own, and what a conversion left. */
export const FULL_PATH_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'created_at',
  'updated_at',
  'converted_at',
  'account_id',
  'contact_id',
  'opp_id',
]);

/** What a row says of a lead. */
export interface ParsedLead {
  /** Its owner by name. */
  readonly values: Row;
  readonly phones: readonly PhoneNumber[];
}

/** A lead as a row has it, as far as it is known without the database. */
export interface MatchableLead extends ParsedLead {
  readonly derived: RawRow;
  /** All it is known by. */
  readonly keys: readonly Hash32[];
}

/** What rows are prepared by. */
interface PreparerRules {
  /** Fields that the file has columns for. */
  readonly fed: readonly Field[];
  /** The program external ids are from. */
  readonly system: string;
  readonly readPhone: ReadPhone;
}

/** Prepares rows for `QuickLeads`; rows of other programs, not of our own exports. */
export class LeadPreparer {
  readonly #system: string;
  readonly #readPhone: ReadPhone;
  /** Fields of the file that take more than a look. */
  readonly #careful: readonly string[];

  constructor({ fed, system, readPhone }: PreparerRules) {
    this.#system = system;
    this.#readPhone = readPhone;
    this.#careful = fed.filter(({ name }) => FULL_PATH_FIELDS.has(name)).map(({ name }) => name);
  }

  /** Null for a row that takes more than a look, or that nothing names a lead in. */
  prepare(row: Row): MatchableLead | null {
    const said = this.said(row);
    return said && this.lead(said.values, said.phones);
  }

  /** The same as far as the row says it: enough where that is a lead which is there. */
  said(row: Row): ParsedLead | null {
    const values = this.given(row);
    return values && { values, phones: this.phones(values) };
  }

  /** What a row says; null when that takes more than a look. */
  given(row: Row): Row | null {
    return this.isPlain(row) ? normalizeRow(row, { noun: 'lead', own: false, system: this.#system }) : null;
  }

  isPlain(row: Row): boolean {
    return this.#careful.every((name) => row[name] === null || row[name] === undefined);
  }

  phones(values: Values): readonly PhoneNumber[] {
    return phonesWanted([], values).map(this.#readPhone);
  }

  /** Null where nothing names the lead. */
  lead(values: Row, phones: readonly PhoneNumber[]): MatchableLead | null {
    const derived = LEAD.naming.compute(values as RawRow, fallbackName(values));
    return derived && { values, derived, phones, keys: hashesOf(values, derived, phones) };
  }
}
